using System.Globalization;
using Arise.Numerics;
using Arise.Reporting.Figures;

namespace Arise.Tuning;

/// <summary>
/// A hyper-parameter search as a figure: the best validation accuracy of each trial that has ended against its number,
/// with the best so far, against learning rate and dropout, and by the number of hidden layers.
/// </summary>
/// <remarks>
/// The accuracies begin at the lowest one that is no outlier of the complete trials, that is, not below their lower
/// quartile by more than 1.5 times the distance of the quartiles (J. W. Tukey, Exploratory Data Analysis, 1977): trials
/// that were given up early would squeeze all others into one line. Those below stand as triangles at the lower edge,
/// and the legend counts them; a trial that diverged is one of them whatever it had reached.
/// </remarks>
internal static class TuningFigures
{
    private const double Margin = 0.05;
    private const double OutlierDistance = 1.5;
    private const double CategoryWidth = 0.6;

    private static readonly (TrialState State, string Name, MarkerShape Shape, Color Color)[] States =
    [
        (TrialState.Pruned, "given up", MarkerShape.Cross, CategoryStyle.Of(5).Fill),
        (TrialState.Diverged, "diverged", MarkerShape.Triangle, Color.Gray),
        (TrialState.Complete, "complete", MarkerShape.Disc, CategoryStyle.Of(0).Fill),
    ];

    /// <summary>Writes the figure as SVG, PNG and PDF: the path without extension, with .svg, .png and .pdf.</summary>
    public static void Write(IEnumerable<Trial> trials, string pathWithoutExtension) =>
        Of(trials).WriteAll(pathWithoutExtension);

    /// <summary>The figure; trials that run, or were interrupted, are not in it.</summary>
    internal static Figure Of(IEnumerable<Trial> trials)
    {
        Trial[] ended = [.. trials.Where(trial => trial.State != TrialState.Running)];
        Axis accuracy = AccuracyAxis(ended);
        int[] depths = [.. ended.Select(trial => trial.Settings.HiddenSizes.Length)];
        int fewest = depths.DefaultIfEmpty(0).Min(), most = depths.DefaultIfEmpty(0).Max();
        var layers = new Axis("hidden layers")
        {
            Categories =
                [.. Enumerable.Range(fewest, most - fewest + 1).Select(n => n.ToString(CultureInfo.InvariantCulture))],
        };
        Dictionary<int, double> places = Places(ended, fewest);
        return new Figure(
            Panel(new Axis("trial"), trial => trial.Number, BestSoFar(ended)) with { ShowLegend = false },
            Panel(
                new Axis("learning rate") { Logarithmic = true },
                trial => trial.Settings.LearningRate,
                LegendOfBestSoFar),
            Panel(new Axis("dropout"), trial => trial.Settings.Dropout) with { ShowLegend = false },
            Panel(layers, trial => places[trial.Number]) with { ShowLegend = false });

        Panel Panel(Axis x, Func<Trial, double> abscissa, params Mark[] lines) =>
            new(x, accuracy, [.. lines, .. Points(ended, abscissa, accuracy)]);
    }

    // From the lowest accuracy that is no outlier to the highest one; all of 0 to 100 % without any.
    private static Axis AccuracyAxis(Trial[] ended)
    {
        var axis = new Axis("validation accuracy / %");
        double[] complete = Accuracies(ended.Where(trial => trial.State == TrialState.Complete));
        double[] usual = complete.Length > 0 ? complete : Accuracies(ended);
        if (usual.Length == 0)
            return axis with { Minimum = 0, Maximum = 100 };
        double lower = Quantile.OfSorted(usual, 0.25), upper = Quantile.OfSorted(usual, 0.75);
        double fence = lower - (OutlierDistance * (upper - lower));
        double[] shown = [.. Accuracies(ended).Where(accuracy => accuracy >= fence)];
        double margin = shown[^1] > shown[0] ? Margin * (shown[^1] - shown[0]) : Margin;
        return axis with { Minimum = Math.Max(0, shown[0] - margin), Maximum = Math.Min(100, shown[^1] + margin) };
    }

    private static IEnumerable<Mark> Points(Trial[] ended, Func<Trial, double> abscissa, Axis accuracy)
    {
        double edge = accuracy.Minimum!.Value;
        foreach ((TrialState state, string name, MarkerShape shape, Color color) in States)
        {
            ILookup<bool, Trial> isBelow = ended.Where(trial => trial.State == state)
                .ToLookup(trial => state == TrialState.Diverged || !(Percent(trial) >= edge));
            Trial[] below = [.. isBelow[true]], within = [.. isBelow[false]];
            if (below.Length > 0)
            {
                yield return new Scatter([.. below.Select(abscissa)], [.. below.Select(_ => edge)])
                {
                    Shape = MarkerShape.Triangle,
                    Color = color,
                    Radius = 2.4,
                    Name = string.Create(CultureInfo.InvariantCulture, $"{name}, below the axis: {below.Length}"),
                };
            }

            if (within.Length > 0)
            {
                double[] accuracies = [.. within.Select(trial => Percent(trial)!.Value)];
                yield return new Scatter([.. within.Select(abscissa)], accuracies)
                {
                    Shape = shape, Color = color, Radius = 2.2, Name = name,
                };
            }
        }
    }

    // The one legend stands to the right of the second panel and explains the line of the first too.
    private static Series LegendOfBestSoFar => BestSoFar([]);

    // A staircase; only complete trials count, since only they can become the model.
    private static Series BestSoFar(Trial[] ended)
    {
        List<double> x = [], y = [];
        foreach (Trial trial in ended)
        {
            double before = y.Count > 0 ? y[^1] : double.NaN;
            double now = trial.State == TrialState.Complete ? Percent(trial)!.Value : double.NaN;
            x.AddRange([trial.Number, trial.Number]);
            y.AddRange([before, double.IsNaN(before) || now > before ? now : before]);
        }

        return new Series(x, y) { Color = Color.Gray, Width = 0.8, Name = "best so far" };
    }

    // Trials of one depth stand side by side in their order, so that they do not hide each other.
    private static Dictionary<int, double> Places(Trial[] ended, int fewest) => ended
        .GroupBy(trial => trial.Settings.HiddenSizes.Length)
        .SelectMany(group => group.Select((trial, index) => (
            trial.Number,
            Place: group.Key - fewest + (CategoryWidth * (((index + 0.5) / group.Count()) - 0.5)))))
        .ToDictionary(pair => pair.Number, pair => pair.Place);

    private static double? Percent(Trial trial) => 100 * trial.Accuracy;

    private static double[] Accuracies(IEnumerable<Trial> trials) => [.. trials
        .Where(trial => trial.State != TrialState.Diverged)
        .Select(Percent)
        .OfType<double>()
        .Order()];
}
