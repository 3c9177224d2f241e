using Arise.Files;
using Arise.Mapping;
using Arise.Numerics;

namespace Arise.Reporting.Maps;

/// <summary>
/// A map as a file that numpy opens (.npz). Arrays over the boxes are indexed [z, y, x]; floating-point ones are NaN
/// where there is no prediction: <c>probabilities</c> [class, z, y, x], <c>class_index</c> (-1 without prediction),
/// <c>mutual_information</c> and <c>mutual_information_error</c> in bits, <c>passes</c>, <c>atom_counts</c>. Further
/// <c>class_labels</c> [class] and, as (x, y, z) in Angstrom, <c>origin</c> (middle of box 0), <c>stride</c>,
/// <c>box</c> (edges), and <c>wraps</c>.
/// </summary>
public static class MapArchive
{
    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public static void Write(CrystalMap map, string path) => Of(map).Write(path);

    internal static NumpyArchive Of(CrystalMap map)
    {
        BoxGrid grid = map.Grid;
        int[] shape = [grid.Z.Count, grid.Y.Count, grid.X.Count];
        int classes = map.ClassLabels.Length;
        if ((long)classes * grid.Count > Array.MaxLength)
            throw new IOException($"{classes} classes x {grid} boxes are too many for one array; use a longer stride.");
        var probabilities = new float[classes * grid.Count];
        Parallel.For(0, classes, c => map.ProbabilityOf(c).CopyTo(probabilities, c * grid.Count));
        return new NumpyArchive()
            .Add("probabilities", probabilities, [classes, .. shape])
            .Add("class_index", map.Classes(), shape)
            .Add("mutual_information", map.Spread(map.MutualInformation), shape)
            .Add("mutual_information_error", map.Spread(map.MutualInformationError), shape)
            .Add("passes", map.SpreadPasses(), shape)
            .Add("atom_counts", map.Plan.AtomCounts, shape)
            .Add("class_labels", map.ClassLabels.ToArray(), classes)
            .Add("origin", Components(grid.Origin), 3)
            .Add("stride", Components(grid.Spacing), 3)
            .Add("box", new[] { grid.X.Edge, grid.Y.Edge, grid.Z.Edge }, 3)
            .Add("wraps", new[] { grid.X.Wraps, grid.Y.Wraps, grid.Z.Wraps }, 3);
    }

    private static double[] Components(Vector3D v) => [v.X, v.Y, v.Z];
}
