using System.CommandLine;
using Arise.Files;
using Arise.Networks;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise classify</c>: which prototype does each structure form, and how sure is that?</summary>
internal static class ClassifyCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Structure files; - for standard input, patterns with * and ? in the file name.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<int> Top =
        PositiveInteger.Option("--top", 3, "Number of most likely classes to list.");

    private static readonly Option<GroupingLevel?> Group =
        GroupOption.Create("Sum probabilities by material-type, crystal-system, bravais, space-group.");

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Write one JSON array to standard output instead of tables.",
    };

    private static readonly Option<FileInfo?> Csv = new("--csv")
    {
        Description = "Write one row per structure to this file as well.",
    };

    private static readonly Option<FileInfo?> Hidden = new("--hidden")
    {
        Description = "Write the hidden layers of the network to this file (.npz) as well.",
    };

    private static readonly Option<StructureFormat?> Format =
        StructureInputOptions.Format(
            "--format", "Format of the files, if neither name nor content tells it.", StructureFormat.All);

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    private static readonly Option<bool> OneSpecies = SpeciesOptions.OneSpecies();

    private static readonly Option<ChemicalElement[]?> Ignore = SpeciesOptions.Ignore();

    public static Command Create()
    {
        var command = new Verb(
            "classify",
            "Recognize the crystal structure of each file, and of each frame of a trajectory.",
            """
            For every structure the verdict comes first: its class and known, doubtful, or none of the known
            types, by its novelty, how unlike it is to the training examples of the class: to 1 known, above
            1.25 none. Then the most likely classes with their probabilities (means over the stochastic passes
            of Bayesian neural networks), the mutual information in bits (below 0.1 the passes agree, above 0.3
            they do not) and the entropy of the answer. Agreement is not proof; the verdict is what tells.
            A class that needs more species than the sample has is no answer of the models of families;
            --one-species asks for the lattice that all atoms form together, --ignore leaves elements out.

            Examples:
              arise classify crystal.cif
              arise classify POSCAR run.lammpstrj --species Ni,Al --top 1
              arise classify slab.cif --group crystal-system
              arise classify alloy.xyz --one-species --ignore H,C
              arise classify "frames/*.xyz" --mode adaptive --csv classes.csv --hidden layers.npz
              zcat crystal.cif.gz | arise classify - --json
            """)
        {
            Files, Top, Group, Json, Csv, Hidden, Format, Species, OneSpecies, Ignore,
        };
        var prediction = new PredictionOptions(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, prediction, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, PredictionOptions prediction, CancellationToken cancellation)
    {
        StructureClassifier classifier = prediction.Classifier(parsed);
        PredictionSettings settings =
            prediction.Settings(parsed) with { KeepHidden = parsed.GetValue(Hidden) is not null };
        var inputs = new StructureInputs(
            parsed.GetValue(Files)!,
            StructureInputOptions.Read(parsed, Format, Species));
        int top = parsed.GetValue(Top);
        ClassGrouping? grouping = parsed.GetValue(Group) is { } level and not GroupingLevel.Class
            ? new ClassGrouping(level, classifier.Network.Metadata.ClassLabels)
            : null;
        using IDisposable hold = new RunPaths()
            .ReadsAll(inputs.Files, "the input")
            .ReadsModel(parsed, prediction)
            .WritesOver(parsed.GetValue(Csv)?.ToString(), "the table (--csv)", ClassificationCsv.IsTable)
            .WritesOver(
                parsed.GetValue(Hidden)?.ToString(),
                "the archive of hidden layers (--hidden)",
                NumpyArchive.IsArchive)
            .Hold();
        parsed.GetValue(Csv)?.Directory?.Create();
        parsed.GetValue(Hidden)?.Directory?.Create();

        // Both files are opened before any work, so that a name that cannot be written is told at once.
        using ClassificationCsv? csv =
            parsed.GetValue(Csv) is { } table ? new ClassificationCsv(table.FullName, top, grouping) : null;
        using HiddenRepresentationArchive? hidden = parsed.GetValue(Hidden) is { } file
            ? new HiddenRepresentationArchive(classifier.Network, file.FullName)
            : null;
        TextWriter output = parsed.InvocationConfiguration.Output;
        using var json = parsed.GetValue(Json) ? new ClassificationJson(output, top, grouping) : null;
        var text = new ClassificationText(output, top, grouping, classifier.Network.Metadata.Novelty?.Meaning);

        bool allGood = true;
        int done = 0;
        using var progress = new RunningProgress(hasAnswers: true);
        try
        {
            foreach ((ClassifiedStructure? result, string? error) in
                Classify(
                    inputs.Read(cancellation).Without(parsed.GetValue(Ignore)),
                    parsed.GetValue(OneSpecies),
                    classifier,
                    settings,
                    cancellation))
            {
                if (result is null)
                {
                    allGood = false;
                    progress.Clear();
                    parsed.InvocationConfiguration.Error.WriteLine($"arise: {error}");
                    continue;
                }

                done++;
                csv?.Write(result);
                hidden?.Add(result);
                if (json is null)
                    text.Write(result);
                else
                    json.Write(result);
                progress.Report(done, inputs.Fraction);
            }
        }
        catch (OperationCanceledException)
        {
            // What has been computed is written all the same.
        }

        csv?.Complete();
        hidden?.Complete();
        progress.Clear();
        if (json is null)
            text.Complete();
        if (cancellation.IsCancellationRequested)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: interrupted after {done} structures; their results are complete.");
            return CommandLineApplication.Interrupted;
        }

        return allGood ? 0 : CommandLineApplication.Failure;
    }

    /// <summary>
    /// Classifies structures in their order; one that cannot be has an error. With one species the atoms count as
    /// alike, but keep their names in what is shown.
    /// </summary>
    private static IEnumerable<(ClassifiedStructure? Result, string? Error)> Classify(
        IEnumerable<StructureInputs.Item> inputs,
        bool oneSpecies,
        StructureClassifier classifier,
        PredictionSettings settings,
        CancellationToken cancellation) =>
        classifier.ClassifyMany(
            inputs,
            item => oneSpecies ? item.Structure?.AsOneSpecies() : item.Structure,
            settings,
            cancellation).Select(one =>
            one is { Item.Structure: { } structure, Result: { } result }
                ? (new ClassifiedStructure(one.Item.File, one.Item.Frame, structure, result), null)
                : ((ClassifiedStructure?)null, one.Error is null
                    ? one.Item.Error
                    : $"{one.Item.File}, frame {one.Item.Frame}: {one.Error.Message}"));
}
