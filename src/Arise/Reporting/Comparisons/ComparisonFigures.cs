using System.Globalization;
using Arise.Comparison;
using Arise.Labeling;
using Arise.Prototypes;
using Arise.Reporting.Figures;

namespace Arise.Reporting.Comparisons;

/// <summary>
/// The figure of a comparison: the shares of the structures by method as stacked bars, in the colors of all figures,
/// how often each two methods agree, in per cent of the atoms, and the histogram of the deviations from templates with
/// the cutoff, if templates were matched.
/// </summary>
internal static class ComparisonFigures
{
    private const int MostLabels = 9;
    private const double LeastShare = 0.001;
    private const double BarWidth = 0.7;
    private const string Rest = "further structures";

    /// <summary>The figure.</summary>
    public static Figure Of(MethodAgreement agreement, RmsdHistogram? rmsds) => new(
    [
        Shares(agreement),
        .. agreement.Methods.Length > 1 ? (Panel[])[Matrix(agreement)] : [],
        .. rmsds is not null ? (Panel[])[rmsds.ToPanel()] : [],
    ]);

    private static Panel Shares(MethodAgreement agreement)
    {
        string[] methods = [.. agreement.Methods];
        string[] named = [.. agreement.Labels.Where(label => label != AtomLabels.Other)
            .OrderByDescending(label => methods.Max(method => agreement.Count(method, label)))];
        string[] shown = [.. named.Take(MostLabels).Where(label => Values(label).Max() >= LeastShare)];
        var parts = new List<(string Name, Color Color, double[] Shares)>();
        foreach (string label in shown)
            parts.Add((PrototypeLibrary.NameOf(label), ClassStyles.ColorOf(label), Values(label)));
        if (named.Length > shown.Length)
        {
            double[][] rest = [.. named.Skip(shown.Length).Select(Values)];
            parts.Add((Rest, Color.Missing, [.. methods.Select((_, k) => rest.Sum(values => values[k]))]));
        }

        if (agreement.Labels.Contains(AtomLabels.Other))
            parts.Add(("other", ClassStyles.None.Fill, Values(AtomLabels.Other)));

        // Bars begin at zero: the top of the stack is drawn first, and what stands below covers it.
        double[] sums = new double[methods.Length];
        var bars = new List<Mark>();
        foreach ((string name, Color color, double[] shares) in parts)
        {
            sums = [.. sums.Select((sum, k) => sum + shares[k])];
            bars.Add(new Bars(
                [.. methods.Select((_, k) => k - (BarWidth / 2))],
                [.. methods.Select((_, k) => k + (BarWidth / 2))],
                sums)
            {
                Name = name,
                Color = color,
            });
        }

        bars.Reverse();
        return new Panel(
            new Axis("") { Categories = methods }, new Axis("share of the atoms") { Minimum = 0, Maximum = 1 }, bars);

        double[] Values(string label) => [.. methods.Select(
            method => agreement.Count(method, label) / (double)Math.Max(agreement.Atoms, 1))];
    }

    private static Panel Matrix(MethodAgreement agreement)
    {
        string[] methods = [.. agreement.Methods];
        int n = methods.Length;
        double[] shares = [.. Enumerable.Range(0, n * n)
            .Select(cell => 100 * agreement.Share(methods[cell / n], methods[cell % n]))];
        IEnumerable<Mark> notes = shares.Select((share, cell) => new Note(
            cell % n, cell / n, share.ToString(n > 4 || share > 99.95 ? "F0" : "F1", CultureInfo.InvariantCulture)));
        return new Panel(
            new Axis("") { Categories = methods },
            new Axis("") { Categories = methods, Reversed = true },
            [
                new HeatMap(Cells.Centered(n, n, 0, 1, 0, 1), shares, "equal answers / %")
                {
                    Minimum = 0,
                    Maximum = 100,
                },
                .. notes,
            ])
        {
            EqualAspect = true,
        };
    }
}
