using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// The mean length of bonds, whatever the species: d = sum w(r/m) r / sum w(r/m) over all pairs, m the median over the
/// atoms of the nearest distance, w(u) = 1 to u = 1.15, (1 + cos(pi (u - 1.15)/0.3))/2 to 1.45, then 0.
/// </summary>
internal static class ShellDistance
{
    private const double Full = 1.15;
    private const double Fade = 0.3;
    private const int MostAtoms = 4000;

    /// <summary>d in the unit of the structure; 0 when no atom has a neighbor.</summary>
    public static double Of(AtomicStructure structure)
    {
        int step = Math.Max(1, structure.Count / MostAtoms);
        int[] atoms = [.. Enumerable.Range(0, structure.Count).Where(atom => atom % step == 0)];
        double largest = Largest(structure), cutoff = Math.Min(0.7, largest / 4);
        var neighbors = new NeighborBuffer();
        while (cutoff < 4 * largest)
        {
            var search = new NeighborSearch(structure, cutoff);
            double[] nearest = [.. atoms.Select(Nearest).Order()];
            double median = nearest[nearest.Length / 2];
            if (median * (Full + Fade) < cutoff)
                return Mean(search, atoms, median, neighbors);
            cutoff = double.IsFinite(median) ? median * (Full + Fade) * 1.01 : cutoff * 1.5;

            double Nearest(int atom)
            {
                search.Find(atom, neighbors);
                double least = double.PositiveInfinity;
                foreach (double square in neighbors.SquaredDistances)
                    least = Math.Min(least, square);
                return Math.Sqrt(least);
            }
        }

        return 0;
    }

    private static double Mean(NeighborSearch search, int[] atoms, double median, NeighborBuffer neighbors)
    {
        double sum = 0, weights = 0;
        foreach (int atom in atoms)
        {
            search.Find(atom, neighbors);
            foreach (double square in neighbors.SquaredDistances)
            {
                double r = Math.Sqrt(square), u = r / median;
                double weight = u <= Full ? 1
                    : u < Full + Fade ? (1 + Math.Cos(Math.PI * (u - Full) / Fade)) / 2
                    : 0;
                sum += weight * r;
                weights += weight;
            }
        }

        return sum / weights;
    }

    // An upper bound of the distance to the nearest neighbor.
    private static double Largest(AtomicStructure structure)
    {
        double largest = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            if (structure.Periodicity[axis])
                largest = Math.Max(largest, structure.Lattice![axis].Length);
        }

        Vector3D first = structure.Count > 0 ? structure.Positions[0] : default;
        foreach (Vector3D position in structure.Positions)
            largest = Math.Max(largest, (position - first).Length);
        return largest;
    }
}
