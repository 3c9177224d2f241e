using System.Globalization;
using Arise.Numerics;
using Arise.Reporting;
using Arise.Reporting.Figures;

namespace Arise.Evaluation;

/// <summary>Writes similarities of descriptors as tables and figures.</summary>
internal static class SimilarityReport
{
    /// <summary>Writes <c>similarity.csv</c> (a row per pair and setting) and the figure <c>similarity</c>.</summary>
    public static void Write(
        IReadOnlyList<string> names,
        IReadOnlyList<DescriptorSimilarity.Matrix> matrices,
        string folder,
        double pixelsPerInch)
    {
        var table = new ReportTable("cutoff", "sigma", "a", "b", "cosine");
        foreach (DescriptorSimilarity.Matrix matrix in matrices)
        {
            foreach ((int a, int b, double cosine) in matrix.Closest())
            {
                table.Add(
                    Text(matrix.Settings.Cutoff), Text(matrix.Settings.Sigma), names[a], names[b], Cosine(cosine));
            }
        }

        table.WriteCsv(Path.Combine(folder, "similarity.csv"));
        var axis = new Axis("") { Categories = names };
        double size = Math.Clamp(13 * names.Count, 120, 420);
        var cells = Cells.Centered(names.Count, names.Count, 0, 1, 0, 1);
        double low = matrices.SelectMany(m => m.Values).Where(double.IsFinite).DefaultIfEmpty(0).Min();
        new Figure([.. matrices.Select(matrix => new Panel(
            axis,
            axis with { Reversed = true },
            new HeatMap(cells, matrix.Values, "cosine similarity") { Minimum = low, Maximum = 1 })
        {
            Title = matrices.Count == 1 ? null : Setting(matrix.Settings),
            EqualAspect = true,
            Width = size,
            Height = size,
        })]).WriteAll(Path.Combine(folder, "similarity"), pixelsPerInch);
    }

    /// <summary>
    /// Writes <c>supercells.csv</c> (a row per block and setting) and the figure <c>supercells</c>: the distance 1 -
    /// cosine from the periodic crystal against the number of cells, its median over the crystals and the range from
    /// the lowest to the highest decile.
    /// </summary>
    public static void Write(IReadOnlyList<DescriptorSimilarity.Block> blocks, string folder, double pixelsPerInch)
    {
        var table = new ReportTable("cutoff", "sigma", "name", "repetitions", "atoms", "cosine");
        foreach (DescriptorSimilarity.Block block in blocks)
        {
            table.Add(
                Text(block.Settings.Cutoff),
                Text(block.Settings.Sigma),
                block.Name,
                Text(block.Repetitions),
                Text(block.Atoms),
                Cosine(block.Cosine));
        }

        table.WriteCsv(Path.Combine(folder, "supercells.csv"));
        Series[] lines = [.. blocks.GroupBy(block => block.Settings).Select((setting, index) =>
        {
            var sizes = setting.Where(block => double.IsFinite(block.Cosine)).GroupBy(block => block.Repetitions)
                .Select(size => (Size: (double)size.Key, Distances: size.Select(b => 1 - b.Cosine).Order().ToArray()))
                .ToArray();
            double[] medians = [.. sizes.Select(size => Quantile.OfSorted(size.Distances, 0.5))];
            return new Series([.. sizes.Select(size => size.Size)], medians)
            {
                Name = Setting(setting.Key),
                Markers = true,
                Color = CategoryStyle.Of(index).Fill,
                Errors = [.. sizes.Select((size, k) => (
                    medians[k] - Quantile.OfSorted(size.Distances, 0.1),
                    Quantile.OfSorted(size.Distances, 0.9) - medians[k]))],
            };
        })];
        new Figure(new Panel(
            new Axis("cells along each direction"),
            new Axis("1 − cosine, block and crystal") { Logarithmic = true },
            lines))
            .WriteAll(Path.Combine(folder, "supercells"), pixelsPerInch);
    }

    private static string Setting(Descriptors.SoapSettings settings) =>
        $"cutoff {Text(settings.Cutoff)}, sigma {Text(settings.Sigma)}";

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Cosine(double value) =>
        double.IsNaN(value) ? "" : value.ToString("F8", CultureInfo.InvariantCulture);
}
