using System.Globalization;
using Arise.Labeling;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Reporting.Figures;
using Arise.Structures;

namespace Arise.Reporting.Labels;

/// <summary>
/// The figures of labels, each as SVG and PNG: <c>shares</c> of the classes over the frames of a trajectory with the
/// mean entropy below, and <c>labels</c>, the atoms of one frame colored by class, gray for other. A sample thinner
/// than four local scales is seen along that axis; of others the atoms in slices through the middle, one layer of atoms
/// thick, at right angles to z, y and x.
/// </summary>
internal static class LabelFigures
{
    private const int MostClasses = 7;
    private const int MostPoints = 20_000;
    private const double PlaneWidth = 260;
    private const double ThinFrom = 4;
    private const double Layer = 1.2;
    private const double LargestRadius = 4;

    /// <summary>Shares over the frames; over the time steps where all frames tell one and they grow.</summary>
    /// <param name="frames">At least two.</param>
    /// <param name="classLabels">The classes.</param>
    /// <param name="listed">Those that have a share worth a line.</param>
    public static Figure Shares(
        IReadOnlyList<LabeledFrame> frames, IReadOnlyList<string> classLabels, IReadOnlyList<int> listed)
    {
        double[] steps = [.. frames.Select(frame => frame.Timestep is { } step
            ? double.Parse(step, CultureInfo.InvariantCulture)
            : double.NaN)];
        bool hasSteps = !steps.Where((step, k) => !double.IsFinite(step) || (k > 0 && step <= steps[k - 1])).Any();
        double[] x = hasSteps ? steps : [.. Enumerable.Range(1, frames.Count).Select(number => (double)number)];
        var axis = new Axis(hasSteps ? "time step" : "frame");
        bool isShort = frames.Count <= 50;
        int[] shown = [.. listed.OrderByDescending(c => frames.Max(frame => frame.Share(c))).Take(MostClasses)];
        Mark[] shares =
        [
            .. shown.Select(c => Line(frame => frame.Share(c)) with
            {
                Name = PrototypeLibrary.NameOf(classLabels[c]),
                Color = ClassStyles.ColorOf(classLabels[c]),
            }),
            Line(frame => frame.Other) with { Name = "other", Color = ClassStyles.None.Fill },
        ];
        return new Figure(
            new Panel(axis, new Axis("share of the atoms") { Minimum = 0, Maximum = 1 }, shares),
            new Panel(axis, new Axis("mean entropy / bit") { Minimum = 0 }, Line(frame => frame.MeanEntropy)))
        {
            Columns = 1,
        };

        Series Line(Func<LabeledFrame, double> value) => new(x, [.. frames.Select(value)]) { Markers = isShort };
    }

    /// <summary>The atoms of a frame.</summary>
    public static Figure Atoms(AtomLabels labels)
    {
        AtomicStructure structure = labels.Structure;
        (Vector3D low, Vector3D high) = BoxGrid.Extent(structure);
        float[] scales = [.. labels.LocalScales.Where(scale => scale > 0).Order()];
        double scale = scales.Length > 0 ? scales[scales.Length / 2] : 1;
        int[] present = [.. labels.Counts.Index().Where(pair => pair.Item > 0)
            .OrderByDescending(pair => pair.Item).ThenBy(pair => pair.Index).Select(pair => pair.Index)];
        var rank = present.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        string[] names = [.. present.Select(c => PrototypeLibrary.NameOf(labels.ClassLabels[c]))];
        int thin = Array.FindLastIndex(Axes, axis => high[axis] - low[axis] <= ThinFrom * scale);
        return new Figure([.. (thin >= 0 ? [thin] : Axes.Reverse()).Select(Slice)]);

        Panel Slice(int across)
        {
            (int right, int up) = (across == 0 ? 1 : 0, across == 2 ? 1 : 2);
            double middle = (low[across] + high[across]) / 2, half = Layer * scale / 2;
            int[] atoms = [.. Enumerable.Range(0, structure.Count).Where(
                atom => thin >= 0 || Math.Abs(structure.Positions[atom][across] - middle) <= half)];
            int step = ((atoms.Length - 1) / MostPoints) + 1;
            atoms = [.. atoms.Where((_, k) => k % step == 0)];
            double width = Math.Max(Math.Max(high[right] - low[right], high[up] - low[up]), 1e-9);
            string unit = structure.LengthUnit.Symbol;
            var points = new Scatter(Along(right), Along(up))
            {
                Radius = Math.Min(0.5 * scale * PlaneWidth / width, LargestRadius),
                Categories = [.. atoms.Select(atom => labels.Classes[atom] is >= 0 and var c ? rank[c] : -1)],
                CategoryNames = names,
                Uncategorized = ClassStyles.None.Fill,
                CategoryColors = [.. present.Select(c => ClassStyles.ColorOf(labels.ClassLabels[c]))],
            };
            return new Panel(new Axis($"{"xyz"[right]} / {unit}"), new Axis($"{"xyz"[up]} / {unit}"), points)
            {
                Title = thin >= 0
                    ? null
                    : FormattableString.Invariant($"{"xyz"[across]} = {middle - half:F1} to {middle + half:F1} {unit}")
                        + (step == 1 ? "" : $", 1 of {step} atoms"),
                EqualAspect = true,
                Width = PlaneWidth,
                Height = PlaneWidth,
            };

            double[] Along(int axis) => [.. atoms.Select(atom => structure.Positions[atom][axis])];
        }
    }

    private static int[] Axes => [0, 1, 2];
}
