using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Reporting.Figures;

namespace Arise.Screening;

/// <summary>
/// A map of many structures: a point for each, colored by class and by mutual information, where neighbors have similar
/// descriptors. Of very many points the figure shows every second, third, ... one; the table has all.
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

    /// <summary>The figure.</summary>
    public static Figure Of(IReadOnlyList<(ScreeningRow Row, float X, float Y)> points)
    {
        int step = ((points.Count - 1) / MostPoints) + 1;
        (ScreeningRow Row, float X, float Y)[] shown = [.. points.Where((_, k) => k % step == 0)];
        var scatter = new Scatter([.. shown.Select(one => (double)one.X)], [.. shown.Select(one => (double)one.Y)])
        {
            Radius = shown.Length > MostPoints / 5 ? 0.8 : 1.3,
        };
        string[] present = [.. points.CountBy(one => LabelOf(one.Row))
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key)];
        string[] named = present.Length > MostClasses ? present[..(MostClasses - 1)] : present;
        var names = points.DistinctBy(one => LabelOf(one.Row)).ToDictionary(
            one => LabelOf(one.Row), one => IsNone(one.Row) ? ClassStyles.NoneName : one.Row.Class);
        string[] others = present.Length > named.Length ? [$"{present.Length - named.Length} others"] : [];
        return new Figure(
            Frame("class", scatter with
            {
                Categories = [.. shown.Select(one => Array.IndexOf(named, LabelOf(one.Row)) is var k and >= 0
                    ? k
                    : named.Length)],
                CategoryNames = [.. named.Select(label => names[label]), .. others],
                CategoryColors = [.. named.Select(ColorOf), Color.Missing],
            }),
            Frame("mutual information", scatter with
            {
                Values = [.. shown.Select(one => one.Row.MutualInformation)],
                ValueTitle = "mutual information / bit",
                Minimum = 0,
            }))
        {
            Title = step == 1 ? null : $"1 of {step} structures shown",
        };

        static Panel Frame(string title, Scatter mark) => new(new Axis("component 1"), new Axis("component 2"), mark)
        {
            Title = title, Width = Size, Height = Size,
        };
    }

    private static bool IsNone(ScreeningRow row) => row.Verdict == VerdictWords.Of(Verdict.Unknown);

    private static string LabelOf(ScreeningRow row) => IsNone(row) ? "" : row.Label;

    private static Color ColorOf(string label) =>
        label.Length == 0 ? ClassStyles.None.Fill : ClassStyles.ColorOf(label);
}
