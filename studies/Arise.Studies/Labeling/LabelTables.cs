using System.Globalization;
using System.Text.Json.Nodes;
using Arise.Files;
using Arise.Prototypes;
using Arise.Reporting;
using Arise.Samples;

namespace Arise.Studies.Labeling;

/// <summary>Tables of the rows for people and programs.</summary>
/// <param name="models">What each column is called.</param>
/// <param name="rows">The rows.</param>
internal sealed class LabelTables(IReadOnlyList<string> models, IReadOnlyList<LabelRow> rows)
{
    private static readonly string[] Labels = [.. PrototypeLibrary.Families.Select(prototype => prototype.Label)];

    /// <summary>The tables in the order of the rows, with their rows.</summary>
    public IEnumerable<IGrouping<string, LabelRow>> Groups => rows.GroupBy(row => row.Group);

    /// <summary>
    /// The rows of a table: number of atoms, and per model the right answers in per cent with standard error;
    /// where none is right, the atoms with a class of a probability above one half; then frequent wrong answers.
    /// </summary>
    public ReportTable Wide(IEnumerable<LabelRow> group)
    {
        var table = new ReportTable(["", "atoms", .. models, "taken for"]);
        foreach (LabelRow row in group)
        {
            table.Add([
                row.Label == AtomSample.None ? $"{row.Name}: named" : row.Name,
                row.Models[0].Told.ToString(CultureInfo.InvariantCulture),
                .. row.Models.Select(counts => Cell(row, counts)),
                Wrong(row),
            ]);
        }

        return table;
    }

    /// <summary>
    /// Rows named "row | column" as a table of the means over the models, in brackets the worst model.
    /// </summary>
    public static ReportTable Crossed(IEnumerable<LabelRow> group)
    {
        (string Row, string Column, LabelRow Value)[] cells = [.. group.Select(row =>
        {
            string[] parts = row.Name.Split(" | ");
            return (parts[0], parts[^1], row);
        })];
        string[] columns = [.. cells.Select(cell => cell.Column).Distinct()];
        var table = new ReportTable(["", .. columns]);
        foreach (IGrouping<string, (string Row, string Column, LabelRow Value)> one in cells.GroupBy(cell => cell.Row))
        {
            table.Add([one.Key, .. columns.Select(column => one
                .Where(cell => cell.Column == column)
                .Select(cell => Mean(cell.Value))
                .DefaultIfEmpty("")
                .First())]);
        }

        return table;
    }

    /// <summary>The rows with the fewest right answers, mean over the models.</summary>
    public static IEnumerable<LabelRow> Lowest(IEnumerable<LabelRow> group, int count) =>
        group.OrderBy(row => row.Models.Average(counts => counts.Right)).ThenBy(row => row.Name).Take(count);

    /// <summary>Writes all rows as CSV.</summary>
    public void WriteCsv(string path)
    {
        var table = new ReportTable(
            ["table", "row", "model", "atoms", "right", "right_error", "named", "named_error", "worst_run",
                "worst_run_right", "wrong_answers"]);
        foreach (LabelRow row in rows)
        {
            foreach ((int m, LabelCounts counts) in row.Models.Index())
            {
                table.Add(
                    row.Group, row.Name, models[m], counts.Told.ToString(CultureInfo.InvariantCulture),
                    Number(counts.Right), Number(counts.RightError), Number(counts.Named), Number(counts.NamedError),
                    counts.Worst.Name, Number(counts.Worst.Right),
                    string.Join("; ", counts.Wrong.Take(3)
                        .Select(other => $"{NameOf(other.Label)} {Number(other.Share)}")));
            }
        }

        table.WriteCsv(path);
    }

    /// <summary>Writes all rows as JSON.</summary>
    public void WriteJson(string path, ulong seed, double[] calibration)
    {
        var document = new JsonObject
        {
            ["seed"] = seed,
            ["models"] = new JsonArray([.. models.Select((model, m) => new JsonObject
            {
                ["name"] = model,
                ["expected_calibration_error"] = calibration[m],
            })]),
            ["rows"] = new JsonArray([.. rows.Select(row => new JsonObject
            {
                ["table"] = row.Group,
                ["row"] = row.Name,
                ["atoms"] = row.Models[0].Told,
                ["right"] = Numbers(row, counts => counts.Right),
                ["right_error"] = Numbers(row, counts => counts.RightError),
                ["named"] = Numbers(row, counts => counts.Named),
                ["named_error"] = Numbers(row, counts => counts.NamedError),
            })]),
        };
        using var file = new ReplacingFile(path);
        using (var writer = new System.Text.Json.Utf8JsonWriter(file.Stream, new() { Indented = true }))
            document.WriteTo(writer);
        file.Commit();

        static JsonArray Numbers(LabelRow row, Func<LabelCounts, double> of) =>
            new([.. row.Models.Select(counts => JsonValue.Create(Math.Round(of(counts), 6)))]);
    }

    private static string Cell(LabelRow row, LabelCounts counts) => row.Label == AtomSample.None
        ? Percent(counts.Named, counts.NamedError)
        : Percent(counts.Right, counts.RightError);

    private static string Mean(LabelRow row)
    {
        bool isNone = row.Label == AtomSample.None;
        double[] values = [.. row.Models.Select(counts => 100 * (isNone ? counts.Named : counts.Right))];
        double worst = isNone ? values.Max() : values.Min();
        string mean = Short(values.Average());
        return values.Length == 1 || Short(worst) == mean ? mean : $"{mean} ({Short(worst)})";
    }

    private static string Wrong(LabelRow row)
    {
        LabelCounts counts = row.Models[0];
        return string.Join(", ", counts.Wrong
            .Where(other => other.Share >= 0.0005)
            .Take(2)
            .Select(other => $"{NameOf(other.Label)} {Short(100 * other.Share)}"));
    }

    private static string NameOf(int label) => label < 0 ? "none"
        : label >= Labels.Length ? "icosahedral"
        : PrototypeLibrary.NameOf(Labels[label]);

    private static string Percent(double share, double error) => share is 0 or 1
        ? Short(100 * share)
        : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.00} ± {100 * error:0.00}");

    private static string Short(double percent) => percent.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
