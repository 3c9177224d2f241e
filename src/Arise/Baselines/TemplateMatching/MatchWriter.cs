using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>Computes from the best correspondence what is told of an atom, and writes it.</summary>
/// <param name="matches">Where it is written.</param>
/// <param name="species">Atomic number per atom.</param>
/// <param name="rmsdCutoff">Largest accepted RMSD.</param>
internal sealed class MatchWriter(TemplateMatches matches, byte[] species, double rmsdCutoff)
{
    // Below it the difference of two large numbers is not exact enough.
    private const double Small = 1e-4;

    /// <summary>Writes the best match of an atom; nothing without one.</summary>
    public void Write(int atom, TemplateMatcher matcher)
    {
        if (matcher.Best is not { } best)
            return;
        Template template = best.Template;
        int count = best.Vertices.Length;
        UnitQuaternion rotation = Superposition.Rotation(matcher.BestMoment, matcher.BestOverlap);
        double scale = matcher.BestOverlap / matcher.BestSpread, rmsd = Math.Sqrt(matcher.BestSquare);
        if (rmsd < Small)
            rmsd = Rmsd(best, matcher.BestPoints, rotation.ToMatrix(), scale);

        // F t ~ s x: the vertices add up to 0, so that the barycenter plays no part.
        Matrix3 deformation = scale * (matcher.BestMoment.Transposed() * template.InverseMoment);
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
        Correspondence best, ReadOnlySpan<Vector3D> points, in Matrix3 rotation, double scale)
    {
        Vector3D barycenter = Vector3D.Zero;
        foreach (Vector3D p in points)
            barycenter += p / (points.Length + 1);
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
