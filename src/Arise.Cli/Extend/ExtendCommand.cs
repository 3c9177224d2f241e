using System.CommandLine;
using System.Globalization;
using Arise.Calibration;
using Arise.Datasets;
using Arise.Extension;
using Arise.Files;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Cli;

/// <summary><c>arise extend</c>: adds classes to a trained model.</summary>
internal static class ExtendCommand
{
    private static readonly ExtensionSettings Defaults = new();

    private static readonly Argument<string> Model = new("model")
    {
        Description = $"Model file, or a shipped one: {string.Join(", ", ShippedModels.Names)}.",
    };

    private static readonly Option<string[]> Add = new("--add")
    {
        Description = "A structure file per new class, named by it, or NAME=FILE,FILE for several members of a class.",
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

    private static readonly RobustOptions Numbers = new(ExtensionSettings.Rehearsal);

    private static readonly Option<int> Epochs = PositiveInteger.Option(
        "--epochs", Defaults.Epochs, "Passes over old and new training rows.");

    private static readonly Option<double> LearningRate = CheckedOption.Create(
        "--learning-rate",
        "Learning rate of Adam at the first step; it decays to zero.",
        Defaults.LearningRate,
        rate => (Defaults with { LearningRate = rate }).Validate());

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "The same seed gives the same model.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the model does");

    public static Command Create()
    {
        var command = new Verb(
            "extend",
            "Add classes to a trained model.",
            """
            The network gets an output per new class and is trained on, with the descriptors of the old classes
            and of the new ones. Before, every new class is compared with all others by the cosine similarity of
            their descriptors, and pairs that cannot be told apart are named. Afterwards a table says how the old
            classes did before and do now. Models of families learn the families of the new classes (strains and
            free coordinates that their symmetry allows; several members of a class make it wider), and their
            verdict is calibrated anew; what is confused with what is told before the file is written.

            Examples:
              arise extend arise-families --add mine.cif --out arise-mine.safetensors
              arise extend arise-families --add perov=BaZrO3.cif,SrZrO3.cif --out arise-mine.safetensors
              arise extend arise-108 --add fluorite.cif anatase.cif --out arise-110.safetensors
              arise extend arise-108-robust --robust --add fluorite.cif --out arise-109.safetensors
              arise classify crystal.cif --model arise-110.safetensors
            """)
        {
            Model, Add, Out, Prototypes, Robust, Numbers.Blocks, Numbers.Pieces, Numbers.Disordered, Epochs,
            LearningRate, Seed,
        };
        var resume = new ResumeOption(command);
        command.Add(Threads);
        foreach (Option number in (Option[])[Numbers.Blocks, Numbers.Pieces, Numbers.Disordered])
            command.TakesOnlyWith(number, Robust);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, resume, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, ResumeOption resume, CancellationToken cancellation)
    {
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        TextWriter errors = parsed.InvocationConfiguration.Error;
        string name = parsed.GetValue(Model)!;
        BayesianNetwork before = ShippedModels.Find(name);
        FileInfo file = parsed.GetValue(Out)!;
        if (Directory.Exists(file.FullName))
            throw new IOException($"{file}: this is a folder; name the model file.");
        string checkpoint =
            new TrainingRunSettings { DataName = "", Model = file.FullName }.CheckpointFile!;
        ExtensionSettings settings = Settings(parsed, name, file) with
        {
            Resume = resume.IsResumed(parsed), Overwrite = resume.IsOverwritten(parsed),
        };
        using IDisposable hold = settings.AddPaths(new RunPaths())
            .Reads(name, "the model to extend")
            .ReadsAll(parsed.GetValue(Add)!.SelectMany(given => PrototypeFiles.Members(given).Files), "a new class")
            .ReadsFolder(parsed.GetValue(Prototypes), "a prototype")
            .Hold();
        if (before.Members.Length == 1)
            resume.Require(checkpoint, parsed);
        var extension = new ModelExtension(before, PrototypeFiles.Read(parsed.GetValue(Add)!), settings);
        Warn(extension, output, errors);
        ExtensionResult? result = null;
        try
        {
            CountedProgress.RunSteps(
                progress => result = extension.Run(report => WriteReport(report, output), progress, cancellation));
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine(TrainingText.Interrupted(checkpoint));
            return CommandLineApplication.Interrupted;
        }

        TrainingRecord record = result!.Training.Network.Metadata.Training!;
        output.WriteLine($"{extension.Old.Length} old classes and {extension.Added.Length} new, "
            + $"{record.TrainingRows} rows to train on, {record.ValidationRows} to validate");
        if (result.LostCalibration)
            output.WriteLine("the new model is not calibrated; 'arise calibrate' lets it refuse again");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"trained in {result.Training.Duration.TotalSeconds:0} s; {file}"));
        return 0;
    }

    private static ExtensionSettings Settings(ParseResult parsed, string model, FileInfo file)
    {
        RobustTrainingSettings? robust = parsed.GetValue(Robust) ? Numbers.Settings(parsed) : null;
        string files = string.Join(' ', parsed.GetValue(Add)!.Select(Path.GetFileName));
        string numbers = robust is null ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"--robust --blocks {robust.BlocksPerClass} --pieces {robust.PiecesPerClass} "
            + $"--disordered {robust.Disordered} ");
        var settings = new ExtensionSettings
        {
            Epochs = parsed.GetValue(Epochs),
            LearningRate = parsed.GetValue(LearningRate),
            Seed = parsed.GetValue(Seed),
            Robust = robust,
            Prototypes = [.. PrototypeInputs.ReadOwn(parsed.GetValue(Prototypes))],
            Model = file.FullName,
            DataName = $"{Path.GetFileNameWithoutExtension(model)} and {files}",
            Threads = parsed.GetValue(Threads),
        };
        return settings with
        {
            Command = string.Create(
                CultureInfo.InvariantCulture,
                $"arise extend {Path.GetFileName(model)} --add {files} {numbers}--epochs {settings.Epochs} "
                + $"--learning-rate {settings.LearningRate} --seed {settings.Seed}"),
        };
    }

    private static void Warn(ModelExtension extension, TextWriter output, TextWriter errors)
    {
        foreach (IGrouping<string, ClassResemblance> added in extension.Resemblances.GroupBy(pair => pair.New))
        {
            ClassResemblance nearest = added.First();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{added.Key}: most similar to {nearest.Other}, cosine {nearest.Cosine:0.0000}"));
        }

        foreach (ClassResemblance pair in extension.Warnings)
        {
            string consequence = pair.IsIndistinguishable
                ? "cannot be told apart reliably; leave one of them out or expect them to be confused"
                : "are very similar; expect confusion when atoms are displaced";
            errors.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"arise: warning: {pair.New} and {pair.Other} (cosine {pair.Cosine:0.0000}) {consequence}."));
        }
    }

    private static void WriteReport(ExtensionReport report, TextWriter output)
    {
        WriteTable(report.Accuracies, output);
        foreach ((string one, string takenFor, double share) in report.Confusions)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"confused: {one} is taken for {takenFor} in {100 * share:0.#} %"));
        }

        if (report.Kinds.Length > 0)
        {
            KindAlarms worst = report.Kinds.MaxBy(kind => kind.Refused)!;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"verdict: {100 * report.Kinds.Average(kind => kind.Refused):0.0} % of known crystals are not known, "
                + $"at most {100 * worst.Refused:0.0} % of a kind ({worst.Kind})"));
        }
    }

    private static void WriteTable(IReadOnlyList<ExtensionAccuracy> rows, TextWriter output)
    {
        var table = new TextTable("classes", "structures", ">number", ">before", ">after");
        foreach (ExtensionAccuracy row in rows)
        {
            table.Add(
                row.IsNew ? "new" : "old",
                row.Structures,
                row.Count.ToString(CultureInfo.InvariantCulture),
                TrainingText.Percent(row.Before),
                TrainingText.Percent(row.After));
        }

        table.Write(output);
        foreach (ExtensionAccuracy row in rows.Where(row => row.Lost.Length > 0))
        {
            output.WriteLine($"fewer right, {row.Structures}: "
                + string.Join(", ", row.Lost.Take(5).Select(pair => $"{pair.Label} ({pair.Lost})"))
                + (row.Lost.Length > 5 ? $" and {row.Lost.Length - 5} more" : ""));
        }
    }
}
