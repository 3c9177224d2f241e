using System.CommandLine;
using System.Globalization;
using Arise.Evaluation;
using Arise.Files;
using Arise.Recognition;
using Arise.Sharding;
using Arise.Training;

namespace Arise.Cli;

/// <summary><c>arise evaluate</c>: how often is a model right, and does it know?</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string?> Set = new("SET")
    {
        Description = "defects (when omitted), pristine, or a file from 'arise dataset'.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Folder for report, tables and figures; an evaluation begun there goes on.",
        Required = true,
    };

    private static readonly Option<bool> Overwrite =
        OverwriteOption.Create("answers to another question in the folder");

    private static readonly Option<int> Repetitions = PositiveInteger.Option(
        "--repetitions", 10, "How often each defect is made in each structure.", most: 10_000);

    private static readonly Option<GroupingLevel?> Group = GroupOption.Create(
        "Right by material-type, crystal-system, bravais, space-group; else class.");

    private static readonly SlurmOptions Slurm = new();

    private static readonly Option<Shard?> OfShards = ShardOption.Create("structures");

    public static Command Create()
    {
        var command = new Verb(
            "evaluate",
            "Measure how often a model is right on structures whose class is known.",
            """
            defects: supercells of all prototypes with missing atoms, displaced atoms and both, 14 112 of them
            per repetition; they are made and classified one by one. pristine: the 396 perfect structures.
            Written: evaluation.md; tables by defect, material type, class and pair of confused classes and of
            reliability (.csv); figures (.svg, .png, .pdf); all answers (answers.npz). Ctrl-C at any time; the same
            command goes on.

            Examples:
              arise evaluate --out evaluation
              arise evaluate defects --repetitions 1 --passes 100 --model model.safetensors --out quick
              arise evaluate pristine --group crystal-system --out systems
              arise evaluate held_back.npz --out held_back
              arise evaluate --out evaluation --shard 2/8
            """)
        {
            Set, Out, Overwrite, OfShards, Repetitions, Group, FigureOptions.Dpi,
        };
        Slurm.AddTo(command, OfShards);
        var prediction = new PredictionOptions(command);
        command.TakesOnlyWith(
            Repetitions,
            result => result.GetResult(Set) is not { Tokens: [{ Value: not "defects" }] },
            "only 'defects' are made several times");
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, prediction, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, PredictionOptions prediction, CancellationToken cancellation)
    {
        DirectoryInfo folder = parsed.GetValue(Out)!;
        RunPaths paths = new RunPaths()
            .Reads(parsed.GetValue(Set), "the test set")
            .ReadsModel(parsed, prediction);
        Shard? shard = parsed.GetValue(OfShards);
        using IDisposable? hold = shard is not null || Slurm.AreGiven(parsed) ? null : paths
            .WritesFolder(folder.ToString(), "the results", ResultKind.Evaluation, overwrite: true)
            .Hold();
        StructureClassifier classifier = prediction.Classifier(parsed);
        ulong seed = parsed.GetValue(prediction.Seed);
        TestSet set = parsed.GetValue(Set) switch
        {
            null or "defects" => TestSet.Defective(parsed.GetValue(Repetitions), seed),
            "pristine" => TestSet.Pristine(),
            var file => TestSet.Of(Interruptible.Call(() => TrainingSet.Read(file), cancellation)),
        };
        var evaluator = new Evaluator(classifier, set, new EvaluationSettings
        {
            Prediction = prediction.Settings(parsed), Level = parsed.GetValue(Group) ?? GroupingLevel.Class,
        })
        {
            Figures = FigureOptions.Read(parsed),
        };
        bool overwrite = parsed.GetValue(Overwrite);
        string[] files = parsed.GetValue(Set) is not null and not "defects" and not "pristine" and var given
            ? [given]
            : [];
        Func<RunRecord> record = () => RunRecord.Of(CommandLine.Of(parsed), files, classifier.Network);
        if (Slurm.AreGiven(parsed))
            return Slurm.Run(parsed, folder.ToString());
        if (shard is { } one)
        {
            return PartRun.Run(parsed, one, folder.ToString(), paths, record, overwrite, part =>
                CountedProgress.RunSteps(progress => evaluator.RunPart(part, one, progress, cancellation)));
        }

        EvaluationSummary? summary = null;
        try
        {
            RunRecord run = record();
            CountedProgress.RunSteps(progress => summary = MergeConfiguration.PartsOf(parsed) is { } parts
                ? evaluator.Merge(parts, folder.FullName, overwrite)
                : evaluator.Run(folder.FullName, overwrite, progress, cancellation));
            run.AddTo(folder.FullName);
        }
        catch (OperationCanceledException)
        {
            parsed.InvocationConfiguration.Error.WriteLine("arise: interrupted. Give the same command to go on.");
            return CommandLineApplication.Interrupted;
        }

        Write(summary!, WrappingWriter.Of(parsed.InvocationConfiguration.Output));
        parsed.InvocationConfiguration.Output.WriteLine($"see {Path.Combine(folder.ToString(), "evaluation.md")}");
        return 0;
    }

    private static void Write(EvaluationSummary summary, TextWriter output)
    {
        var table = new TextTable("", ">structures", ">accuracy %", ">calibration error %", ">mutual information");
        foreach (EvaluationSummary.PartResult part in summary.ByGroup)
        {
            table.Add(
                part.Name,
                part.Right.Count.ToString(CultureInfo.InvariantCulture),
                part.Right.ToString(),
                (100 * part.CalibrationError).ToString("F2", CultureInfo.InvariantCulture),
                part.MutualInformation.ToString("F3", CultureInfo.InvariantCulture));
        }

        table.Write(output);
        TimeSpan time = summary.Answers.WallTime;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"all {summary.Overall.Count}: {summary.Overall} %, expected calibration error "
            + $"{100 * summary.Reliability.ExpectedError:F2} %"
            + $"{(time > TimeSpan.Zero ? $", {time.TotalSeconds:F0} s" : "")}"));
    }
}
