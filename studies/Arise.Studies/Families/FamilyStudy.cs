using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Recognition;
using Arise.Reporting;

namespace Arise.Studies.Families;

/// <summary>How often structures of known kinds get the right class and verdict, and others are refused.</summary>
internal static class FamilyStudy
{
    public static Command Command()
    {
        var command = new StudyCommand(
            "families",
            "How often structures get the right class and verdict: known kinds, hot crystals, others, disorder, cases.",
            "5 minutes",
            "docs/explanation/families.md",
            "3001");
        Argument<string[]> models = command.Argument<string[]>(
            "MODEL", "Model files, or names of shipped models; the first one's classes are measured.");
        Option<string> folder = command.Folder("--out", "Where the table goes.");
        Option<string?> thermal = command.Path("--thermal", "Folder of LAMMPS dumps of hot crystals and melts.");
        Option<string?> cases = command.Path("--cases", "Folder of single structures with known answers.");
        Option<string?> structures = command.Path("--structures", "Folder of the published samples, for maps.");
        Option<string?> others = command.Path(
            "--others",
            "JSON lines of crystals of many types; those that are no class and were not shown are measured.");
        Option<int> seed = command.Option("--seed", 3001, "Seed of everything random.");
        Option<double> scale = command.Option("--scale", 1.0, "Share of the usual number of structures.");
        Option<int> passes = command.Option("--passes", 100, "Passes of a prediction.");
        return command.Runs(parsed =>
        {
            string output = parsed.GetRequiredValue(folder);
            Directory.CreateDirectory(output);
            var bench = new FamilyBench(
                [
                    .. parsed.GetRequiredValue(models).Select(name =>
                        (Path.GetFileNameWithoutExtension(name), new StructureClassifier(ShippedModels.Find(name)))),
                ],
                (ulong)parsed.GetValue(seed),
                parsed.GetValue(scale),
                parsed.GetValue(passes));
            if (parsed.GetValue(cases) is { } files)
                Time("cases", () => CaseRows.Add(bench, files));
            if (parsed.GetValue(thermal) is { } dumps)
                Time("snapshots", () => ThermalRows.Add(bench, dumps));
            Time("known", () => KnownRows.Add(bench));
            if (parsed.GetValue(others) is { } types)
                Time("others", () => OtherRows.Add(bench, types));
            Time("disorder", () => DisorderRows.Add(bench));
            Time("hot", () => HotRows.Add(bench));
            Time("hard", () => HardRows.Add(bench));
            Time("noise series", () => NoiseRows.Add(bench));
            Time("published", () => PublishedRows.Add(bench));
            Print(bench, output);
            int own = parsed.GetValue(passes);
            if (parsed.GetValue(cases) is { } samples)
                Time("maps", () => Print("maps", MapRows.Of(bench, samples, parsed.GetValue(structures), own), output));
            if (parsed.GetValue(structures) is { } published && bench.Models.Count > 1)
                Time("agreement", () => Print("agreement", MapRows.Agreement(bench, published, own), output));
        });
    }

    private static void Print(FamilyBench bench, string folder)
    {
        string[] heads = ["right %", "none %", "doubtful %", "I bit", "H bit"];
        string[] columns = ["table", "row", "n", .. bench.Models.SelectMany(model =>
            heads.Select(head => bench.Models.Count == 1 ? head : $"{model} {head}")), "taken for"];
        var all = new ReportTable(columns);
        foreach (IGrouping<string, FamilyRow> group in bench.Rows.GroupBy(row => row.Group))
        {
            Console.WriteLine($"## {group.Key}\n");
            var table = new ReportTable(columns[1..]);
            foreach (FamilyRow row in group)
            {
                string[] cells =
                [
                    row.Name, row.Models[0].Count.ToString(CultureInfo.InvariantCulture),
                    .. row.Models.SelectMany(Cells), row.Models[0].Wrong,
                ];
                table.Add(cells);
                all.Add([row.Group, .. cells[..^1], row.Models[0].WrongAnswers(12)]);
            }

            Console.WriteLine(table.ToMarkdown());
        }

        all.WriteCsv(Path.Combine(folder, "families.csv"));
    }

    private static void Print(string name, ReportTable table, string folder)
    {
        Console.WriteLine($"## {name}\n\n{table.ToMarkdown()}");
        table.WriteCsv(Path.Combine(folder, $"{name}.csv"));
    }

    private static IEnumerable<string> Cells(FamilyCounts counts)
    {
        double n = Math.Max(counts.Count, 1);
        return
        [
            Text(100 * counts.Right / n, "0.0"), Text(100 * counts.Refused / n, "0.0"),
            Text(100 * counts.Doubtful / n, "0.0"), Text(counts.MutualInformation / n, "0.000"),
            Text(counts.Entropy / n, "0.000"),
        ];
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static void Time(string part, Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{part}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
    }
}
