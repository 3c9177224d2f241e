using System.CommandLine;
using Arise.Files;
using Arise.Networks;
using Arise.Screening;
using Arise.Sharding;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise screen</c>: very many structures into a database, and questions to it.</summary>
internal static class ScreenCommand
{
    private static readonly Option<FileInfo?> Out = new("--out")
    {
        Description = "Database to write (SQLite); an existing one is gone on with.",
        HelpName = "DB",
    };

    private static readonly Option<bool> SpaceGroup = new("--space-group")
    {
        Description = "Find the space group of each crystal as well (needs spglib).",
    };

    private static readonly Option<double> Tolerance = CheckedOption.Create(
        "--symprec",
        "How far an atom may be from its image under an operation of the space group, Angstrom.",
        0.01,
        value => (new ScreeningSettings { SpaceGroupTolerance = value }).Validate());

    private static readonly Option<StructureFormat?> Format = StructureInputOptions.Format(
        "--format", "Format of the files, if neither name nor content tells it.", StructureFormat.All);

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    private static readonly Option<bool> OneSpecies = SpeciesOptions.OneSpecies();

    private static readonly SlurmOptions Slurm = new();

    private static readonly Option<Shard?> OfShards = ShardOption.Create("structures");

    public static Command Create()
    {
        var names = new Argument<string[]>("INPUT")
        {
            Description = "Structure files, folders with those below them, archives (tar, zip), patterns with *, ? "
                + "and ** (in quotes), - for standard input; or, without --out, one database to ask.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var inputs = new SeveralInputs(names: names, isDeep: true);
        var query = new ScreeningQueryOptions();
        var command = new Verb(
            "screen",
            "Classify very many structures into a database, and ask it.",
            """
            With --out structures go into a database, one row each; the same command goes on after an
            interruption, and what stands there is not classified again. Files, frames and structures that
            cannot be used are kept with the reason. Without --out the one argument is such a database: --query
            names conditions that must all hold, and the rows are shown or written.

            Examples:
              arise screen structures --out results.db
              arise screen "runs/**/*.traj" --out results.db --space-group
              arise screen structures --out results.db --shard 2/8
              arise screen results.db
              arise screen results.db --query "class=fcc probability>=0.9 elements=Cu,Au"
              arise screen results.db --query "verdict=none source=*slab*" --csv unknown.csv
            """);
        inputs.AddTo(command);
        foreach (Option option in (Option[])[Out, OfShards, SpaceGroup, Tolerance, Format, Species, OneSpecies])
            command.Add(option);
        query.AddTo(command, Out);
        Slurm.AddTo(command, OfShards);
        var prediction = new PredictionOptions(command, PredictionMode.Adaptive);
        command.TakesOnlyWith(Tolerance, SpaceGroup);
        foreach (Option option in (Option[])
        [
            .. inputs.OfFrames, OfShards, SpaceGroup, Format, Species, OneSpecies, .. prediction.OfModel,
        ])
        {
            command.TakesOnlyWith(option, Out);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(parsed.GetValue(Out) is { } database
            ? Screen(parsed, database.ToString(), inputs, prediction, cancellation)
            : query.Run(
                parsed, inputs.Names(parsed), parsed.GetValue(prediction.Threads), cancellation)));
        return command;
    }

    private static int Screen(
        ParseResult parsed,
        string database,
        SeveralInputs names,
        PredictionOptions prediction,
        CancellationToken cancellation)
    {
        var screener = new Screener(prediction.Classifier(parsed), prediction.ModelName(parsed), new ScreeningSettings
        {
            Prediction = prediction.Settings(parsed),
            OneSpecies = parsed.GetValue(OneSpecies),
            SpaceGroupTolerance = parsed.GetValue(SpaceGroup) ? parsed.GetValue(Tolerance) : null,
        });
        StructureInputs inputs = names.Read(parsed, StructureInputOptions.Read(parsed, Format, Species));
        OutputFile.RequireFolder(parsed.GetValue(Out), Out);
        RunPaths paths = new RunPaths()
            .ReadsAll(inputs.Files, "the input")
            .Reads(names.List(parsed), "the list of files")
            .ReadsModel(parsed, prediction);
        using var progress = new RunningProgress(hasAnswers: false);
        var done = new Counter(progress, () => inputs.Fraction);
        IEnumerable<ScreeningEntry> entries = inputs.Read(cancellation)
            .Select(item => new ScreeningEntry(item.File, item.Frame, item.Structure, item.Error));
        if (Slurm.AreGiven(parsed))
            return Slurm.Run(parsed, database);
        if (parsed.GetValue(OfShards) is { } shard)
        {
            return PartRun.Run(
                parsed, shard, database, paths,
                () => RunRecord.Of(CommandLine.Of(parsed), inputs.Files, prediction.Classifier(parsed).Network),
                overwrite: false,
                part => screener.RunPart(part, shard, entries, done, cancellation));
        }

        using IDisposable hold = Screener.AddPaths(paths, database).Hold();
        try
        {
            if (MergeConfiguration.PartsOf(parsed) is { } parts)
            {
                long count = screener.Merge(database, parts, done, cancellation);
                progress.Clear();
                parsed.InvocationConfiguration.Output.WriteLine(
                    $"{database}: {count} entries of {parts.Folders.Length} parts");
                return 0;
            }

            ScreeningCounts counts = screener.Run(database, entries, done, cancellation);
            progress.Clear();
            parsed.InvocationConfiguration.Output.WriteLine(
                $"{database}: {counts.Classified} classified, {counts.Repeated} repeated, {counts.Present} there "
                + $"before, {counts.Problems} without a result");
            return counts.Problems == 0 ? 0 : CommandLineApplication.Failure;
        }
        catch (OperationCanceledException)
        {
            progress.Clear();
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: interrupted after {done.Done} entries. Give the same command to go on.");
            return CommandLineApplication.Interrupted;
        }
    }

    private sealed class Counter(RunningProgress progress, Func<double> fraction) : IProgress<WorkProgress>
    {
        public long Done { get; private set; }

        public void Report(WorkProgress value)
        {
            Done = value.Done;
            progress.Report((int)Done, fraction());
        }
    }
}
