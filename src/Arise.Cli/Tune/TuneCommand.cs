using System.CommandLine;
using Arise.Files;
using Arise.Networks.Models;
using Arise.Training;
using Arise.Tuning;

namespace Arise.Cli;

/// <summary><c>arise tune</c>: searches the hyper-parameters of the network.</summary>
internal static class TuneCommand
{
    private static readonly TuningSettings Defaults = new();

    private static readonly Argument<FileInfo> Dataset =
        new("dataset") { Description = "Training set (.npz), for example from 'arise dataset'." };

    private static readonly Option<FileInfo> Database = new("--db")
    {
        Description =
            "Database of trials (SQLite); an existing one is resumed. Tables (.md, .csv) and a figure join it.",
        Required = true,
    };

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "Model file to write for the most robust trial (.safetensors); a card (.md) joins it.",
        Required = true,
    };

    private static readonly Option<int> Trials = PositiveInteger.Option(
        "--trials", Defaults.Trials, "Trainings in all; more may be asked for later.", most: 100_000);

    private static readonly Option<int> Epochs = PositiveInteger.Option(
        "--epochs", Defaults.Training.Epochs, "Passes over the training rows per trial.");

    private static readonly Option<LearningRateSchedule> Decay = new("--decay")
    {
        Description = "Learning rate within each trial: constant, or a cosine to zero.",
        DefaultValueFactory = _ => Defaults.Training.Schedule,
    };

    private static readonly Option<int> Parallel = PositiveInteger.Option(
        "--parallel", Defaults.Parallel, "Trials at once; the threads are shared.", most: 1024);

    private static readonly Option<int> Finalists = PositiveInteger.Option(
        "--finalists", 15, "Best trials to rank by mildly defective structures.");

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed gives the same trials.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the result does");

    public static Command Create()
    {
        var command = new Verb(
            "tune",
            "Search the hyper-parameters: layers, batch size, learning rate, dropout.",
            """
            Each trial trains a network; where to try next is estimated from the trials before (tree-structured
            Parzen estimator), and trials that fall behind three quarters of the earlier ones are given up. The
            best by validation accuracy are ranked again by their accuracy on pristine and mildly defective
            structures, and the first of these is the model. Ctrl-C at any time; the same command goes on.

            Examples:
              arise tune pristine.npz --db tune.sqlite --out model.safetensors
              arise tune pristine.npz --db quick.sqlite --out model.safetensors --trials 20 --epochs 40
              arise tune pristine.npz --db cosine.sqlite --out model.safetensors --decay cosine
              sqlite3 tune.sqlite "SELECT trial, max(validation_accuracy) FROM epochs GROUP BY trial"
            """)
        {
            Dataset, Database, Out, Trials, Epochs, Decay, Parallel, Finalists, Seed, Threads,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        FileInfo dataset = parsed.GetValue(Dataset)!;
        FileInfo model = parsed.GetValue(Out)!, database = parsed.GetValue(Database)!;
        using IDisposable hold = Tuner.AddPaths(new RunPaths(), database.ToString(), model.ToString())
            .Reads(dataset.ToString(), "the training set")
            .Hold();
        model.Directory!.Create();
        int threads = parsed.GetValue(Threads), trials = parsed.GetValue(Trials);
        var settings = new TuningSettings
        {
            Trials = trials,
            Training = new TrainingSettings
            {
                Epochs = parsed.GetValue(Epochs), Schedule = parsed.GetValue(Decay), Seed = parsed.GetValue(Seed),
            },
            Parallel = parsed.GetValue(Parallel),
        };
        TrainingSet set = Interruptible.Call(() => TrainingSet.Read(dataset.FullName), cancellation);
        using var tuner = new Tuner(set, dataset.Name, settings, database.FullName);
        output.WriteLine(
            $"{set.Count} rows, {set.ClassLabels.Length} classes, {trials} trials ({Ended(tuner)} done)");
        TuningResult? result = null;
        try
        {
            CountedProgress.RunSteps(progress =>
                result = tuner.Run(model.FullName, parsed.GetValue(Finalists), threads, progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: interrupted after {Ended(tuner)} of {trials} trials. Give the same command to go on.");
            return CommandLineApplication.Interrupted;
        }

        output.Write(result!.ToMarkdown());
        output.WriteLine($"trial {result.Best.Number} is the best; {model}");
        return 0;
    }

    private static int Ended(Tuner tuner) => tuner.Trials.Count(trial => trial.State != TrialState.Running);
}
