using System.CommandLine;
using System.Globalization;
using Arise.Datasets;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Cli;

/// <summary><c>arise calibrate</c>: lets a model say that a structure is none of its classes.</summary>
internal static class CalibrateCommand
{
    // No seed of training (1 and small ones) and of the search (0).
    private const ulong FitSeed = 7001;
    private const ulong MildSeed = 7002;

    private static readonly RobustTrainingSettings Defective =
        new()
        {
            BlocksPerClass = 60, PiecesPerClass = 90, ExtraBlocks = 0, ExtraPieces = 0, HotPieces = 100, Disordered = 0,
            Seed = FitSeed,
        };

    private static readonly Argument<FileInfo> Model = new("model")
    {
        Description = "Model file; it is written again with what it needs to refuse.",
    };

    private static readonly Option<DirectoryInfo?> Prototypes = PrototypeInputs.Option(
        "Folder with the structure files of those classes that are not in the library.");

    private static readonly Option<double> FalseAlarms = new("--false-alarms")
    {
        Description = "Share of mildly defective known structures that may be doubtful.",
        DefaultValueFactory = _ => 0.01,
        HelpName = "SHARE",
    };

    private static readonly Option<int> Threads = PositiveInteger.Option(
        "--threads", Environment.ProcessorCount, "Threads; the file does not depend on it.");

    public static Command Create()
    {
        var command = new Verb(
            "calibrate",
            "Teach a model to say 'none of the known prototypes'.",
            """
            For each class, defective structures are made and the place of their hidden representation is
            measured; 'classify' gives the novelty of a structure then, which is large far from its class and
            between classes. It is above 1, doubtful, for 1 % of pristine and mildly defective structures, and
            above 1.25 for none of the known prototypes. The weights of the network stay as they are.

            Examples:
              arise calibrate model.safetensors
              arise calibrate minerals.safetensors --prototypes minerals --false-alarms 0.001
            """)
        {
            Model, Prototypes, FalseAlarms, Threads,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        FileInfo file = parsed.GetValue(Model)!;
        int threads = parsed.GetValue(Threads);
        BayesianNetwork network = ModelFile.Read(file.FullName);
        try
        {
            Prototype[] classes = PrototypeInputs.OfModel(network, parsed.GetValue(Prototypes));
            TrainingSet all = PrototypeInputs.Describe(classes, Defective, threads, cancellation);
            TrainingSet defective = all.Rows(PristineStructures.Of(classes).Count() * new DescriptorVariations().Count);
            TrainingSet? mild = null;
            CountedProgress.Run(
                "mildly defective structures",
                DefectiveSet.Count(classes, DefectiveSet.Mild),
                progress => mild =
                    DefectiveSet.Generate(classes, DefectiveSet.Mild, MildSeed, threads, progress, cancellation));
            NoveltyMeasure measure =
                NoveltyCalibration.Fit(network, defective, mild!, parsed.GetValue(FalseAlarms), threads);
            ModelFile.Write(
                new BayesianNetwork(
                    network.Architecture, network.Layers, network.Metadata with { Novelty = measure }),
                file.FullName);
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{defective.Count} defective structures of {classes.Length} classes; "
                + $"{100 * measure.FalseAlarmRate:0.##} % of {mild!.Count} mildly defective ones are doubtful; "
                + $"{file}"));
            return 0;
        }
        catch (ArgumentException error)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"arise: {error.Message}");
            return CommandLineApplication.Failure;
        }
    }
}
