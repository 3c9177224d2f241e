using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Evaluation;
using Arise.Files;
using Arise.Prototypes;
using Arise.Synthesis;

namespace Arise.Cli;

/// <summary><c>arise bain</c>: the tetragonal path between body-centered and face-centered cubic.</summary>
internal static class BainCommand
{
    public static Command Create()
    {
        var folder = new Option<DirectoryInfo>("--out")
        {
            Description = "Folder for figures, arrays and table.",
            Required = true,
        };
        Option<bool> overwrite = OverwriteOption.Create("older results in the folder");
        var step = new Option<double>("--step")
        {
            Description = "Distance of neighboring a and c, Angstrom.",
            DefaultValueFactory = _ => new BainPath().Step,
            Validators =
            {
                result =>
                {
                    if (result.Tokens is [{ Value: var text }]
                        && double.TryParse(text, CultureInfo.InvariantCulture, out double given)
                        && given is not (>= 0.01 and <= 3))
                    {
                        result.AddError($"--step {text}: it must be from 0.01 to 3 Angstrom.");
                    }
                },
            },
        };
        var command = new Verb(
            "bain",
            "Classify the tetragonal path from body-centered to face-centered cubic; maps.",
            """
            Body-centered tetragonal crystals with a and c from 3 to 6 Angstrom in steps of 0.05 (3721): c/a = 1
            is body-centered cubic, c/a = sqrt 2 face-centered cubic. Written: bain.npz, bain.csv and, as SVG,
            PNG and PDF, bain_classes, bain_mutual_information, bain_probabilities (every class that wins somewhere).

            Example:
              arise bain --out bain
            """)
        {
            folder, overwrite, step, FigureOptions.Dpi, FigureOptions.InformationMaximum,
        };
        var prediction = new PredictionOptions(command);
        command.SetAction((parsed, cancellation) =>
        {
            DirectoryInfo output = parsed.GetValue(folder)!;
            using IDisposable hold = new RunPaths()
                .ReadsModel(parsed, prediction)
                .WritesFolder(output.ToString(), "the results", ResultKind.Bain, parsed.GetValue(overwrite))
                .Hold();
            var path = new BainPath { Step = parsed.GetValue(step) };
            long start = Stopwatch.GetTimestamp();
            BainMap? map = null;
            CountedProgress.RunSteps(progress => map = BainMap.Compute(
                prediction.Classifier(parsed), path, prediction.Settings(parsed), progress, cancellation));
            map!.Write(output.FullName, parsed.GetValue(overwrite), FigureOptions.Read(parsed));
            Write(map!, WrappingWriter.Of(parsed.InvocationConfiguration.Output));
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{map!.Classes.Length} crystals in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s; "
                + $"see {output}"));
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Write(BainMap map, TextWriter output)
    {
        var table = new TextTable("class", ">crystals", ">c/a from", ">to", ">mean mutual information");
        double[] ratios = [.. Enumerable.Range(0, map.Classes.Length).Select(k =>
            map.Path.Parameter(k / map.Path.Count) / map.Path.Parameter(k % map.Path.Count))];
        foreach (int index in map.Present)
        {
            int[] members = [.. Enumerable.Range(0, map.Classes.Length).Where(k => map.Classes[k] == index)];
            table.Add(
                PrototypeLibrary.NameOf(map.ClassLabels[index]),
                members.Length.ToString(CultureInfo.InvariantCulture),
                members.Min(k => ratios[k]).ToString("F2", CultureInfo.InvariantCulture),
                members.Max(k => ratios[k]).ToString("F2", CultureInfo.InvariantCulture),
                members.Average(k => map.MutualInformation[k]).ToString("F3", CultureInfo.InvariantCulture));
        }

        table.Write(output);
    }
}
