using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Reporting.Figures;

namespace Arise.Screening;

/// <summary>
/// A map of many structures: a point for each, colored by class and by mutual information, where neighbors have similar
/// descriptors. Of very many structures the figure shows some ten thousand; the table has all.
/// </summary>
internal static class ScreeningMap
{
    private const int MostPoints = 10_000;
    private const int MostClasses = 10;
    private const double Size = 230;

    /// <summary>The heading of the table.</summary>
    public const string Heading = "source,frame,x,y,label,class,verdict,mutual_information";

    /// <summary>Writes the table.</summary>
    public static void WriteTable(string path, IReadOnlyList<(ScreeningRow Row, float X, float Y)> points)
    {
        using var file = new ReplacingFile(path);
        Write(Heading);
        foreach ((ScreeningRow row, float x, float y) in points)
        {
            Write(string.Join(',',
                ReportTable.Quoted(row.Source),
                row.Frame.ToString(CultureInfo.InvariantCulture),
                x.ToString("G9", CultureInfo.InvariantCulture),
                y.ToString("G9", CultureInfo.InvariantCulture),
                ReportTable.Quoted(row.Label),
                ReportTable.Quoted(row.Class),
                row.Verdict,
                row.MutualInformation.ToString("G9", CultureInfo.InvariantCulture)));
        }

        file.Commit();

        void Write(string line) => file.Stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
    }

    /// <summary>The figure. Every class has its color; the legend names the most frequent ones.</summary>
    public static Figure Of(IReadOnlyList<(ScreeningRow Row, float X, float Y)> points)
    {
        (ScreeningRow Row, float X, float Y)[] shown = Shown(points);
        double radius = shown.Length > MostPoints / 5 ? 0.8 : 1.3;
        string[] present = [.. points.CountBy(one => LabelOf(one.Row))
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key)];
        var rank = present.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        var names = points.DistinctBy(one => LabelOf(one.Row)).ToDictionary(
            one => LabelOf(one.Row), one => IsNone(one.Row) ? ClassStyles.NoneName : one.Row.Class);
        int others = present.Length - MostClasses;
        Color[] colors = [.. present.Select(ColorOf)];
        Panel classes = Frame(
            others > 0 ? $"class ({others} more in other colors)" : "class",
            Classes(isNamed: false),
            Classes(isNamed: true) with
            {
                CategoryNames = [.. present.Take(MostClasses).Select(label => names[label])],
            });
        return new Figure(
            classes,
            Frame("mutual information", Places(shown) with
            {
                Values = [.. shown.Select(one => one.Row.MutualInformation)],
                ValueTitle = "mutual information / bit",
                Minimum = 0,
            }))
        {
            Title = shown.Length == points.Count ? null : $"{shown.Length} of {points.Count} structures shown",
        };

        Scatter Classes(bool isNamed)
        {
            (ScreeningRow Row, float X, float Y)[] own =
                [.. shown.Where(one => (rank[LabelOf(one.Row)] < MostClasses) == isNamed)];
            return Places(own) with
            {
                Categories = [.. own.Select(one => rank[LabelOf(one.Row)])], CategoryColors = colors,
            };
        }

        Scatter Places((ScreeningRow Row, float X, float Y)[] some) =>
            new([.. some.Select(one => (double)one.X)], [.. some.Select(one => (double)one.Y)]) { Radius = radius };

        static Panel Frame(string title, params Mark[] marks) =>
            new(new Axis("component 1"), new Axis("component 2"), marks) { Title = title, Width = Size, Height = Size };
    }

    // Evenly among the rows, but in no step that their order might have: multiples of the golden ratio.
    private static (ScreeningRow Row, float X, float Y)[] Shown(
        IReadOnlyList<(ScreeningRow Row, float X, float Y)> points)
    {
        const uint golden = 2654435769;
        double share = Math.Min(1, MostPoints / (double)points.Count);
        return [.. points.Where((_, k) => unchecked((uint)k * golden) <= share * uint.MaxValue)];
    }

    private static bool IsNone(ScreeningRow row) => row.Verdict == VerdictWords.Of(Verdict.Unknown);

    private static string LabelOf(ScreeningRow row) => IsNone(row) ? "" : row.Label;

    private static Color ColorOf(string label) =>
        label.Length == 0 ? ClassStyles.None.Fill : ClassStyles.ColorOf(label);
}
