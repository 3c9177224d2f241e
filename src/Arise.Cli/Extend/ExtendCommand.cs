using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Datasets;
using Arise.Extension;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Cli;

/// <summary><c>arise extend</c>: adds classes to a trained model.</summary>
internal static class ExtendCommand
{
    private const int CheckpointEpochs = 10;

    // About a tenth of what a robust model is trained on: the network only has to keep what it knows.
    private static readonly RobustTrainingSettings Rehearsal =
        new()
        {
            BlocksPerClass = 80, PiecesPerClass = 160, ExtraBlocks = 160, ExtraPieces = 160, HotPieces = 240,
            Disordered = 2400,
        };

    private static readonly Argument<string> Model = new("model")
    {
        Description = $"Model file, or a shipped one: {string.Join(", ", ShippedModels.Names)}.",
    };

    private static readonly Option<string[]> Add = new("--add")
    {
        Description = "Structure files, one per new class, named by the class (CIF, POSCAR, ...).",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "Model file to write (.safetensors); a card (.md) joins it.",
        Required = true,
    };

    private static readonly Option<DirectoryInfo?> Prototypes = PrototypeInputs.Option(
        "Folder with the structure files of those old classes that are not in the library.");

    private static readonly Option<bool> Robust = new("--robust")
    {
        Description = "Train on defective and disordered structures too, as a robust model was trained.",
    };

    private static readonly RobustOptions Numbers = new(Rehearsal);

    private static readonly Option<int> Epochs = PositiveInteger.Option(
        "--epochs", 60, "Passes over old and new training rows.");

    private static readonly Option<double> LearningRate = new("--learning-rate")
    {
        Description = "Learning rate of Adam at the first step; it decays to zero.",
        DefaultValueFactory = _ => 5e-4,
    };

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed gives the same model.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<bool> Resume =
        new("--resume") { Description = "Go on from the checkpoint; give the same other options as before." };

    private static readonly Option<int> Threads = PositiveInteger.Option(
        "--threads", Environment.ProcessorCount, "Threads; the model does not depend on it.");

    public static Command Create()
    {
        var command = new Verb(
            "extend",
            "Add classes to a trained model.",
            """
            The network gets an output per new class and is trained on, with the descriptors of the old classes
            and of the new ones. Before, every new class is compared with all others by the cosine similarity of
            their descriptors, and pairs that cannot be told apart are named. Afterwards a table says how the old
            classes did before and do now.

            Examples:
              arise extend arise-108 --add fluorite.cif anatase.cif --out arise-110.safetensors
              arise extend arise-108-robust --robust --add fluorite.cif --out arise-109.safetensors
              arise classify crystal.cif --model arise-110.safetensors
            """)
        {
            Model, Add, Out, Prototypes, Robust, Numbers.Blocks, Numbers.Pieces, Numbers.Disordered, Epochs,
            LearningRate, Seed, Resume, Threads,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, errors = parsed.InvocationConfiguration.Error;
        string name = parsed.GetValue(Model)!;
        BayesianNetwork before = ShippedModels.Find(name);
        FileInfo file = parsed.GetValue(Out)!;
        if (Directory.Exists(file.FullName))
            throw new IOException($"{file}: this is a folder; name the model file.");
        IReadOnlyList<Prototype> added = PrototypeFiles.Read(parsed.GetValue(Add)!);
        string checkpoint = Path.ChangeExtension(file.FullName, ".checkpoint");
        int threads = parsed.GetValue(Threads);
        BayesianNetwork start;
        Prototype[] old;
        TrainingSettings settings;
        try
        {
            start = NetworkExtension.AddClasses(before, [.. added.Select(prototype => prototype.Label)]);
            old = PrototypeInputs.OfModel(before, parsed.GetValue(Prototypes));
            settings = new TrainingSettings
            {
                HiddenSizes = before.Architecture.HiddenSizes,
                Dropout = before.Architecture.Dropout,
                Epochs = parsed.GetValue(Epochs),
                LearningRate = parsed.GetValue(LearningRate),
                Schedule = LearningRateSchedule.Cosine,
                Seed = parsed.GetValue(Seed),
            };
            settings.Validate();
        }
        catch (ArgumentException error)
        {
            errors.WriteLine($"arise: {error.Message}");
            return CommandLineApplication.Failure;
        }

        file.Directory!.Create();
        RobustTrainingSettings? robust = parsed.GetValue(Robust) ? Numbers.Settings(parsed) : null;
        Warn(ClassResemblance.Compare(old, added), output, errors);
        TrainingSet set = PrototypeInputs.Describe([.. old, .. added], robust, threads, cancellation);
        Trainer trainer = parsed.GetValue(Resume)
            ? Trainer.Resume(set, settings, checkpoint)
            : new Trainer(set, settings, start);
        output.WriteLine(
            $"{old.Length} old classes and {added.Count} new, {trainer.Split.Training.Length} rows to train on, "
            + $"{trainer.Split.Validation.Length} to validate, {threads} threads");
        long clock = Stopwatch.GetTimestamp();
        try
        {
            TrainingDisplay.Run(settings.Epochs, trainer.History.Count, progress =>
                trainer.Run(threads, progress, checkpoint, CheckpointEpochs, cancellation));
        }
        catch (TrainingDivergedException error)
        {
            errors.WriteLine($"arise: {error.Message}");
            return CommandLineApplication.Failure;
        }

        TimeSpan duration = Stopwatch.GetElapsedTime(clock);
        if (!trainer.IsComplete)
        {
            errors.WriteLine(
                $"arise: interrupted after epoch {trainer.History.Count} of {settings.Epochs}; the checkpoint is "
                + $"{checkpoint}. Give the same command with --resume to go on.");
            return CommandLineApplication.Interrupted;
        }

        string files = string.Join(' ', parsed.GetValue(Add)!.Select(Path.GetFileName));
        string numbers = robust is null ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"--robust --blocks {robust.BlocksPerClass} --pieces {robust.PiecesPerClass} "
            + $"--disordered {robust.Disordered} ");
        BayesianNetwork after = trainer.BestNetwork(
            $"{Path.GetFileNameWithoutExtension(name)} and {files}",
            string.Create(CultureInfo.InvariantCulture, $"arise extend {Path.GetFileName(name)} --add {files} ")
            + numbers
            + string.Create(
                CultureInfo.InvariantCulture,
                $"--epochs {settings.Epochs} --learning-rate {settings.LearningRate} --seed {settings.Seed}"),
            threads);
        ModelFile.Write(after, file.FullName);
        ModelCard.Write(after, Path.ChangeExtension(file.FullName, ".md"), duration);
        File.Delete(checkpoint);
        WriteTable(before, after, old, added, threads, output, cancellation);
        if (before.Metadata.Novelty is not null)
            output.WriteLine("the new model is not calibrated; 'arise calibrate' lets it refuse again");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"trained in {duration.TotalSeconds:0} s; {file}"));
        return 0;
    }

    private static void Warn(IReadOnlyList<ClassResemblance> pairs, TextWriter output, TextWriter errors)
    {
        foreach (IGrouping<string, ClassResemblance> added in pairs.GroupBy(pair => pair.New))
        {
            ClassResemblance nearest = added.First();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{added.Key}: most similar to {nearest.Other}, cosine {nearest.Cosine:0.0000}"));
        }

        foreach (ClassResemblance pair in pairs.TakeWhile(pair => pair.Cosine >= ClassResemblance.Similar))
        {
            string consequence = pair.Cosine >= ClassResemblance.Indistinguishable
                ? "cannot be told apart reliably; leave one of them out or expect them to be confused"
                : "are very similar; expect confusion when atoms are displaced";
            errors.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"arise: warning: {pair.New} and {pair.Other} (cosine {pair.Cosine:0.0000}) {consequence}."));
        }
    }

    private static void WriteTable(
        BayesianNetwork before,
        BayesianNetwork after,
        Prototype[] old,
        IReadOnlyList<Prototype> added,
        int threads,
        TextWriter output,
        CancellationToken cancellation)
    {
        IReadOnlyList<ExtensionAccuracy> rows = [];
        CountedProgress.Run("comparisons", 2 * ExtensionAccuracy.Tests.Count, progress =>
            rows = ExtensionAccuracy.Compare(before, after, old, added, threads, progress, cancellation));
        var table = new TextTable("classes", "structures", ">number", ">before", ">after");
        foreach (ExtensionAccuracy row in rows)
        {
            table.Add(
                row.IsNew ? "new" : "old",
                row.Structures,
                row.Count.ToString(CultureInfo.InvariantCulture),
                TrainingDisplay.Percent(row.Before),
                TrainingDisplay.Percent(row.After));
        }

        table.Write(output);
        foreach (ExtensionAccuracy row in rows.Where(row => row.Lost.Count > 0))
        {
            output.WriteLine($"fewer right, {row.Structures}: "
                + string.Join(", ", row.Lost.Take(5).Select(pair => $"{pair.Label} ({pair.Lost})"))
                + (row.Lost.Count > 5 ? $" and {row.Lost.Count - 5} more" : ""));
        }
    }
}
