using System.CommandLine;
using System.Globalization;
using Arise.Baselines.SpaceGroups;
using Arise.Files;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise symmetry</c>: the space group over a ladder of tolerances, beside the class.</summary>
internal static class SymmetryCommand
{
    private static readonly double[] Ladder = [0.1, 0.03, 0.01, 0.003, 0.001];

    private static readonly Option<double[]?> Tolerances = ListOption.Create(
        "--symprec",
        "ANGSTROM",
        "How far an atom may be from its image, Angstrom (default: 0.1,0.03,0.01,0.003,0.001).",
        word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"{word} is no tolerance; it must be a positive number of Angstrom."));

    private static readonly Option<double> Angle = CheckedOption.Create(
        "--angle-tolerance",
        "How far angles of the cell may differ, degrees (-1: spglib takes it from the tolerance).",
        -1.0,
        degrees =>
        {
            if (degrees is not (-1 or (> 0 and <= 90)))
                throw new ArgumentException($"{degrees} degrees: it must be above 0 and at most 90, or -1.");
        });

    private static readonly Option<FileInfo?> Csv = new("--csv")
    {
        Description = "Write one row per structure to this file as well, also for those that failed.",
    };

    private static readonly Option<StructureFormat?> Format = StructureInputOptions.Format(
        "--format", "Format of the files, if neither name nor content tells it.", StructureFormat.All);

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    public static Command Create()
    {
        var inputs = new SeveralInputs();
        var command = new Verb(
            "symmetry",
            "Find the space group for several tolerances, beside the class.",
            """
            The symmetry finder spglib is a library of the system: the package libsymspg1 of Debian and Ubuntu,
            spglib of conda-forge and Homebrew. It asks which operations map all atoms onto atoms within a
            tolerance. So it sees small distortions, and one missing or displaced atom ends the symmetry;
            the class says what the crystal was before.

            Examples:
              arise symmetry crystal.cif
              arise symmetry POSCAR --symprec 0.2,0.1,0.05
              arise symmetry structures --csv groups.csv
            """);
        inputs.AddTo(command);
        foreach (Option option in (Option[])[Tolerances, Angle, Csv, Format, Species])
            command.Add(option);
        var prediction = new PredictionOptions(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, inputs, prediction, cancellation)));
        return command;
    }

    private static int Run(
        ParseResult parsed, SeveralInputs names, PredictionOptions prediction, CancellationToken cancellation)
    {
        // What is missing is told before any work.
        Version version = Spglib.Version;
        StructureClassifier classifier = prediction.Classifier(parsed);
        StructureInputs inputs = names.Read(parsed, StructureInputOptions.Read(parsed, Format, Species));
        double[] tolerances = parsed.GetValue(Tolerances) is { Length: > 0 } given ? given : Ladder;
        OutputFile.RequireFolder(parsed.GetValue(Csv), Csv);
        using IDisposable hold = new RunPaths()
            .ReadsAll(inputs.Files, "the input")
            .Reads(names.List(parsed), "the list of files")
            .ReadsModel(parsed, prediction)
            .WritesOver(parsed.GetValue(Csv)?.ToString(), "the table (--csv)", SymmetryCsv.IsTable)
            .Hold();
        using SymmetryCsv? csv =
            parsed.GetValue(Csv) is { } file ? new SymmetryCsv(file.FullName, tolerances) : null;
        var text = new SymmetryText(WrappingWriter.Of(parsed.InvocationConfiguration.Output), version);
        bool allGood = true, isComplete = false;
        int done = 0;
        using var progress = new RunningProgress(hasAnswers: true);
        try
        {
            foreach (ClassifiedItem<StructureInputs.Item> one in classifier.ClassifyMany(
                inputs.Read(cancellation), item => item.Structure, prediction.Settings(parsed), cancellation))
            {
                progress.Clear();
                StructureInputs.Item item = one.Item;
                if (one.Result is not { } result || item.Structure is not { } structure)
                {
                    string error = item.Error ?? $"{item.File}, frame {item.Frame}: {one.Error!.Message}";
                    allGood = false;
                    parsed.InvocationConfiguration.Error.WriteLine($"arise: {error}");
                    csv?.Write(item.File, item.Frame, error);
                    continue;
                }

                (FoundSpaceGroup?[] groups, string? none) = Find(
                    structure, tolerances, parsed.GetValue(Angle), cancellation);
                allGood &= none is null;
                var classified = new ClassifiedStructure(item.File, item.Frame, structure, result);
                csv?.Write(classified, groups, none);
                text.Write(classified, tolerances, groups, none);
                progress.Report(++done, inputs.Fraction);
            }

            isComplete = true;
        }
        catch (OperationCanceledException)
        {
            // What has been found is written all the same.
        }

        progress.Clear();
        csv?.Complete();
        if (isComplete)
            return allGood ? 0 : CommandLineApplication.Failure;
        string results = done == 1 ? "1 structure" : $"{done} structures";
        parsed.InvocationConfiguration.Error.WriteLine($"arise: interrupted after {results}.");
        return CommandLineApplication.Interrupted;
    }

    // The groups, or why there are none.
    private static (FoundSpaceGroup?[] Groups, string? None) Find(
        AtomicStructure structure, double[] tolerances, double angle, CancellationToken cancellation)
    {
        try
        {
            return (Interruptible.Call(
                () => Array.ConvertAll(tolerances, tolerance => Spglib.Find(structure, tolerance, angle)),
                cancellation), null);
        }
        catch (SpglibException error)
        {
            return ([], error.Message);
        }
    }
}
