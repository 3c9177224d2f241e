using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Particles covered with atoms of another species, as hydrogen and ligands cover them.</summary>
internal static class Adsorbates
{
    private const double Shell = 1.35;
    private const double Bound = 0.8;
    private const double LeastGap = 0.45;
    private static readonly ChemicalElement Element = ChemicalElement.Parse("Rn");

    /// <summary>
    /// Puts atoms onto a share of 10 to 100 % of the atoms of the surface, 0.55 to 1 of the distance of neighbors away
    /// from them, where there is room.
    /// </summary>
    /// <param name="particle">Labeled atoms without a cell.</param>
    /// <param name="distance">Distance of nearest neighbors, Angstrom.</param>
    /// <param name="draws">Random numbers.</param>
    public static AtomicStructure Cover(AtomicStructure particle, double distance, Draws draws)
    {
        double share = draws.Uniform(0.1, 1), length = draws.Uniform(0.55, 1) * distance;
        var search = new NeighborSearch(particle, Shell * distance);
        var neighbors = new NeighborBuffer();
        int[] counts = new int[particle.Count];
        for (int atom = 0; atom < counts.Length; atom++)
        {
            search.Find(atom, neighbors);
            counts[atom] = neighbors.Count;
        }

        int full = counts.Max();
        List<Vector3D> positions = [.. particle.Positions];
        for (int atom = 0; atom < counts.Length; atom++)
        {
            if (counts[atom] > Bound * full || !draws.Chance(share))
                continue;
            search.Find(atom, neighbors);
            Vector3D inward = Vector3D.Zero;
            for (int k = 0; k < neighbors.Count; k++)
                inward += new Vector3D(neighbors.X[k], neighbors.Y[k], neighbors.Z[k]);
            if (inward.Length < 0.1 * distance)
                continue;
            Vector3D place = particle.Positions[atom] - (length * inward.Normalized());
            double least = LeastGap * distance;
            if (positions.All(other => (other - place).Length > least))
                positions.Add(place);
        }

        int added = positions.Count - particle.Count;
        var covered = new AtomicStructure(
            [.. positions], [.. particle.Species, .. Enumerable.Repeat(Element, added)]);
        return LabelColumn.Set(
            covered, [.. LabelColumn.Of(particle), .. Enumerable.Repeat(AtomSample.Untold, added)]);
    }
}
