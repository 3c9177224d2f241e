using System.Globalization;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>The plan of a map as a person reads it, with the time it will take, measured on a few boxes.</summary>
internal static class MapPlanText
{
    private const double MiB = 1 << 20;

    public static void Write(MapPlan plan, StructureMapper mapper, TextWriter output)
    {
        (AtomicStructure structure, MapSettings settings) = (plan.Structure, plan.Settings);
        PredictionSettings prediction = settings.Prediction;
        (Vector3D low, Vector3D high) = BoxGrid.Extent(structure);
        string formula = structure.Formula();
        string unit = structure.LengthUnit.Short;
        string what = formula.Length > 40 ? "" : formula + ", ";
        string atoms = structure.Count == 1 ? "atom" : "atoms";
        Line($"{plan.Input}: {what}{structure.Count} {atoms} in {Text(high - low)} {unit}");
        if (FlatSample.Of(structure) is { } flat)
            Line($"{flat.Warning}");
        BoxGrid grid = plan.Grid;
        Line($"boxes of {Text(settings.Edge)} {unit} every {Text(grid.Spacing)} {unit}: {grid} (z, y, x)");
        if (Wrapping(plan) is { Length: > 0 } wrapping)
            Line($"{wrapping}");
        string enough = $"{settings.MinimumAtoms} atoms or more";
        Line($"{plan.Boxes.Length} boxes with {enough}, {plan.MedianAtoms} in the median");
        double rate = mapper.MeasureRate(plan);
        double memory = plan.MemoryBytes(mapper.Classifier.Network.Architecture) / MiB;
        string mode = prediction.Mode switch
        {
            PredictionMode.Exact => $"{prediction.Passes} passes",
            PredictionMode.Adaptive => string.Create(
                CultureInfo.InvariantCulture, $"up to {prediction.Passes} passes, to {prediction.Tolerance}"),
            _ => prediction.Mode.ToString().ToLowerInvariant(),
        };
        Line($"{mode}; {Threads(prediction.Threads)}; {memory:F0} MiB of results");
        if (plan.Boxes.Length > 0)
            Line($"about {Duration(plan.Boxes.Length / rate)}, at {rate:G3} boxes per second");

        void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    private static string Threads(int threads) => threads switch
    {
        0 => "all processors",
        1 => "1 thread",
        _ => string.Create(CultureInfo.InvariantCulture, $"{threads} threads"),
    };

    private static string Wrapping(MapPlan plan)
    {
        string[] axes = ["x", "y", "z"];
        string wrapped = string.Join(", ", axes.Where((_, axis) => plan.Grid.Wraps(axis)));
        bool isSkew = plan.Settings.Wrap
            && Enumerable.Range(0, 3).Any(axis => plan.Structure.Periodicity[axis] && !plan.Grid.Wraps(axis));
        return (wrapped.Length > 0 ? $"boxes wrap across the boundary along {wrapped}" : "")
            + (isSkew ? $"{(wrapped.Length > 0 ? "; " : "")}a cell that is not along x, y, z does not wrap" : "");
    }

    private static string Duration(double seconds) => seconds < 100
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(seconds, 1):F0} s")
        : seconds < 6000
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:F0} min")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:F1} h");

    // One number where all three agree.
    private static string Text(Vector3D v) => v.X == v.Y && v.Y == v.Z
        ? v.X.ToString("G4", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{v.X:G4} x {v.Y:G4} x {v.Z:G4}");
}
