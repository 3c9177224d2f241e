using System.CommandLine;
using System.Globalization;
using Arise.AtomFinding;
using Arise.Files;

namespace Arise.Cli;

/// <summary><c>arise train-atom-finder</c>: trains a network that finds atoms in images.</summary>
internal static class TrainAtomFinderCommand
{
    private static readonly AtomFinderSettings Defaults = new();

    private static readonly Option<FileInfo> Out = TrainingFileOptions.Out();

    private static readonly Option<int> Patches = Setting(
        "--patches",
        "Simulated patches of images to train on, each once.",
        Defaults.Patches,
        value => Defaults with { Patches = value });

    private static readonly Option<int> Batch = Setting(
        "--batch", "Patches per step.", Defaults.BatchSize, value => Defaults with { BatchSize = value });

    private static readonly Option<double> LearningRate = Setting(
        "--learning-rate",
        "Learning rate of Adam at first; it falls to zero as a cosine.",
        Defaults.LearningRate,
        value => Defaults with { LearningRate = value });

    private static readonly Option<int> Epochs = Setting(
        "--epochs",
        "Parts of the training; after each the network is tried on patches that are held back.",
        Defaults.Epochs,
        value => Defaults with { Epochs = value });

    private static readonly Option<ulong> Seed = Setting(
        "--seed", "The same seed gives the same model.", Defaults.Seed, value => Defaults with { Seed = value });

    private static readonly Option<DirectoryInfo> Checkpoint = TrainingFileOptions.Checkpoint();

    private static readonly Option<int> Threads = ThreadsOption.Create("the model does");

    public static Command Create()
    {
        var command = new Verb(
            "train-atom-finder", "Train a network that finds atoms in images, on images that it simulates.", """
            Examples:
              arise train-atom-finder --out finder.safetensors
              arise train-atom-finder --out quick.safetensors --patches 10000
              arise train-atom-finder --out finder.safetensors --resume
            """)
        {
            Out, Patches, Batch, LearningRate, Epochs, Seed, Checkpoint,
        };
        var resume = new ResumeOption(command);
        command.Add(Threads);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, resume, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, ResumeOption resume, CancellationToken cancellation)
    {
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        TextWriter errors = parsed.InvocationConfiguration.Error;
        (FileInfo model, string checkpoint) = TrainingFileOptions.Of(
            parsed, Out, Checkpoint, file => new AtomFinderRunSettings { Model = file }.CheckpointFile);
        AtomFinderSettings training = Settings(parsed);
        var files = new AtomFinderRunSettings
        {
            Training = training, Model = model.ToString(), Checkpoint = checkpoint,
        };
        using IDisposable hold = files.AddPaths(new RunPaths()).Hold();
        resume.Require(checkpoint, parsed);
        var run = new AtomFinderRun(files with
        {
            Model = model.FullName,
            Resume = resume.IsResumed(parsed),
            Overwrite = resume.IsOverwritten(parsed),
            Command = CommandLine(training),
            Threads = parsed.GetValue(Threads),
        });
        IReadOnlyList<AtomFinderEpoch>? epochs = null;
        try
        {
            CountedProgress.RunSteps(progress => epochs = run.Run(progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine(TrainingText.Interrupted(checkpoint));
            return CommandLineApplication.Interrupted;
        }

        AtomFinderEpoch last = epochs![^1];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"held back: precision {last.Precision:0.0000}, recall {last.Recall:0.0000}, F1 {last.F1:0.0000}, "
            + $"error {last.Error:0.000} of the nearest distance"));
        output.WriteLine(model.ToString());
        return 0;
    }

    // An option whose value is checked as the only one that differs from the defaults.
    private static Option<T> Setting<T>(
        string name, string description, T value, Func<T, AtomFinderSettings> settings) =>
        CheckedOption.Create(name, description, value, given => settings(given).Validate());

    private static AtomFinderSettings Settings(ParseResult parsed) => new()
    {
        Patches = parsed.GetValue(Patches),
        BatchSize = parsed.GetValue(Batch),
        LearningRate = parsed.GetValue(LearningRate),
        Epochs = parsed.GetValue(Epochs),
        Seed = parsed.GetValue(Seed),
    };

    private static string CommandLine(AtomFinderSettings settings) => string.Create(
        CultureInfo.InvariantCulture,
        $"arise train-atom-finder --patches {settings.Patches} --batch {settings.BatchSize} "
        + $"--learning-rate {settings.LearningRate} --epochs {settings.Epochs} --seed {settings.Seed}");
}
