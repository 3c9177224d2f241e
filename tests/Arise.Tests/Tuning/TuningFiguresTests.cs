using Arise.Networks.Models;
using Arise.Reporting.Figures;
using Arise.Tuning;

namespace Arise.Tests.Tuning;

public sealed class TuningFiguresTests
{
    private static readonly Trial[] Trials =
    [
        Trial(0, TrialState.Complete, 0.980, 2, 3e-4),
        Trial(1, TrialState.Pruned, 0.5, 3, 1e-4),
        Trial(2, TrialState.Complete, 0.975, 2, 1e-3),
        Trial(3, TrialState.Complete, 0.990, 5, 2e-3),
        Trial(4, TrialState.Diverged, null, 3, 9e-3),
        Trial(5, TrialState.Diverged, 0.985, 3, 8e-3),
        Trial(6, TrialState.Complete, 0.800, 3, 1.5e-4),
        Trial(7, TrialState.Pruned, 0.979, 3, 4e-3),
        Trial(8, TrialState.Complete, 0.988, 3, 5e-4),
        Trial(9, TrialState.Running, 0.999, 4, 7e-4),
    ];

    [Fact]
    public void Every_trial_that_ended_has_one_mark_in_every_panel()
    {
        Figure figure = TuningFigures.Of(Trials);
        Assert.Equal(
            ["trial", "learning rate", "dropout", "hidden layers"], figure.Panels.Select(panel => panel.X.Title));
        Assert.All(figure.Panels, panel => Assert.Equal(9, Points(panel).Length));
        Assert.Equal([.. Enumerable.Range(0, 9)], Points(figure.Panels[0]).Select(point => (int)point.X).Order());
        Assert.Equal(
            Trials[..9].Select(trial => trial.Settings.LearningRate).Order(),
            Points(figure.Panels[1]).Select(point => point.X).Order());
        Assert.Equal(
            Trials[..9].Select(trial => trial.Settings.Dropout).Order(),
            Points(figure.Panels[2]).Select(point => point.X).Order());
        Assert.Equal(["2", "3", "4", "5"], figure.Panels[3].X.Categories);
        Assert.Equal(
            Trials[..9].Select(trial => trial.Settings.HiddenSizes.Length - 2).Order(),
            Points(figure.Panels[3]).Select(point => (int)Math.Round(point.X)).Order());
    }

    [Fact]
    public void Outliers_stand_at_the_edge_and_are_counted_and_the_others_at_their_accuracy()
    {
        Panel panel = TuningFigures.Of(Trials).Panels[0];
        double edge = panel.Y.Minimum!.Value;
        Assert.InRange(edge, 97, 97.5);
        Assert.InRange(panel.Y.Maximum!.Value, 99, 99.5);
        (double X, double Y)[] points = Points(panel);
        Assert.Equal([1, 4, 5, 6], points.Where(point => point.Y == edge).Select(point => (int)point.X).Order());
        foreach ((double x, double y) in points.Where(point => point.Y != edge))
            Assert.Equal(100 * Trials[(int)x].Accuracy!.Value, y, 1e-12);
        Assert.Equal(
            [
                "complete", "complete, below the axis: 1", "diverged, below the axis: 2", "given up",
                "given up, below the axis: 1",
            ],
            panel.Marks.OfType<Scatter>().Select(mark => mark.Name).Order(StringComparer.Ordinal));
        Assert.All(panel.Marks.OfType<Scatter>(), mark => Assert.Equal(
            mark.Name!.Contains("below", StringComparison.Ordinal), mark.Shape == MarkerShape.Triangle));
    }

    [Fact]
    public void The_best_so_far_never_falls_and_ends_at_the_best_complete_trial()
    {
        Series line = Assert.Single(TuningFigures.Of(Trials).Panels[0].Marks.OfType<Series>());
        double[] values = [.. line.Y.Where(double.IsFinite)];
        Assert.Equal(values.Order(), values);
        Assert.Equal(98, values[0], 1e-12);
        Assert.Equal(99, values[^1], 1e-12);
        Assert.Equal(line.X.Order(), line.X);
        Assert.Equal(8, line.X[^1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Few_trials_are_drawn_too_and_twice_the_same(int count)
    {
        byte[] first = Svg(Trials[..count]);
        Assert.Equal(first, Svg(Trials[..count]));
        Assert.NotEmpty(first);
        _ = Svg([Trials[1]]);
        _ = Svg([Trials[4]]);
        _ = Svg([Trials[9]]);

        static byte[] Svg(Trial[] trials)
        {
            using var stream = new MemoryStream();
            TuningFigures.Of(trials).WriteSvg(stream);
            return stream.ToArray();
        }
    }

    private static (double X, double Y)[] Points(Panel panel) =>
        [.. panel.Marks.OfType<Scatter>().SelectMany(mark => mark.X.Zip(mark.Y))];

    private static Trial Trial(int number, TrialState state, double? accuracy, int depth, double rate) => new(
        number,
        new TrainingSettings
        {
            HiddenSizes = [.. Enumerable.Repeat(256, depth)], LearningRate = rate, Dropout = 0.01 + (0.004 * number),
        })
    {
        State = state, Accuracy = accuracy,
    };
}
