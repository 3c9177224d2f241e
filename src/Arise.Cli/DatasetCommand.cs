using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Networks.Training;
using Arise.Prototypes;

namespace Arise.Cli;

/// <summary><c>arise dataset</c>: generates the training set.</summary>
internal static class DatasetCommand
{
    public static Command Create()
    {
        var output = new Option<FileInfo>("--out")
        {
            Description = "File to write (.npz, which numpy opens).",
            Required = true,
        };
        Option<int> threads = PositiveInteger.Option(
            "--threads", Environment.ProcessorCount, "Threads; the file does not depend on it.");
        var command = new Verb(
            "dataset",
            "Generate the published training set: 39 204 descriptors of the 108 prototypes.",
            """
            Each prototype stands as periodic crystal and as three finite blocks of at least 100 atoms,
            nanotubes as they are; each of these 396 structures is described with 11 cutoffs, 3 widths sigma
            and 3 extrinsic scales.
            Arrays: descriptors [row, 316], labels [row], class_labels [class], names [row].

            Example:
              arise dataset --out pristine.npz
            """)
        {
            output, threads,
        };
        command.SetAction((parsed, cancellation) =>
        {
            FileInfo file = parsed.GetValue(output)!;
            file.Directory!.Create();
            long start = Stopwatch.GetTimestamp();
            int structures = PristineStructures.Of(PrototypeLibrary.All).Count();
            TrainingSet? set = null;
            CountedProgress.Run("structures", structures, progress =>
                set = PristineTrainingSet.Generate(
                    PrototypeLibrary.All,
                    threads: parsed.GetValue(threads),
                    progress: progress,
                    cancellation: cancellation));
            TimeSpan described = Stopwatch.GetElapsedTime(start);
            set!.Write(file.FullName);
            TimeSpan written = Stopwatch.GetElapsedTime(start) - described;
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{set.Count} descriptors of {structures} structures in {set.ClassLabels.Length} classes: "
                + $"{described.TotalSeconds:F1} s, {written.TotalSeconds:F1} s to write {file}"));
            return Task.FromResult(0);
        });
        return command;
    }
}
