using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Arise.Benchmarking;
using Arise.Files;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise benchmark thermal</c>: methods on hot crystals and liquids.</summary>
internal static partial class BenchmarkThermalCommand
{
    private const string None = "none";

    private static readonly Option<string?> Truth = new("--truth")
    {
        Description = "Class of all atoms of all files (fcc, diamond, ...), or none; without it names say it.",
        HelpName = "LABEL",
    };

    private static readonly Option<StructureFormat?> Format = StructureInputOptions.Format(
        "--format", "Format of the files, if neither name nor content tells it.", StructureFormat.All);

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    private static readonly Option<int> Threads = ThreadsOption.Create("the counts do");

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Folder for table and figure.",
        Required = true,
    };

    private static readonly Option<bool> Overwrite = OverwriteOption.Create("older results in the folder");

    public static Command Create()
    {
        var inputs = new SeveralInputs();
        var command = new Verb(
            "thermal",
            "Compare methods on hot crystals and liquids.",
            """
            Every atom of a file has the same true label: that of --truth, or of the name of the file, which is
            ELEMENT_CLASS_TEMPERATURE (Cu_fcc_0.8.dump.gz) or liquid_ELEMENT. Common-neighbor analyses, bond angles
            (both decision trees), identification of diamond, template matching with RMSD cutoffs of 0.1, 0.15,
            none and the best one for the crystal, and the labels of Arise are asked. Written: thermal.md,
            thermal.csv and a figure.

            Examples:
              arise benchmark thermal snapshots --out thermal
              arise benchmark thermal hot.dump --truth fcc --species Ni --out thermal
            """);
        inputs.AddTo(command);
        foreach (Option option in (Option[])
        [
            Truth, Format, Species, Threads, Out, Overwrite, FigureOptions.Dpi,
        ])
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, inputs, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, SeveralInputs names, CancellationToken cancellation)
    {
        TextWriter errors = parsed.InvocationConfiguration.Error;
        (Prototype? Truth, bool IsGiven) given = default;
        try
        {
            if (parsed.GetValue(Truth) is { } label)
                given = (label == None ? null : PrototypeLibrary.Find(label), true);
        }
        catch (KeyNotFoundException error)
        {
            errors.WriteLine($"arise: --truth: {error.Message}");
            return CommandLineApplication.WrongUsage;
        }

        DirectoryInfo folder = parsed.GetValue(Out)!;
        StructureReadOptions options = StructureInputOptions.Read(parsed, Format, Species);
        StructureInputs inputs = names.Read(parsed, options);
        bool overwrite = parsed.GetValue(Overwrite);
        using IDisposable hold = new RunPaths()
            .ReadsAll(inputs.Files, "the input")
            .Reads(names.List(parsed), "the list of files")
            .WritesFolder(folder.ToString(), "the results", ResultKind.Benchmark, overwrite)
            .Hold();
        var samples = new List<ThermalSample>();
        bool allGood = true;
        foreach (string file in inputs.Files)
        {
            Match name = Named().Match(Path.GetFileName(file));
            StructureReadOptions own = options.TypeElements is null && name.Success && OnlyNumbersTypes(file)
                && ChemicalElement.TryParse(name.Groups["element"].Value, out ChemicalElement element)
                ? options with { TypeElements = [element] }
                : options;
            if (!given.IsGiven && !name.Success)
            {
                allGood = false;
                errors.WriteLine(
                    $"arise: {VisibleText.Of(file)}: the name does not say the class; give it with --truth.");
                continue;
            }

            foreach (StructureInputs.Item item in names.Only(parsed, file, own).Read(cancellation))
            {
                if (item.Structure is not { } structure)
                {
                    allGood = false;
                    errors.WriteLine($"arise: {item.Error}");
                    continue;
                }

                try
                {
                    samples.Add(Sample(item, structure, name, given));
                }
                catch (KeyNotFoundException error)
                {
                    allGood = false;
                    errors.WriteLine($"arise: {VisibleText.Of(file)}: {error.Message}");
                }
            }
        }

        if (samples.Count == 0)
        {
            errors.WriteLine("arise: there is no sample to compare the methods on.");
            return CommandLineApplication.Failure;
        }

        ThermalTable table = null!;
        CountedProgress.RunSteps(progress =>
            table = ThermalBenchmark.Run(samples, parsed.GetValue(Threads), progress, cancellation));
        ThermalBenchmark.Write(table, folder.FullName, overwrite, FigureOptions.Read(parsed));
        parsed.InvocationConfiguration.Output.Write(File.ReadAllText(Path.Combine(folder.FullName, "thermal.md")));
        return allGood ? 0 : CommandLineApplication.Failure;
    }

    // Such files may leave it to their names.
    private static bool OnlyNumbersTypes(string file) => File.Exists(file)
        && StructureFile.FormatOf(file) is { } format
        && (format == StructureFormat.LammpsDump || format == StructureFormat.LammpsData);

    private static ThermalSample Sample(
        StructureInputs.Item item, AtomicStructure structure, Match name, (Prototype? Truth, bool IsGiven) given)
    {
        string frame = item.Frame > 1 ? string.Create(CultureInfo.InvariantCulture, $"#{item.Frame}") : "";
        string label = name.Groups["truth"].Value;
        return new ThermalSample(
            NameOf(item.File, name) + frame,
            structure,
            given.IsGiven ? given.Truth : label.Length > 0 ? PrototypeLibrary.Find(label) : null,
            double.TryParse(
                name.Groups["temperature"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? value
                : null);
    }

    // What tells class and temperature, else the name of the file.
    private static string NameOf(string file, Match name) => name.Success ? name.Value : Path.GetFileName(file);

    // Cu_fcc_0.8.dump.gz, liquid_Cu.xyz.
    [GeneratedRegex(@"^(?:(?<element>[A-Z][A-Za-z0-9]*)_(?<truth>[^_]+?)_(?<temperature>[0-9]+(?:\.[0-9]+)?)(?![0-9])"
        + @"|liquid_(?<element>[A-Z][A-Za-z0-9]*))")]
    private static partial Regex Named();
}
