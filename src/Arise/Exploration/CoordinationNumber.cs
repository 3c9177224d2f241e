using Arise.Structures;

namespace Arise.Exploration;

/// <summary>
/// Mean number of neighbors closer than 1.2 times the nearest-neighbor distance: 12 in close packings, 14 in
/// body-centered cubic (both of its shells), 4 in diamond.
/// </summary>
internal static class CoordinationNumber
{
    /// <summary>How far a neighbor may be, in units of the nearest-neighbor distance; it must be closer.</summary>
    public const double Reach = 1.2;

    /// <summary>The mean over all atoms of a structure, periodic images counted.</summary>
    /// <param name="structure">The atoms.</param>
    /// <param name="nearest">Nearest-neighbor distance, Angstrom; the answer is NaN where it does not exist.</param>
    public static double Of(AtomicStructure structure, double nearest) => nearest > 0 && double.IsFinite(nearest)
        ? Of(new NeighborSearch(structure, Reach * nearest), [.. Enumerable.Range(0, structure.Count)], nearest, new())
        : double.NaN;

    /// <summary>The mean over some atoms among all those of a search that reaches at least as far.</summary>
    public static double Of(NeighborSearch search, ReadOnlySpan<int> atoms, double nearest, NeighborBuffer buffer)
    {
        if (!double.IsFinite(nearest))
            return double.NaN;
        double limit = Reach * nearest * (Reach * nearest);
        long neighbors = 0;
        foreach (int atom in atoms)
        {
            search.Find(atom, buffer);
            foreach (double square in buffer.SquaredDistances)
                neighbors += square < limit ? 1 : 0;
        }

        return (double)neighbors / atoms.Length;
    }
}
