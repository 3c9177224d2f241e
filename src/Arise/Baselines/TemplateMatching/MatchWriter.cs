using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>Computes from the best correspondence what is told of an atom, and writes it.</summary>
/// <param name="matches">Where it is written.</param>
/// <param name="species">Atomic number per atom.</param>
/// <param name="rmsdCutoff">Largest accepted RMSD.</param>
internal sealed unsafe class MatchWriter(TemplateMatches matches, byte[] species, double rmsdCutoff)
{
    /// <summary>Writes the best match of an atom; nothing without one.</summary>
    public void Write(int atom, TemplateMatcher matcher)
    {
        if (matcher.Best is not { } best)
            return;
        Template template = best.Template;
        int count = best.Vertices.Length;
        ReadOnlySpan<Vector3D> points = matcher.BestPoints;
        Vector3D sum = Vector3D.Zero;
        Matrix3 moment = default;
        for (int k = 0; k < count; k++)
        {
            sum += points[k];
            moment += Matrix3.Outer(template.Vertices[best.Vertices[k]], points[k]);
        }

        Vector3D barycenter = sum / (count + 1);
        double spread = -(count + 1) * Vector3D.Dot(barycenter, barycenter);
        foreach (Vector3D p in points)
            spread += Vector3D.Dot(p, p);
        double overlap = Superposition.LargestOverlap(moment, Math.Sqrt(template.Square * spread));
        UnitQuaternion rotation = Superposition.Rotation(moment, overlap);
        double scale = overlap / spread;
        double rmsd = Rmsd(best, points, barycenter, rotation.ToMatrix(), scale);

        // F t ~ s x: the vertices add up to 0, so that the barycenter plays no part.
        Matrix3 deformation = scale * (moment.Transposed() * template.InverseMoment);
        if (template.IsFlat)
            deformation = WithThirdAxis(deformation, rotation.ToMatrix());
        UnitQuaternion turn = CrystalRotations.Nearest(template.CrystalRotations, rotation);

        Span<int> neighbors = matches.Neighbors(atom);
        Span<byte> sites = stackalloc byte[count];
        for (int k = 0; k < count; k++)
        {
            int vertex = best.Vertices[k];
            neighbors[vertex] = matcher.BestAtoms[k];
            sites[vertex] = species[matcher.BestAtoms[k]];
        }

        ChemicalOrdering ordering = SiteSharing.Of(template, species[atom], sites);
        matches.Set(atom, template.Type, rmsd <= rmsdCutoff, ordering, rmsd);
        double distance = template.Vertices[0].Length / scale * matcher.Length;
        matches.Set(atom, distance, rotation * turn, deformation * turn.ToMatrix());
    }

    private static double Rmsd(
        Correspondence best, ReadOnlySpan<Vector3D> points, Vector3D barycenter, in Matrix3 rotation, double scale)
    {
        double sum = scale * scale * Vector3D.Dot(barycenter, barycenter);
        for (int k = 0; k < points.Length; k++)
        {
            Vector3D rest =
                rotation.Apply(best.Template.Vertices[best.Vertices[k]]) - (scale * (points[k] - barycenter));
            sum += Vector3D.Dot(rest, rest);
        }

        return Math.Sqrt(sum / (points.Length + 1));
    }

    // A sheet says nothing of its third axis: it goes along the normal.
    private static Matrix3 WithThirdAxis(in Matrix3 deformation, in Matrix3 rotation) => new(
        deformation.X with { Z = rotation.X.Z },
        deformation.Y with { Z = rotation.Y.Z },
        deformation.Z with { Z = rotation.Z.Z });
}
