using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Datasets;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Training;
using Arise.Training.Tuning;

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
        "--trials", Defaults.Trials, "Trainings in all; more may be asked for later.");

    private static readonly Option<int> Epochs = PositiveInteger.Option(
        "--epochs", Defaults.Training.Epochs, "Passes over the training rows per trial.");

    private static readonly Option<LearningRateSchedule> Decay = new("--decay")
    {
        Description = "Learning rate within each trial: constant, or a cosine to zero.",
        DefaultValueFactory = _ => Defaults.Training.Schedule,
    };

    private static readonly Option<int> Parallel = PositiveInteger.Option(
        "--parallel", Defaults.Parallel, "Trials at once; the threads are shared.");

    private static readonly Option<int> Finalists = PositiveInteger.Option(
        "--finalists", 15, "Best trials to rank by mildly defective structures.");

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed gives the same trials.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<int> Threads = PositiveInteger.Option(
        "--threads", Environment.ProcessorCount, "Threads; the result does not depend on it.");

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
        command.Validators.Add(result =>
        {
            if (result.GetValue(Database) is { } database && result.GetValue(Out) is { } model
                && Beside(database, ".md") == Beside(model, ".md"))
                result.AddError("--db and --out need different names: the table of trials and the card of the model "
                    + $"would both be {Path.GetFileName(Beside(model, ".md"))}.");
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output;
        FileInfo dataset = parsed.GetValue(Dataset)!;
        FileInfo model = parsed.GetValue(Out)!, database = parsed.GetValue(Database)!;
        if (Directory.Exists(model.FullName))
            throw new IOException($"{model}: this is a folder; name the model file.");
        model.Directory!.Create();
        database.Directory!.Create();
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
        TrainingSet set = TrainingSet.Read(dataset.FullName);
        Prototype[] prototypes = Prototypes(set);

        using var tuner = new Tuner(set, dataset.Name, settings, database.FullName);
        int known = tuner.Trials.Count(trial => trial.State != TrialState.Running);
        output.WriteLine($"{set.Count} rows, {set.ClassLabels.Length} classes, {trials} trials ({known} done), "
            + $"{threads} threads");
        bool isDone = false;
        using (var progress = new TuningLine())
            isDone = tuner.Run(threads, progress, cancellation);
        WriteReport(tuner.Trials, database);
        if (!isDone)
        {
            int ended = tuner.Trials.Count(trial => trial.State != TrialState.Running);
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: interrupted after {ended} of {trials} trials. Give the same command to go on.");
            return CommandLineApplication.Interrupted;
        }

        if (Choose(tuner, prototypes, parsed.GetValue(Finalists), threads, cancellation) is not { } best)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                "arise: every trial diverged; the learning rates are too high.");
            return CommandLineApplication.Failure;
        }

        WriteReport(tuner.Trials, database);
        BayesianNetwork network = ModelFile.Read(tuner.ModelPath(best.Number));
        ModelFile.Write(network, model.FullName);
        ModelCard.Write(network, Beside(model, ".md"), best.Duration);
        output.Write(TuningTable.Markdown(tuner.Best(parsed.GetValue(Finalists))
            .OrderByDescending(trial => trial.Robustness ?? default).ThenByDescending(trial => trial.Accuracy)));
        output.WriteLine($"trial {best.Number} is the best; {model}");
        return 0;
    }

    // The classes as structures, in the order of the set; none when the library does not know them all.
    private static Prototype[] Prototypes(TrainingSet set)
    {
        var known = PrototypeLibrary.All.ToDictionary(prototype => prototype.Label);
        return set.ClassLabels.All(known.ContainsKey) ? [.. set.ClassLabels.Select(label => known[label])] : [];
    }

    private static Trial? Choose(
        Tuner tuner, Prototype[] prototypes, int finalists, int threads, CancellationToken cancellation)
    {
        IReadOnlyList<Trial> best = tuner.Best(finalists);
        if (prototypes.Length == 0 || best.Count == 0)
            return best.Count > 0 ? best[0] : null;
        TrainingSet? structures = null;
        int count = DefectiveSet.Count(prototypes, DefectiveSet.Mild);
        CountedProgress.Run("mildly defective structures", count, progress =>
            structures = DefectiveSet.Generate(
                prototypes, DefectiveSet.Mild, threads: threads, progress: progress, cancellation: cancellation));
        Trial? chosen = null;
        CountedProgress.Run("trials ranked again", best.Count, progress =>
            chosen = tuner.Rank(structures!, finalists, threads, progress, cancellation)[0]);
        return chosen;
    }

    private static void WriteReport(IReadOnlyList<Trial> trials, FileInfo database)
    {
        TuningTable.WriteMarkdown(trials, Beside(database, ".md"));
        TuningTable.WriteCsv(trials, Beside(database, ".csv"));
        TuningFigures.Write(trials, Beside(database, ""));
    }

    private static string Beside(FileInfo file, string extension) =>
        Path.Join(file.DirectoryName, Path.GetFileNameWithoutExtension(file.Name) + extension);

    /// <summary>One line on standard error: written over on a terminal, every half minute otherwise.</summary>
    private sealed class TuningLine : IProgress<TuningProgress>, IDisposable
    {
        private const double SecondsPerLine = 30;
        private readonly Lock _gate = new();
        private long _last = Stopwatch.GetTimestamp();
        private int _width;

        public void Report(TuningProgress value)
        {
            string text = string.Create(
                CultureInfo.InvariantCulture,
                $"{value.Ended} / {value.Trials} trials  trial {value.Trial} epoch {value.Epoch} / {value.Epochs}  "
                + $"best {100 * value.BestAccuracy:0.00} %  left {value.Remaining:hh\\:mm\\:ss}");
            lock (_gate)
            {
                if (!Console.IsErrorRedirected)
                {
                    Console.Error.Write("\r" + text.PadRight(_width));
                    _width = text.Length;
                }
                else if (Stopwatch.GetElapsedTime(_last).TotalSeconds > SecondsPerLine)
                {
                    Console.Error.WriteLine(text);
                    _last = Stopwatch.GetTimestamp();
                }
            }
        }

        public void Dispose()
        {
            if (_width > 0)
                Console.Error.Write("\r" + new string(' ', _width) + "\r");
        }
    }
}
