using System.Runtime.InteropServices;
using Arise.Files;
using Arise.Numerics;
using Arise.Recognition;

namespace Arise.Mapping;

/// <summary>
/// A map as a file that numpy opens (map.npz). Arrays over the boxes are indexed [z, y, x]; floating-point ones are NaN
/// where there is no prediction: <c>probabilities</c> [class, z, y, x], <c>class_index</c> (-1 without prediction, -2
/// where the verdict is none of the classes), <c>likely_class</c> (the most probable class whatever the verdict),
/// <c>verdict</c> (int8: 0 open, 1 known, 2 doubtful, 3 none of the classes), <c>novelty</c>,
/// <c>mutual_information</c>, <c>mutual_information_error</c> and <c>predictive_entropy</c> in bits,
/// <c>second_class</c> (of boxes at the boundary of two classes; -1 elsewhere) and <c>second_share</c> (how much there
/// is of it; 0 elsewhere), <c>passes</c>, <c>atom_counts</c>. Further <c>class_labels</c> [class] and, as (x, y, z) in
/// Angstrom, <c>origin</c> (middle of box 0), <c>stride</c>, <c>box</c> (edges), and <c>wraps</c>. With a hidden layer
/// also <c>hidden</c> [z, y, x, unit].
/// </summary>
/// <remarks>
/// <c>probabilities</c>, <c>mutual_information</c>, its error, <c>novelty</c> and <c>passes</c> are read again; the
/// other arrays over boxes follow from these. A map of an earlier version has no <c>novelty</c>: its verdict is open.
/// </remarks>
internal static class MapArchive
{
    private const string Novelty = "novelty";

    /// <summary>The arrays of a map.</summary>
    public static NumpyArchive Of(CrystalMap map)
    {
        BoxGrid grid = map.Grid;
        int[] shape = [grid.Z.Count, grid.Y.Count, grid.X.Count];
        int classes = map.ClassLabels.Length;
        if ((long)Math.Max(classes, map.HiddenUnits) * grid.Count > Array.MaxLength)
            throw new IOException($"{classes} classes x {grid} boxes are too many for one array; use a longer stride.");
        var probabilities = new float[classes * grid.Count];
        Parallel.For(0, classes, c => map.ProbabilityOf(c).CopyTo(probabilities, c * grid.Count));
        NumpyArchive archive = new NumpyArchive()
            .Add("probabilities", probabilities, [classes, .. shape])
            .Add("class_index", AsArray(map.Classes()), shape)
            .Add("likely_class", AsArray(map.LikelyClasses()), shape)
            .Add("verdict", AsArray(map.Spread(row => (sbyte)map.VerdictOf(row), (sbyte)Verdict.Open)), shape)
            .Add(Novelty, AsArray(map.Spread(map.Novelty)), shape)
            .Add("mutual_information", AsArray(map.Spread(map.MutualInformation)), shape)
            .Add("mutual_information_error", AsArray(map.Spread(map.MutualInformationError)), shape)
            .Add("predictive_entropy", AsArray(map.Spread(map.PredictiveEntropy)), shape)
            .Add("second_class", AsArray(map.SecondClasses()), shape)
            .Add("second_share", AsArray(map.Spread(row => (float)(map.BoundaryOf(row)?.Share ?? 0), 0f)), shape)
            .Add("passes", AsArray(map.SpreadPasses()), shape)
            .Add("atom_counts", AsArray(map.Plan.AtomCounts), shape)
            .Add("class_labels", map.ClassLabels.ToArray(), classes)
            .Add("origin", Components(grid.Origin), 3)
            .Add("stride", Components(grid.Spacing), 3)
            .Add("box", new[] { grid.X.Edge, grid.Y.Edge, grid.Z.Edge }, 3)
            .Add("wraps", new[] { grid.X.Wraps, grid.Y.Wraps, grid.Z.Wraps }, 3);
        return map.Hidden is null ? archive : archive.Add("hidden", Hidden(map), [.. shape, map.HiddenUnits]);
    }

    /// <summary>The hidden layer of every place [place, unit], NaN where there is no prediction.</summary>
    public static float[] Hidden(CrystalMap map)
    {
        int units = map.HiddenUnits;
        var hidden = new float[units * map.Grid.Count];
        Array.Fill(hidden, float.NaN);
        for (int row = 0; row < map.Rows; row++)
            map.HiddenOf(row).CopyTo(hidden.AsSpan(map.Plan.Boxes[row] * units));
        return hidden;
    }

    /// <summary>Reads the rows of a map from its arrays.</summary>
    public static MapRows Restore(NumpyArchive arrays, MapPlan plan, int classes, int hiddenUnits, string file)
    {
        BoxGrid grid = plan.Grid;
        (int nz, int ny, int nx) = (grid.Z.Count, grid.Y.Count, grid.X.Count);
        float[] probabilities = MapFolder.Values<float>(arrays, "probabilities", file, classes, nz, ny, nx);
        var rows = new MapRows(plan, classes, hiddenUnits);
        for (int row = 0; row < rows.Count; row++)
        {
            Span<float> there = rows.ProbabilitiesOf(row);
            for (int c = 0; c < classes; c++)
                there[c] = probabilities[(c * grid.Count) + rows.Plan.Boxes[row]];
        }

        Gather("mutual_information", rows.MutualInformation);
        Gather("mutual_information_error", rows.MutualInformationError);
        Gather("passes", rows.Passes);
        if (arrays.Names.Contains(Novelty))
            Gather(Novelty, rows.Novelty);
        else
            Array.Fill(rows.Novelty, float.NaN);
        if (rows.HiddenUnits > 0)
            RestoreHidden(MapFolder.Values<float>(arrays, "hidden", file, nz, ny, nx, rows.HiddenUnits), rows);
        return rows;

        void Gather<T>(string name, T[] values) =>
            MapFolder.Gather(MapFolder.Values<T>(arrays, name, file, nz, ny, nx), rows.Plan, values);
    }

    /// <summary>Reads the hidden layer of the rows from that of every place [place, unit].</summary>
    public static void RestoreHidden(ReadOnlySpan<float> hidden, MapRows rows)
    {
        int units = rows.HiddenUnits;
        for (int row = 0; row < rows.Count; row++)
            hidden.Slice(rows.Plan.Boxes[row] * units, units).CopyTo(rows.HiddenOf(row));
    }

    /// <summary>The array of values that nobody writes any more.</summary>
    public static T[] AsArray<T>(System.Collections.Immutable.ImmutableArray<T> values) =>
        ImmutableCollectionsMarshal.AsArray(values)!;

    private static double[] Components(Vector3D v) => [v.X, v.Y, v.Z];
}
