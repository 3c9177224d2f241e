using System.CommandLine;
using System.Globalization;
using Arise.Calibration;
using Arise.Files;
using Arise.Networks.Models;

namespace Arise.Cli;

/// <summary><c>arise calibrate</c>: lets a model say that a structure is none of its classes.</summary>
internal static class CalibrateCommand
{
    private static readonly Argument<FileInfo> Model = new("model")
    {
        Description = "Model file; it is written again with what it needs to refuse.",
    };

    private static readonly Option<DirectoryInfo?> Prototypes = PrototypeInputs.Option(
        "Folder with the structure files of those classes that are not in the library.");

    private static readonly Option<double> FalseAlarms = CheckedOption.Create(
        "--false-alarms",
        "Share of mildly defective known structures that may be doubtful.",
        new CalibrationSettings().FalseAlarmRate,
        share => (new CalibrationSettings { FalseAlarmRate = share }).Validate());

    private static readonly Option<int> Threads = ThreadsOption.Create("the file does");

    public static Command Create()
    {
        var command = new Verb(
            "calibrate",
            "Teach a model to say 'none of the known prototypes'.",
            """
            Defective structures of each class are made, and the place of their hidden vectors is measured. Then
            'classify' gives the novelty of a structure: it is large far from its class and between classes.
            1 % of the pristine and mildly defective structures are above 1: doubtful. Above 1.25 a structure is
            none of the known prototypes. The weights of the network stay as they are.

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
        using (FileStream there = file.OpenRead())
        {
            if (!there.CanSeek)
                throw new IOException($"{file}: this is a pipe, but the model is written again; name its file.");
        }

        using IDisposable hold = new RunPaths()
            .ReadsFolder(parsed.GetValue(Prototypes), "a prototype")
            .Writes(file.ToString(), "the calibrated model", file.Exists ? file.Length : 0)
            .Hold();
        BayesianNetwork network = ModelFile.Read(file.FullName);
        var settings = new CalibrationSettings
        {
            FalseAlarmRate = parsed.GetValue(FalseAlarms),
            Prototypes = [.. PrototypeInputs.ReadOwn(parsed.GetValue(Prototypes))],
            Threads = parsed.GetValue(Threads),
        };
        CalibrationResult? result = null;
        CountedProgress.RunSteps(progress =>
            result = NoveltyCalibrator.Calibrate(network, settings, progress, cancellation));
        ModelFile.Write(result!.Network, file.FullName);
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        if (result.Kinds.Length > 0)
        {
            WriteKinds(result, output);
            output.WriteLine(file.ToString());
            return 0;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.DefectiveStructures} defective structures of {network.Metadata.ClassLabels.Length} classes; "
            + $"{100 * settings.FalseAlarmRate:0.##} % of {result.MildStructures} mildly defective ones are doubtful; "
            + $"{file}"));
        return 0;
    }

    private static void WriteKinds(CalibrationResult result, TextWriter output)
    {
        output.WriteLine(
            $"{result.DefectiveStructures} structures of reference, {result.MildStructures} known crystals:");
        var table = new TextTable("kind", ">number", ">class right", ">not known", ">none");
        foreach (KindAlarms kind in result.Kinds)
        {
            table.Add(
                kind.Kind,
                kind.Count.ToString(CultureInfo.InvariantCulture),
                Percent(kind.Right),
                Percent(kind.Refused),
                Percent(kind.None));
        }

        table.Write(output);

        static string Percent(double share) =>
            string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
    }
}
