using System.Globalization;
using Arise.Reporting.Figures;

namespace Arise.Studies.Labeling;

/// <summary>Right answers against strain, a panel per crystal and a line per direction, mean over the models.</summary>
internal static class StrainFigure
{
    /// <summary>Draws the rows of <see cref="DeformationRows"/>, named "Fcc [001] | +2 %".</summary>
    public static Figure Draw(IEnumerable<LabelRow> rows) => new([.. rows
        .Select(row => row.Name.Split(' '))
        .Zip(rows, (words, row) => (Crystal: words[0], Axis: words[1], Percent: Number(words[3]), Row: row))
        .GroupBy(one => one.Crystal)
        .Select(crystal => new Panel(
            new Axis("strain / %"),
            new Axis("right labels") { Minimum = 0, Maximum = 1 },
            [.. crystal.GroupBy(one => one.Axis).Index().Select(axis => Line(axis.Index, [.. axis.Item
                .OrderBy(one => one.Percent)
                .Select(one => (one.Percent, one.Row.Models.Average(counts => counts.Right)))], axis.Item.Key))])
        {
            Title = crystal.Key,
        })]);

    private static Series Line(int index, (double Strain, double Right)[] points, string name) =>
        new([.. points.Select(point => point.Strain)], [.. points.Select(point => point.Right)])
        {
            Name = name,
            Color = CategoryStyle.Of(index).Fill,
            Markers = true,
        };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
