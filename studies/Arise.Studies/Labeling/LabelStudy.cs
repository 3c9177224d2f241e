using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Labeling;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting;

namespace Arise.Studies.Labeling;

/// <summary>
/// How often the atoms of hot, defective, small, strained and molten samples get the right label; tables, figures.
/// </summary>
internal static class LabelStudy
{
    private const int LowestShown = 15;

    private static readonly string[] Crossed =
        ["hot crystals", "faults", "particles", "strain", "defects", "compounds", "compounds in motion",
            "layers and tubes"];

    public static Command Command()
    {
        var command = new StudyCommand(
            "labels",
            "How often atoms get the right label: hot crystals, melts, fronts, faults, particles, strain, all classes.",
            "6 minutes, one more per further model",
            "docs/explanation/labels.md",
            "2001 and the following ones");
        Argument<string[]> models = command.Argument<string[]>(
            "MODEL",
            "Files of models that label atoms, names of shipped ones, or methods (cna, acna, baa, ptm, 'ptm<0.15', "
                + "diamond): a column each.");
        Option<string> folder = command.Folder("--out", "Where tables and figures go.");
        Option<string?> thermal = command.Path("--thermal", "Folder of LAMMPS dumps of hot crystals and melts.");
        Option<string?> structures = command.Path("--structures", "Folder of the published samples, for the figures.");
        Option<string?> others = command.Path(
            "--others",
            "JSON lines of crystals of many types; those that are no class and were not shown are measured.");
        Option<string?> cache = command.Path("--cache", "Folder that keeps the samples, which no model changes.");
        Option<int> seed = command.Option("--seed", 2001, "Seed of everything random.");
        Option<bool> quick = command.Option("--quick", false, "A few samples of each kind, to see that all works.");
        return command.Runs(parsed => Run(
            parsed.GetRequiredValue(folder),
            parsed.GetValue(thermal),
            parsed.GetValue(structures),
            parsed.GetValue(others),
            new LabelBench(
                [.. parsed.GetRequiredValue(models).Select(Open)],
                (ulong)parsed.GetValue(seed),
                parsed.GetValue(quick),
                parsed.GetValue(cache))));
    }

    private static void Run(
        string folder, string? thermal, string? structures, string? others, LabelBench bench)
    {
        Directory.CreateDirectory(folder);
        if (bench.Cache is { } cache)
            Directory.CreateDirectory(cache);
        FrontRows? fronts = null;
        Time("snapshots", () =>
        {
            if (thermal is not null)
                ThermalRows.Add(bench, thermal);
        });
        Time("liquids", () => LiquidRows.Add(bench));
        Time("hot crystals", () => HotCrystalRows.Add(bench));
        Time("fronts", () => fronts = new FrontRows(bench));
        Time("faults", () => FaultRows.Add(bench));
        Time("particles", () => ParticleRows.Add(bench));
        Time("strain and defects", () => DeformationRows.Add(bench));
        Time("compounds", () => CompoundRows.Add(bench));
        Time("classes", () => ClassRows.Add(bench));
        Time("unseen crystals", () =>
        {
            if (others is not null)
                UnseenRows.Add(bench, others);
        });
        Time("figures", () =>
        {
            fronts!.Draw()?.Write(Path.Combine(folder, "labels_fronts.svg"));
            StrainFigure.Draw([.. bench.Rows.Where(row => row.Group == "strain")])
                .Write(Path.Combine(folder, "labels_strain.svg"));
            if (bench.Models[0].Labeler is not null && !AreMethods(bench))
                LabelPictures.Write(bench.Models[0], structures, folder, bench.IsQuick);
        });
        var tables = new LabelTables([.. bench.Models.Select(model => model.Name)], [.. bench.Rows]);
        Print(tables, fronts!, bench);
        tables.WriteCsv(Path.Combine(folder, "labels.csv"));
        tables.WriteJson(Path.Combine(folder, "labels.json"), bench.Seed, bench.CalibrationErrors);
    }

    private static LabelModel Open(string file)
    {
        if (LabelModel.IsMethod(file))
            return LabelModel.OfMethod(file);
        var labeler = new AtomLabeler(ShippedModels.Find(file));
        return labeler.ClassLabels.SequenceEqual(PrototypeLibrary.Families.Select(prototype => prototype.Label))
            ? LabelModel.Of(Path.GetFileNameWithoutExtension(file), labeler)
            : throw new InvalidOperationException($"{file}: the classes are not those of the library.");
    }

    private static void Print(LabelTables tables, FrontRows fronts, LabelBench bench)
    {
        foreach (IGrouping<string, LabelRow> group in tables.Groups)
        {
            Console.WriteLine($"## {group.Key}\n");
            if (group.Key == "classes")
            {
                Console.WriteLine(tables.Wide(LabelTables.Lowest(group, LowestShown)).ToMarkdown());
                PrintMeans(bench, group);
            }
            else
            {
                if (group.Key == "fronts")
                    Console.WriteLine(fronts.Table().ToMarkdown());
                ReportTable table = Crossed.Contains(group.Key) && !AreMethods(bench)
                    ? LabelTables.Crossed(group)
                    : tables.Wide(group);
                Console.WriteLine(table.ToMarkdown());
            }
        }

        Console.WriteLine("Expected calibration error: " + string.Join(", ", bench.Models.Zip(
            bench.CalibrationErrors,
            (model, error) => string.Create(CultureInfo.InvariantCulture, $"{model.Name} {100 * error:0.00} %"))));
    }

    // Columns that are no further seeds of one model have no mean.
    private static bool AreMethods(LabelBench bench) => bench.Models.Any(model => model.Labeler is null);

    private static void PrintMeans(LabelBench bench, IEnumerable<LabelRow> classes)
    {
        var table = new ReportTable(["mean over classes", "number", .. bench.Models.Select(model => model.Name)]);
        foreach (IGrouping<MaterialType, LabelRow> type in classes
            .GroupBy(row => PrototypeLibrary.FromLabel(row.Name)!.MaterialType))
        {
            table.Add([type.Key.ToString(), type.Count().ToString(CultureInfo.InvariantCulture), .. bench.Models
                .Select((_, m) => (100 * type.Average(row => row.Models[m].Right))
                    .ToString("0.00", CultureInfo.InvariantCulture))]);
        }

        Console.WriteLine(table.ToMarkdown());
    }

    private static void Time(string part, Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{part}: {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s"));
    }
}
