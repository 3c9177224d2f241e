using System.CommandLine;
using System.Globalization;
using Arise.Descriptors;
using Arise.Evaluation;
using Arise.Files;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise similarity</c>: how alike do structures look to the network?</summary>
internal static class SimilarityCommand
{
    private const int MostLines = 20;

    private static readonly Argument<string[]> Structures = new("NAME")
    {
        Description = "Structure files or names of prototypes; all prototypes when omitted.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Folder for tables and figures.",
        Required = true,
    };

    private static readonly Option<bool> Overwrite = OverwriteOption.Create("older results in the folder");

    private static readonly Option<double[]> Cutoffs = Numbers("--cutoff", 4.0, "Cutoffs, units of d_NN: 3,4,5.");

    private static readonly Option<double[]> Sigmas = Numbers("--sigma", 0.1, "Widths, units of d_NN: 0.08,0.1,0.12.");

    private static readonly Option<int> Supercells = new("--supercells")
    {
        Description = "Compare blocks of 1 to N cells in each direction with the crystal.",
        HelpName = "N",
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the answers do");

    public static Command Create()
    {
        Supercells.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out int n)
                && n is < 1 or > 50)
            {
                result.AddError($"--supercells {text}: it must be from 1 to 50.");
            }
        });
        var command = new Verb(
            "similarity",
            "Compare descriptors of structures, and of blocks with their crystal.",
            """
            1 means that the network cannot tell two structures apart. Every combination of cutoff and sigma is
            computed. Written: similarity.csv and the figure similarity; with --supercells supercells.csv and
            the figure supercells instead (blocks up to 20 000 atoms).

            Examples:
              arise similarity --out similarity
              arise similarity crystal.cif fcc hcp --cutoff 3,4,5 --out similarity
              arise similarity --supercells 8 --sigma 0.08,0.1,0.12 --out supercells
            """)
        {
            Structures, Out, Overwrite, Cutoffs, Sigmas, Supercells, Threads, FigureOptions.Dpi,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        DirectoryInfo folder = parsed.GetValue(Out)!;
        SoapSettings[] settings = [.. parsed.GetValue(Cutoffs)!.SelectMany(cutoff =>
            parsed.GetValue(Sigmas)!.Select(sigma =>
                SoapSettings.Default with { Cutoff = cutoff, Sigma = sigma }))];
        foreach (SoapSettings setting in settings)
            setting.Validate();
        bool overwrite = parsed.GetValue(Overwrite);
        using IDisposable hold = new RunPaths()
            .ReadsAll(parsed.GetValue(Structures)!, "the structure")
            .WritesFolder(folder.ToString(), "the results", ResultKind.Similarity, overwrite)
            .Hold();
        if (Read(parsed, cancellation) is not { } structures)
            return CommandLineApplication.Failure;
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        int threads = parsed.GetValue(Threads), largest = parsed.GetValue(Supercells);
        if (largest > 0)
        {
            IReadOnlyList<DescriptorSimilarity.Block> blocks = [];
            CountedProgress.RunSteps(progress =>
                blocks = DescriptorSimilarity.OfBlocks(structures, largest, settings, threads, progress, cancellation));
            if (blocks.Count == 0)
            {
                parsed.InvocationConfiguration.Error.WriteLine(
                    "arise: none of these structures is periodic, so there is nothing to cut blocks from.");
                return CommandLineApplication.Failure;
            }

            DescriptorSimilarity.Write(blocks, folder.FullName, overwrite, FigureOptions.Read(parsed));
            Write(blocks, output);
            return 0;
        }

        IReadOnlyList<DescriptorSimilarity.Matrix> matrices = [];
        CountedProgress.RunSteps(progress => matrices = DescriptorSimilarity.Between(
            [.. structures.Select(s => s.Structure)], settings, threads, progress, cancellation));
        string[] names = [.. structures.Select(s => s.Name)];
        DescriptorSimilarity.Write(names, matrices, folder.FullName, overwrite, FigureOptions.Read(parsed));
        Write(names, matrices, output);
        return 0;
    }

    private static List<(string Name, AtomicStructure Structure)>? Read(
        ParseResult parsed, CancellationToken cancellation)
    {
        string[] given = parsed.GetValue(Structures)!;
        if (given.Length == 0)
            return [.. PrototypeLibrary.Published.Select(prototype => (prototype.CommonName, prototype.Structure))];
        var structures = new List<(string, AtomicStructure)>();
        foreach (string name in given)
        {
            if (!IsFile(name))
            {
                try
                {
                    Prototype prototype = PrototypeLibrary.Find(name);
                    structures.Add((prototype.CommonName, prototype.Structure));
                    continue;
                }
                catch (KeyNotFoundException error)
                {
                    string reason = char.ToLowerInvariant(error.Message[0]) + error.Message[1..];
                    parsed.InvocationConfiguration.Error.WriteLine(
                        $"arise: there is no file {name}, and {reason}");
                    return null;
                }
            }

            var inputs = new StructureInputs([name], new StructureReadOptions());
            foreach (StructureInputs.Item item in inputs.Read(cancellation))
            {
                if (item.Structure is not { } structure)
                {
                    parsed.InvocationConfiguration.Error.WriteLine($"arise: {item.Error}");
                    return null;
                }

                string frame = item.Frame > 1 ? string.Create(CultureInfo.InvariantCulture, $"#{item.Frame}") : "";
                structures.Add((Path.GetFileName(item.File) + frame, structure));
            }
        }

        return structures;
    }

    private static bool IsFile(string name) =>
        name == "-" || name.AsSpan().ContainsAny('*', '?') || File.Exists(name);

    private static void Write(
        string[] names, IReadOnlyList<DescriptorSimilarity.Matrix> matrices, TextWriter output)
    {
        foreach (DescriptorSimilarity.Matrix matrix in matrices)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"cutoff {matrix.Settings.Cutoff}, sigma {matrix.Settings.Sigma}, units of d_NN"));
            var table = new TextTable(">  cosine", "", "");
            foreach ((int a, int b, double cosine) in matrix.Closest().Take(MostLines))
                table.Add("  " + cosine.ToString("F5", CultureInfo.InvariantCulture), names[a], names[b]);
            table.Write(output);
        }
    }

    private static void Write(IReadOnlyList<DescriptorSimilarity.Block> blocks, TextWriter output)
    {
        foreach (var setting in blocks.GroupBy(block => block.Settings))
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"cutoff {setting.Key.Cutoff}, sigma {setting.Key.Sigma}: cosine of blocks and periodic crystals"));
            var table = new TextTable(">  cells", ">crystals", ">mean", ">lowest", "of");
            foreach (var size in setting.Where(b => double.IsFinite(b.Cosine)).GroupBy(block => block.Repetitions))
            {
                DescriptorSimilarity.Block lowest = size.MinBy(block => block.Cosine)!;
                table.Add(
                    size.Key.ToString(CultureInfo.InvariantCulture),
                    size.Count().ToString(CultureInfo.InvariantCulture),
                    size.Average(block => block.Cosine).ToString("F5", CultureInfo.InvariantCulture),
                    lowest.Cosine.ToString("F5", CultureInfo.InvariantCulture),
                    lowest.Name);
            }

            table.Write(output);
        }
    }

    private static Option<double[]> Numbers(string name, double value, string description) => new(name)
    {
        Description = description,
        HelpName = "NUMBERS",
        DefaultValueFactory = _ => [value],
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            string[] parts = given.Split(',');
            double[] numbers = [.. parts.Select(part =>
                double.TryParse(part, CultureInfo.InvariantCulture, out double number) ? number : double.NaN)];
            if (!Array.TrueForAll(numbers, number => number > 0 && double.IsFinite(number)))
                argument.AddError($"{name} {given}: these must be numbers above zero with commas between them.");
            return numbers;
        },
    };
}
