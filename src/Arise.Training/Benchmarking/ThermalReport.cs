using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Prototypes;
using Arise.Reporting;
using Arise.Reporting.Figures;

namespace Arise.Benchmarking;

/// <summary>Accuracies at temperature as table and figure.</summary>
internal static class ThermalReport
{
    /// <summary>Writes <c>thermal.csv</c>, <c>thermal.md</c> and the figure <c>thermal</c>.</summary>
    public static void Write(ThermalTable table, string folder, double pixelsPerInch)
    {
        Rows(table).WriteCsv(Path.Combine(folder, "thermal.csv"));
        Draw(table).WriteAll(Path.Combine(folder, "thermal"), pixelsPerInch);
        using var file = new ReplacingFile(Path.Combine(folder, "thermal.md"));
        file.Stream.Write(Encoding.UTF8.GetBytes(Markdown(table)));
        file.Commit();
    }

    /// <summary>The report as text.</summary>
    public static string Markdown(ThermalTable table)
    {
        var text = new StringBuilder();
        text.Append("# Methods on hot crystals and liquids\n\nPer cent of atoms with the right label; of liquids, with "
            + "any label.\n\n");
        var rows = new ReportTable(["", "atoms", .. table.Methods]);
        foreach (ThermalRow row in table.Rows)
        {
            rows.Add([
                row.Truth is null ? $"{row.Name}: named" : row.Name,
                row.Atoms.ToString(CultureInfo.InvariantCulture),
                .. row.Shares.Select(share => double.IsNaN(share)
                    ? ""
                    : (100 * share).ToString("0.00", CultureInfo.InvariantCulture)),
            ]);
        }

        text.Append(rows.ToMarkdown());
        if (table.Rows.All(row => row.Truth is not null))
        {
            text.Append("\nWithout a liquid template matching is not tuned: it has no cutoff.\n");
        }
        else if (table.TunedCutoffs.Count > 0)
        {
            text.Append("\nRMSD cutoffs of the tuned template matching: ").AppendJoin(", ", table.TunedCutoffs.Select(
                pair => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{PrototypeLibrary.NameOf(pair.Key)} {(double.IsFinite(pair.Value) ? pair.Value : "none")}")))
                .Append(". Of liquids the largest share over these is given.\n");
        }

        return text.ToString();
    }

    private static ReportTable Rows(ThermalTable table)
    {
        var rows = new ReportTable("sample", "truth", "temperature", "atoms", "method", "share");
        foreach (ThermalRow row in table.Rows)
        {
            foreach ((string method, double share) in table.Methods.Zip(row.Shares))
            {
                rows.Add(
                    row.Name,
                    row.Truth?.Label ?? "none",
                    row.Temperature?.ToString(CultureInfo.InvariantCulture) ?? "",
                    row.Atoms.ToString(CultureInfo.InvariantCulture),
                    method,
                    double.IsNaN(share) ? "" : share.ToString("G6", CultureInfo.InvariantCulture));
            }
        }

        return rows;
    }

    // A panel for each crystal, lines over temperature or over samples; last the liquids.
    private static Figure Draw(ThermalTable table)
    {
        var panels = new List<Panel>();
        foreach (IGrouping<string, ThermalRow> crystal in table.Rows.Where(row => row.Truth is not null)
            .GroupBy(row => row.Truth!.Label))
        {
            ThermalRow[] rows = [.. crystal.OrderBy(row => row.Temperature ?? double.NaN)];
            bool hasTemperatures = rows.All(row => row.Temperature is not null);
            double[] x = [.. rows.Select((row, index) => hasTemperatures ? row.Temperature!.Value : index)];
            Axis axis = hasTemperatures
                ? new Axis("temperature")
                : new Axis("") { Categories = [.. rows.Select(row => row.Name)] };
            panels.Add(new Panel(axis, Percent("right atoms / %"), [.. Lines(table, rows, x)])
            {
                Title = PrototypeLibrary.NameOf(crystal.Key),
            });
        }

        ThermalRow[] liquids = [.. table.Rows.Where(row => row.Truth is null)];
        if (liquids.Length > 0)
        {
            panels.Add(new Panel(
                new Axis("") { Categories = [.. liquids.Select(row => row.Name)] },
                Percent("named atoms / %"),
                [.. Lines(table, liquids, [.. liquids.Select((_, index) => (double)index)])])
            {
                Title = "Liquids",
            });
        }

        return new Figure([.. panels]);
    }

    private static Axis Percent(string title) => new(title) { Minimum = 0, Maximum = 100 };

    private static IEnumerable<Mark> Lines(ThermalTable table, ThermalRow[] rows, double[] x)
    {
        foreach ((int index, string method) in table.Methods.Index())
        {
            double[] y = [.. rows.Select(row => 100 * row.Shares[index])];
            if (y.Any(double.IsFinite))
            {
                yield return new Series(x, y)
                {
                    Color = CategoryStyle.Of(index).Fill, Markers = true, Name = method,
                };
            }
        }
    }
}
