using System.CommandLine;
using System.Globalization;
using Arise.Datasets;
using Arise.Files;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Cli;

/// <summary><c>arise train</c>: trains a network on a set of descriptors.</summary>
internal static class TrainCommand
{
    private static readonly TrainingSettings Defaults = new();

    private static readonly Argument<FileInfo?> Dataset = new("dataset")
    {
        Description = "Training set (.npz), for example from 'arise dataset'.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<DirectoryInfo?> Prototypes = PrototypeInputs.Option(
        "Instead of a set: folder with one structure file per class (CIF, POSCAR, ...), named by the class.");

    private static readonly Option<FileInfo> Out = TrainingFileOptions.Out();

    private static readonly Option<int> Members = PositiveInteger.Option(
        "--members", 1, "Networks to train, each with a seed of its own, as one model.", most: 16);

    private static readonly Option<int> Epochs = Setting(
        "--epochs", "Passes over the training rows.", Defaults.Epochs, value => Defaults with { Epochs = value });

    private static readonly Option<double> LearningRate = Setting(
        "--learning-rate",
        "Learning rate of Adam.",
        Defaults.LearningRate,
        value => Defaults with { LearningRate = value });

    private static readonly Option<int> Batch = Setting(
        "--batch", "Rows per step.", Defaults.BatchSize, value => Defaults with { BatchSize = value });

    private static readonly Option<double> Dropout = Setting(
        "--dropout",
        "Probability that a unit is dropped.",
        Defaults.Dropout,
        value => Defaults with { Dropout = value });

    private static readonly Option<int[]> Hidden = Setting<int[]>(
        "--hidden",
        "Units of the hidden layers.",
        [.. Defaults.HiddenSizes],
        value => Defaults with { HiddenSizes = [.. value] });

    private static readonly Option<double> Validation = Setting(
        "--validation",
        "Share of the rows of each class held back to choose the epoch; with 0 the last is taken.",
        Defaults.ValidationFraction,
        value => Defaults with { ValidationFraction = value });

    private static readonly Option<ulong> Seed = Setting(
        "--seed", "The same seed gives the same model.", Defaults.Seed, value => Defaults with { Seed = value });

    private static readonly Option<LearningRateSchedule> Decay = Setting(
        "--decay",
        "Learning rate: constant, or a cosine to zero.",
        Defaults.Schedule,
        value => Defaults with { Schedule = value });

    private static readonly Option<DirectoryInfo> Checkpoint = TrainingFileOptions.Checkpoint();

    private static readonly Option<int> Threads = ThreadsOption.Create("the model does");

    public static Command Create()
    {
        var command = new Verb("train", "Train a network on a set of descriptors.", """
            Examples:
              arise train pristine.npz --out models/arise.safetensors
              arise train pristine.npz --out models/fast.safetensors --epochs 150 --decay cosine
              arise train pristine.npz --out models/arise.safetensors --resume
              arise train families.npz --members 4 --hidden 256 384 192 --out models/families.safetensors
              arise train --prototypes minerals --out minerals.safetensors
            """)
        {
            Dataset, Prototypes, Out, Members, Epochs, LearningRate, Decay, Batch, Dropout, Hidden, Validation, Seed,
            Checkpoint,
        };
        var resume = new ResumeOption(command);
        command.Add(Threads);
        command.Validators.Add(result =>
        {
            bool hasSet = result.GetResult(Dataset) is { Tokens.Count: > 0 };
            if (hasSet == result.GetResult(Prototypes) is not null)
                result.AddError("Give either a training set or --prototypes DIR.");
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, resume, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, ResumeOption resume, CancellationToken cancellation)
    {
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        TextWriter errors = parsed.InvocationConfiguration.Error;
        (FileInfo model, string checkpoint) = TrainingFileOptions.Of(
            parsed, Out, Checkpoint, file => new TrainingRunSettings { DataName = "", Model = file }.CheckpointFile!);
        TrainingSettings training = Settings(parsed);
        var files = new TrainingRunSettings
        {
            Training = training, DataName = "", Model = model.ToString(), Checkpoint = checkpoint,
        };
        int members = parsed.GetValue(Members);
        if (members > 1 && parsed.GetValue(Checkpoint) is not null)
        {
            errors.WriteLine($"arise: {Checkpoint.Name} is for one network; members wait beside the model.");
            return CommandLineApplication.WrongUsage;
        }

        RunPaths paths = new();
        using IDisposable hold = (members > 1
                ? EnsembleRun.AddPaths(paths, files with { Checkpoint = null }, members)
                : files.AddPaths(paths))
            .Reads(parsed.GetValue(Dataset)?.ToString(), "the training set")
            .ReadsFolder(parsed.GetValue(Prototypes), "a prototype")
            .Hold();
        if (members == 1)
            resume.Require(checkpoint, parsed);
        int threads = parsed.GetValue(Threads);
        string data = parsed.GetValue(Dataset)?.Name ?? $"--prototypes {parsed.GetValue(Prototypes)!.Name}";
        TrainingSet set = Set(parsed, threads, cancellation);
        TrainingRunSettings settings = files with
        {
            Model = model.FullName,
            Checkpoint = members > 1 ? null : checkpoint,
            Resume = resume.IsResumed(parsed),
            Overwrite = resume.IsOverwritten(parsed),
            DataName = data,
            Command = CommandLine(data, training, members),
            Threads = threads,
        };
        Func<IProgress<WorkProgress>, TrainingResult> train;
        if (members > 1)
        {
            var run = new EnsembleRun(set, settings, members);
            output.WriteLine($"{set.Count} rows for {members} networks, {set.ClassLabels.Length} classes");
            train = progress => run.Run(progress, cancellation);
        }
        else
        {
            var run = new TrainingRun(set, settings);
            output.WriteLine($"{run.TrainingRows} rows to train on, {run.ValidationRows} to validate, "
                + $"{set.ClassLabels.Length} classes");
            train = progress => run.Run(progress, cancellation);
        }

        TrainingResult? result = null;
        try
        {
            CountedProgress.RunSteps(progress => result = train(progress));
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine(members > 1
                ? "arise: interrupted; the members trained so far wait beside the model. Go on with --resume."
                : TrainingText.Interrupted(checkpoint));
            return CommandLineApplication.Interrupted;
        }

        TrainingRecord record = result!.Network.Metadata.Training!;
        string accuracy = $"{TrainingText.Percent(record.TrainingAccuracy)} training";
        if (record.ValidationAccuracy is { } validation)
            accuracy += $", {TrainingText.Percent(validation)} validation";
        string kept = members > 1 ? $"{members} members" : $"epoch {record.BestEpoch} is kept";
        output.WriteLine($"{kept}; accuracy {accuracy}, "
            + $"{TrainingText.Percent(record.TotalAccuracy)} all; {result.Duration:hh\\:mm\\:ss}");
        output.WriteLine(model.ToString());
        return 0;
    }

    private static TrainingSet Set(ParseResult parsed, int threads, CancellationToken cancellation)
    {
        if (parsed.GetValue(Dataset) is { } dataset)
            return Interruptible.Call(() => TrainingSet.Read(dataset.FullName), cancellation);
        IReadOnlyList<Prototype> prototypes = PrototypeInputs.Read(parsed.GetValue(Prototypes));
        TrainingSet? set = null;
        CountedProgress.RunSteps(progress =>
            set = PristineTrainingSet.Generate(prototypes, null, threads, progress, cancellation));
        return set!;
    }

    // An option whose value is checked as the only one that differs from the defaults.
    private static Option<T> Setting<T>(
        string name, string description, T value, Func<T, TrainingSettings> settings) =>
        CheckedOption.Create(name, description, value, given => settings(given).Validate());

    private static TrainingSettings Settings(ParseResult parsed) => new()
    {
        HiddenSizes = [.. parsed.GetValue(Hidden)!],
        Dropout = parsed.GetValue(Dropout),
        Epochs = parsed.GetValue(Epochs),
        BatchSize = parsed.GetValue(Batch),
        LearningRate = parsed.GetValue(LearningRate),
        Schedule = parsed.GetValue(Decay),
        ValidationFraction = parsed.GetValue(Validation),
        Seed = parsed.GetValue(Seed),
    };

    private static string CommandLine(string data, TrainingSettings settings, int members) => string.Create(
        CultureInfo.InvariantCulture,
        $"arise train {data} {(members > 1 ? $"--members {members} " : "")}"
        + $"--hidden {string.Join(' ', settings.HiddenSizes)} --dropout {settings.Dropout} "
        + $"--epochs {settings.Epochs} --batch {settings.BatchSize} --learning-rate {settings.LearningRate} "
        + $"--decay {settings.Schedule.ToString().ToLowerInvariant()} --validation {settings.ValidationFraction} "
        + $"--seed {settings.Seed}");
}
