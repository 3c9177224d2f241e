using System.CommandLine;
using Arise.Baselines.SpaceGroups;
using Arise.Benchmarking;
using Arise.Files;

namespace Arise.Cli;

/// <summary><c>arise benchmark</c>: the published comparison of methods on defective crystals.</summary>
internal static class BenchmarkCommand
{
    private static readonly (string Name, BenchmarkMethod[] Methods)[] Names =
    [
        ("spglib", [BenchmarkMethod.SpglibTight, BenchmarkMethod.SpglibLoose]),
        ("ptm", [BenchmarkMethod.TemplateMatching]),
        ("cna", [BenchmarkMethod.CommonNeighbors]),
        ("acna", [BenchmarkMethod.AdaptiveCommonNeighbors]),
        ("baa", [BenchmarkMethod.BondAngles]),
        ("arise", [BenchmarkMethod.Arise, BenchmarkMethod.AriseRobust, BenchmarkMethod.AriseFamilies]),
    ];

    private static readonly Option<BenchmarkMethod[][]?> Methods = ListOption.Create(
        "--methods",
        "NAMES",
        "Of spglib,ptm,cna,acna,baa,arise these only (default: all that are installed).",
        word => Array.Find(Names, one => one.Name == word).Methods
            ?? throw new ArgumentException(
                $"{word} is none of {string.Join(", ", Names.Select(one => one.Name))}."));

    private static readonly Option<int> Repetitions = PositiveInteger.Option(
        "--repetitions", 1, "How often each defect is made in each structure.", most: 10_000);

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of the defects; the same seed gives the same table.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the counts do");

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Folder for tables and figure; a comparison begun there goes on.",
        Required = true,
    };

    private static readonly Option<bool> Overwrite = OverwriteOption.Create("older results in the folder");

    public static Command Create()
    {
        var command = new Verb(
            "benchmark",
            "Compare methods on defective crystals, as published.",
            """
            Perfect crystals of 108 classes and blocks of them with 1 to 30 % of the atoms missing or with
            displacements up to 0.1 to 10 % of the nearest distance. Common-neighbor analysis (cutoff 3.2 A),
            adaptive common-neighbor analysis, bond angles and template matching (RMSD up to 0.1) are asked about
            every atom of periodic structures, spglib (0.1 and 0.0001 A) and Arise about structures. Written:
            benchmark.md, benchmark.csv and a figure, with the published shares beside ours; benchmark.json keeps
            what is counted: the same command goes on, also with more methods.

            Examples:
              arise benchmark --out benchmark
              arise benchmark --methods ptm,acna,arise --repetitions 10 --out benchmark
              arise benchmark thermal snapshots --out thermal
            """)
        {
            Methods, Repetitions, Seed, Threads, Out, Overwrite, FigureOptions.Dpi,
        };
        command.Subcommands.Add(BenchmarkThermalCommand.Create());
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        DirectoryInfo folder = parsed.GetValue(Out)!;
        bool overwrite = parsed.GetValue(Overwrite);
        using IDisposable hold = new RunPaths()
            .WritesFolder(folder.ToString(), "the results", ResultKind.Benchmark, overwrite: true)
            .Hold();
        BenchmarkMethod[] methods = [.. (parsed.GetValue(Methods) ?? []).SelectMany(one => one)];
        if (methods.Length == 0)
        {
            methods =
            [
                .. Names.Where(one => one.Name != "spglib" || Spglib.IsInstalled).SelectMany(one => one.Methods),
            ];
            if (!Spglib.IsInstalled)
            {
                parsed.InvocationConfiguration.Error.WriteLine(
                    "arise: spglib is not installed (package libsymspg1), so it is left out.");
            }
        }

        var benchmark = new PublishedBenchmark(new BenchmarkSettings
        {
            Methods = [.. methods.Distinct()],
            Repetitions = parsed.GetValue(Repetitions),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
        })
        {
            Figures = FigureOptions.Read(parsed),
        };
        try
        {
            CountedProgress.RunSteps(
                progress => benchmark.Run(folder.FullName, overwrite, progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            parsed.InvocationConfiguration.Error.WriteLine("arise: interrupted. Give the same command to go on.");
            return CommandLineApplication.Interrupted;
        }

        parsed.InvocationConfiguration.Output.Write(
            File.ReadAllText(Path.Combine(folder.FullName, "benchmark.md")));
        return 0;
    }
}
