using Arise.Prototypes;
using Arise.Reporting.Figures;
using Arise.Training;

namespace Arise.Evaluation;

/// <summary>
/// The figures of an evaluation: <c>accuracy</c> against defects (or by part), <c>material_types</c>,
/// <c>classes</c> (the worst thirty) and <c>reliability</c>.
/// </summary>
internal static class EvaluationFigures
{
    private const int MostClasses = 30;

    private static readonly (string Kind, string Title)[] Kinds =
        [("missing", "missing atoms / %"), ("displaced", "displacement / % of d_NN")];

    /// <summary>Writes all figures as SVG and PNG.</summary>
    public static void Write(EvaluationSummary summary, string folder, double pixelsPerInch)
    {
        Accuracy(summary).WriteAll(Path.Combine(folder, "accuracy"), pixelsPerInch);
        MaterialTypes(summary).WriteAll(Path.Combine(folder, "material_types"), pixelsPerInch);
        Classes(summary).WriteAll(Path.Combine(folder, "classes"), pixelsPerInch);
        ReliabilityFigure(summary.Reliability).WriteAll(Path.Combine(folder, "reliability"), pixelsPerInch);
    }

    /// <summary>Accuracy against missing atoms and displacements, alone and together; otherwise bars by part.</summary>
    public static Figure Accuracy(EvaluationSummary summary)
    {
        if (!IsByDefects(summary))
            return new Figure(PartBars(summary));
        return new Figure([.. Kinds.Select(kind => DefectPanel(
            kind.Title,
            [
                Line(summary, kind.Kind, kind.Kind, "alone", 0),
                Line(summary, kind.Kind, "both", kind.Kind == "missing" ? "displaced too" : "missing too", 1),
            ]))]);
    }

    /// <summary>Accuracy by material type against each kind of defects; otherwise bars by type.</summary>
    public static Figure MaterialTypes(EvaluationSummary summary)
    {
        if (!IsByDefects(summary))
        {
            double[] heights = [.. summary.ByType.Select(part => 100 * part.Right.Value)];
            return new Figure(new Panel(
                new Axis("") { Categories = [.. summary.Types] }, AccuracyAxis, Bars.OfCategories(heights)));
        }

        return new Figure([.. Kinds.Select(kind => DefectPanel(
            kind.Title,
            [.. summary.Types.Select((type, index) => Line(
                [.. Defects(summary, kind.Kind).Where(part => summary.ByGroupAndType.ContainsKey((part.Name, type)))],
                kind.Kind,
                type,
                index,
                part => summary.ByGroupAndType[(part, type)]))]))]);
    }

    /// <summary>The classes with the most wrong answers.</summary>
    public static Figure Classes(EvaluationSummary summary)
    {
        EvaluationSummary.PartResult[] worst =
            [.. summary.ByClass.Where(part => part.Right.Right < part.Right.Count).Take(MostClasses)];
        if (worst.Length == 0)
            worst = [.. summary.ByClass.Take(MostClasses)];
        double[] heights = [.. worst.Select(part => 100 * part.Right.Value)];
        return new Figure(new Panel(
            AccuracyAxis with { Minimum = 0 },
            new Axis("") { Categories = [.. worst.Select(p => PrototypeLibrary.NameOf(p.Name))], Reversed = true },
            Bars.OfCategories(heights) with { Horizontal = true })
        {
            Height = Math.Max(60, 11 * worst.Length),
        });
    }

    /// <summary>Share of right answers against their probability, and how often each probability occurs.</summary>
    public static Figure ReliabilityFigure(Reliability calibration)
    {
        Reliability.Bin[] filled = [.. calibration.Rows.Where(bin => bin.Right.Count > 0)];
        Color color = CategoryStyle.Of(0).Fill;
        var diagonal = new Series([0, 1], [0, 1]) { Color = Color.Gray, Width = 0.8, Dash = 3, Name = "ideal" };
        var line = new Series(
            [.. filled.Select(bin => bin.MeanProbability)], [.. filled.Select(bin => bin.Right.Value)])
        {
            Color = color, Markers = true, Name = "model", Errors = [.. filled.Select(bin => Error(bin.Right, 1))],
        };
        double all = calibration.Rows.Sum(bin => bin.Right.Count);
        var counts = new Bars(
            [.. calibration.Rows.Select(bin => bin.Low)],
            [.. calibration.Rows.Select(bin => bin.High)],
            [.. calibration.Rows.Select(bin => 100 * bin.Right.Count / all)])
        {
            Color = color,
        };
        var probability = new Axis("probability of the answer") { Minimum = 0, Maximum = 1 };
        return new Figure(
            new Panel(probability, new Axis("share of right answers") { Minimum = 0, Maximum = 1 }, diagonal, line)
            {
                Width = 170, Height = 170,
            },
            new Panel(probability, new Axis("answers / %"), counts) { Width = 170, Height = 170 });
    }

    private static Axis AccuracyAxis => new("accuracy / %") { Maximum = 100 };

    private static bool IsByDefects(EvaluationSummary summary) =>
        Defects(summary, "missing").Length > 0 && Defects(summary, "displaced").Length > 0;

    private static (SampleDefects Defects, string Name)[] Defects(EvaluationSummary summary, string kind) =>
        [.. summary.ByGroup
            .Where(part => part.Defects is { } defects && KindOf(defects) == kind)
            .Select(part => (part.Defects!.Value, part.Name))];

    private static string KindOf(SampleDefects defects) => (defects.Missing > 0, defects.Displacement > 0) switch
    {
        (true, false) => "missing",
        (false, true) => "displaced",
        (true, true) => "both",
        _ => "pristine",
    };

    private static Panel DefectPanel(string title, IReadOnlyList<Mark> marks) =>
        new(new Axis(title), AccuracyAxis, marks) { Width = 200, Height = 170 };

    private static Series Line(EvaluationSummary summary, string axis, string kind, string name, int index)
    {
        var parts = summary.ByGroup.ToDictionary(part => part.Name, part => part.Right, StringComparer.Ordinal);
        return Line(Defects(summary, kind), axis, name, index, part => parts[part]);
    }

    private static Series Line(
        (SampleDefects Defects, string Name)[] parts,
        string axis,
        string name,
        int index,
        Func<string, Proportion> right)
    {
        Proportion[] rights = [.. parts.Select(part => right(part.Name))];
        return new Series(
            [.. parts.Select(part => 100 * (axis == "missing" ? part.Defects.Missing : part.Defects.Displacement))],
            [.. rights.Select(r => 100 * r.Value)])
        {
            Name = name,
            Markers = true,
            Color = CategoryStyle.Of(index).Fill,
            Errors = [.. rights.Select(r => Error(r, 100))],
        };
    }

    // No bar where all are right: those of a dozen nanotubes would hide everything else.
    private static (double Below, double Above) Error(Proportion right, double unit) =>
        right.Right == right.Count ? (0, 0) : (unit * (right.Value - right.Low), unit * (right.High - right.Value));

    private static Panel PartBars(EvaluationSummary summary)
    {
        double[] heights = [.. summary.ByGroup.Select(part => 100 * part.Right.Value)];
        return new Panel(
            new Axis("") { Categories = [.. summary.ByGroup.Select(part => part.Name)] },
            AccuracyAxis,
            Bars.OfCategories(heights));
    }
}
