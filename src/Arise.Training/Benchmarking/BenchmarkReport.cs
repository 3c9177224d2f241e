using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Reporting;
using Arise.Reporting.Figures;
using Arise.Training;

namespace Arise.Benchmarking;

/// <summary>
/// Writes a comparison into a folder: <c>benchmark.md</c>, <c>benchmark.csv</c> and the figure <c>benchmark</c>.
/// </summary>
internal static class BenchmarkReport
{
    /// <summary>Writes all files.</summary>
    public static void Write(BenchmarkTable table, BenchmarkSettings settings, string folder, double pixelsPerInch)
    {
        Rows(table).WriteCsv(Path.Combine(folder, "benchmark.csv"));
        Draw(table).WriteAll(Path.Combine(folder, "benchmark"), pixelsPerInch);
        using var file = new ReplacingFile(Path.Combine(folder, "benchmark.md"));
        file.Stream.Write(Encoding.UTF8.GetBytes(Markdown(table, settings)));
        file.Commit();
    }

    /// <summary>What a method is called.</summary>
    public static string Name(BenchmarkMethod method) => method switch
    {
        BenchmarkMethod.SpglibTight => "spglib, tight",
        BenchmarkMethod.SpglibLoose => "spglib, loose",
        BenchmarkMethod.TemplateMatching => "PTM",
        BenchmarkMethod.CommonNeighbors => "CNA",
        BenchmarkMethod.AdaptiveCommonNeighbors => "adaptive CNA",
        BenchmarkMethod.BondAngles => "bond angles",
        BenchmarkMethod.Arise => "Arise, arise-108",
        BenchmarkMethod.AriseRobust => "Arise, arise-108-robust",
        _ => "Arise, arise-families",
    };

    /// <summary>The report as text.</summary>
    public static string Markdown(BenchmarkTable table, BenchmarkSettings settings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Methods on defective crystals

            Right answers in per cent; {settings.Repetitions} repetition(s), seed {settings.Seed}. Published values in
            brackets. Methods for atoms: share of atoms. Spglib and Arise: share of structures.

            """);
        foreach (bool ofAll in (bool[])[false, true])
        {
            text.Append(ofAll ? "\n# All 108 classes\n" : "\n# Classes that each method knows\n");
            foreach ((string title, Func<SampleDefects, bool> has) in
                ((string, Func<SampleDefects, bool>)[])
                [
                    ("Displaced atoms", defects => defects.Missing == 0),
                    ("Missing atoms", defects => defects is { Missing: > 0 }),
                ])
            {
                text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n").Append(
                    Part(
                        table,
                        [.. table.Parts.Index().Where(part => has(part.Item)).Select(part => part.Index)],
                        ofAll).ToMarkdown());
            }
        }

        return text.ToString();
    }

    /// <summary>Shares by method and part, with the published ones in brackets.</summary>
    public static ReportTable Part(BenchmarkTable table, int[] parts, bool ofAll)
    {
        var rows = new ReportTable(["", .. parts.Select(part => Short(table.Parts[part]))]);
        foreach (BenchmarkMethod method in table.Methods)
        {
            rows.Add([Name(method), .. parts.Select(part =>
            {
                if (table.Score(method, part) is not { } score)
                    return "";
                string own = Percent(ofAll ? score.ShareOfAll : score.Share);
                return PublishedShares.Of(method, ofAll, table.Parts[part]) is { } published
                    ? string.Create(CultureInfo.InvariantCulture, $"{own} ({published:0.00})")
                    : own;
            })]);
        }

        return rows;
    }

    private static string Short(SampleDefects defects) => defects switch
    {
        { Missing: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{100 * defects.Missing:0.##} %"),
        { Displacement: > 0 } => string.Create(CultureInfo.InvariantCulture, $"{100 * defects.Displacement:0.##} %"),
        _ => "perfect",
    };

    private static string Percent(double share) =>
        double.IsNaN(share) ? "" : (100 * share).ToString("0.00", CultureInfo.InvariantCulture);

    private static ReportTable Rows(BenchmarkTable table)
    {
        var rows = new ReportTable(
            "method", "missing", "displacement", "right", "count", "share", "published", "right_of_all",
            "count_of_all", "share_of_all", "published_of_all");
        foreach (BenchmarkMethod method in table.Methods)
        {
            foreach ((int part, SampleDefects defects) in table.Parts.Index())
            {
                if (table.Score(method, part) is not { } score)
                    continue;
                rows.Add(
                    Name(method),
                    Number(defects.Missing),
                    Number(defects.Displacement),
                    Number(score.Right),
                    Number(score.Count),
                    Number(score.Share),
                    Number(PublishedShares.Of(method, false, defects) / 100 ?? double.NaN),
                    Number(score.RightOfAll),
                    Number(score.CountOfAll),
                    Number(score.ShareOfAll),
                    Number(PublishedShares.Of(method, true, defects) / 100 ?? double.NaN));
            }
        }

        return rows;
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "" : value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    // Lines with marks are ours, dashed ones published.
    private static Figure Draw(BenchmarkTable table) => new(
        Panel(table, "displacement / % of the nearest distance", ofAll: false, one => one.Missing == 0),
        Panel(table, "missing atoms / %", ofAll: false, one => one.Displacement == 0),
        Panel(table, "displacement / % of the nearest distance", ofAll: true, one => one.Missing == 0),
        Panel(table, "missing atoms / %", ofAll: true, one => one.Displacement == 0));

    private static Panel Panel(BenchmarkTable table, string axis, bool ofAll, Func<SampleDefects, bool> has)
    {
        (int Index, SampleDefects Item)[] parts = [.. table.Parts.Index().Where(part => has(part.Item))];
        double[] x = [.. parts.Select(part => 100 * (part.Item.Missing + part.Item.Displacement))];
        var marks = new List<Mark>();
        foreach (BenchmarkMethod method in table.Methods)
        {
            Color color = CategoryStyle.Of((int)method).Fill;
            marks.Add(new Series(x, [.. parts.Select(part => 100 * (table.Score(method, part.Index) is not { } score
                ? double.NaN : ofAll ? score.ShareOfAll : score.Share))])
            {
                Color = color, Markers = true, Name = Name(method),
            });
            double[] published =
                [.. parts.Select(part => PublishedShares.Of(method, ofAll, part.Item) ?? double.NaN)];
            if (published.Any(double.IsFinite))
                marks.Add(new Series(x, published) { Color = color, Width = 0.8, Dash = 3 });
        }

        return new Panel(
            new Axis(axis) { Minimum = 0 },
            new Axis("right answers / %") { Minimum = 0, Maximum = 100 },
            [.. marks])
        {
            Title = ofAll ? "All 108 classes" : "Classes that each method knows",
        };
    }
}
