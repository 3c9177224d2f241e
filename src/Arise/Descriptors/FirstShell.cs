using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>
/// The length by which a structure is scaled whatever its species: a mean distance of first neighbors, smooth in the
/// positions of the atoms.
/// </summary>
/// <remarks>
/// <code>
/// d = sum of w(r/m) r / sum of w(r/m) over all pairs of atoms,   m = mean distance of an atom to its nearest one
/// w(u) = 1 up to 1.15,  (1 + cos(pi (u - 1.15)/0.3))/2 up to 1.45,  then 0
/// </code>
/// Atoms whose nearest one is farther than four times the median of these distances do not count in m.
/// </remarks>
internal static class FirstShell
{
    private const double FullWeight = 1.15;
    private const double Fade = 0.3;
    private const double Reach = FullWeight + Fade;
    private const double Isolated = 4;

    // As far as lengths of the published protocol go.
    private static readonly double[] Reaches = [20.2, 100.2];

    /// <summary>The length d, Angstrom; NaN when no two atoms are near each other.</summary>
    /// <param name="structure">Atoms with their cell, of any species.</param>
    /// <param name="workspace">Buffers of this thread.</param>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    public static double Length(AtomicStructure structure, OrderWorkspace workspace)
    {
        double mean = MeanNearest(structure, workspace);
        if (double.IsNaN(mean))
            return double.NaN;
        ImageLimit.Require(structure, Reach * mean);
        workspace.Search.Prepare(structure, Reach * mean);
        NeighborBuffer neighbors = workspace.Neighbors;
        double sum = 0, total = 0;
        for (int atom = 0; atom < structure.Count; atom++)
        {
            workspace.Search.FindUnordered(atom, neighbors);
            for (int k = 0; k < neighbors.Count; k++)
            {
                double r = Math.Sqrt(neighbors.SquaredDistances[k]);
                double weight = Weight(r / mean);
                (sum, total) = (sum + (weight * r), total + weight);
            }
        }

        return sum / total;
    }

    private static double Weight(double u) =>
        u <= FullWeight ? 1 : u < Reach ? (1 + Math.Cos(Math.PI * (u - FullWeight) / Fade)) / 2 : 0;

    private static double MeanNearest(AtomicStructure structure, OrderWorkspace workspace)
    {
        if (structure.Count == 0)
            return double.NaN;
        workspace.Nearest.Begin(structure, [structure.Species[0]]);
        double[] nearest = [];
        for (int k = 0; k < Reaches.Length && nearest.Length == 0; k++)
            nearest = workspace.Nearest.Contributions(0, 0, Reaches[k]).ToArray();
        if (nearest.Length == 0)
            return double.NaN;
        Array.Sort(nearest);
        double limit = Isolated * nearest[(nearest.Length - 1) / 2], sum = 0;
        int count = 0;
        while (count < nearest.Length && nearest[count] <= limit)
            sum += nearest[count++];
        return sum / count;
    }
}
