using Arise.Structures;

namespace Arise.Labeling;

/// <summary>
/// Lengths of the ideal crystal of a class, for those of a real one: n the number of neighbors of an atom within 1.35
/// times the shortest distance, m the mean distance of the n nearest less its variance over it.
/// </summary>
/// <param name="Neighbors">The number n, a mean over the atoms, rounded.</param>
/// <param name="Volume">Volume of an atom over m^3.</param>
/// <param name="Spacing">
/// The shortest distance over the local scale: below 1 where the scale counts a part of the second shell.
/// </param>
internal sealed record IdealCrystal(int Neighbors, double Volume, double Spacing)
{
    private const double Shell = 1.35;

    /// <summary>A class without a crystal: layers and tubes.</summary>
    public static IdealCrystal None { get; } = new(0, double.NaN, 1);

    /// <summary>Measures a cell.</summary>
    /// <param name="cell">A crystal, periodic in three directions.</param>
    /// <param name="scale">Its mean local scale, Angstrom.</param>
    public static IdealCrystal Of(AtomicStructure cell, double scale)
    {
        double shortest = LabelInput.MedianNearest(cell);
        var search = new NeighborSearch(cell, Shell * shortest);
        var neighbors = new NeighborBuffer();
        int count = 0;
        double mean = 0;
        for (int atom = 0; atom < cell.Count; atom++)
        {
            search.Find(atom, neighbors);
            count += neighbors.Count;
        }

        int nearest = Math.Max((int)Math.Round((double)count / cell.Count), 1);
        search = new NeighborSearch(cell, 2 * Shell * shortest);
        for (int atom = 0; atom < cell.Count; atom++)
        {
            search.Find(atom, neighbors);
            mean += MeanOfNearest(neighbors, nearest) / cell.Count;
        }

        return new IdealCrystal(
            nearest, cell.Lattice!.Volume / cell.Count / (mean * mean * mean), shortest / scale);
    }

    /// <summary>
    /// Mean distance of the nearest neighbors less their variance over it, Angstrom, which is not longer in a hot
    /// crystal (see <see cref="FaultSheets"/>); NaN where there are fewer.
    /// </summary>
    public static double MeanOfNearest(NeighborBuffer neighbors, int count)
    {
        if (neighbors.Count < count)
            return double.NaN;
        double[] squares = neighbors.SquaredDistances.ToArray();
        Array.Sort(squares);
        double sum = 0, square = 0;
        for (int k = 0; k < count; k++)
        {
            sum += Math.Sqrt(squares[k]);
            square += squares[k];
        }

        double mean = sum / count;
        return mean - (((square / count) - (mean * mean)) / mean);
    }
}
