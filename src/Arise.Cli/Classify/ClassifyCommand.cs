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
    private static readonly Option<int> Top =
        PositiveInteger.Option("--top", 3, "Number of most likely classes to list.");

    private static readonly Option<GroupingLevel?> Group =
        GroupOption.Create("Sum probabilities by material-type, crystal-system, bravais, space-group.");

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Write one JSON array to standard output instead of tables.",
    };

    private static readonly Option<bool> JsonLines = new("--json-lines")
    {
        Description = "Write one JSON object per structure and line (NDJSON), each as soon as it is known.",
    };

    private static readonly Option<bool> Brief = new("--brief")
    {
        Description = "Write one line per structure: file, answer, verdict.",
    };

    private static readonly Option<FileInfo?> Csv = new("--csv")
    {
        Description = "Write one row per structure to this file as well, also for those that failed.",
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
        var inputs = new SeveralInputs();
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
              arise classify structures --brief
              arise classify "runs/**/CONTCAR" --json-lines
              arise classify --files list.txt --frames 1:100 --every 10 --brief
              zcat crystal.cif.gz | arise classify - --json
            """);
        inputs.AddTo(command);
        foreach (Option option in (Option[])
        [
            Top, Group, Brief, Json, JsonLines, Csv, Hidden, Format, Species, OneSpecies, Ignore,
        ])
        {
            command.Add(option);
        }

        var prediction = new PredictionOptions(command);
        command.TakesOneOf(Brief, Json, JsonLines);
        command.TakesOnlyWith(
            Top, result => result.GetResult(Brief) is null || result.GetResult(Csv) is not null,
            "--brief lists no classes");
        command.TakesOnlyWith(
            Group, result => result.GetResult(Brief) is null || result.GetResult(Csv) is not null,
            "--brief lists no groups");
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, inputs, prediction, cancellation)));
        return command;
    }

    private static int Run(
        ParseResult parsed, SeveralInputs names, PredictionOptions prediction, CancellationToken cancellation)
    {
        StructureClassifier classifier = prediction.Classifier(parsed);
        PredictionSettings settings =
            prediction.Settings(parsed) with { KeepHidden = parsed.GetValue(Hidden) is not null };
        StructureInputs inputs = names.Read(parsed, StructureInputOptions.Read(parsed, Format, Species));
        int top = parsed.GetValue(Top);
        ClassGrouping? grouping = parsed.GetValue(Group) is { } level and not GroupingLevel.Class
            ? new ClassGrouping(level, classifier.Network.Metadata.ClassLabels)
            : null;
        OutputFile.RequireFolder(parsed.GetValue(Csv), Csv);
        OutputFile.RequireFolder(parsed.GetValue(Hidden), Hidden);
        using IDisposable hold = new RunPaths()
            .ReadsAll(inputs.Files, "the input")
            .Reads(names.List(parsed), "the list of files")
            .ReadsModel(parsed, prediction)
            .WritesOver(parsed.GetValue(Csv)?.ToString(), "the table (--csv)", ClassificationCsv.IsTable)
            .WritesOver(
                parsed.GetValue(Hidden)?.ToString(),
                "the archive of hidden layers (--hidden)",
                NumpyArchive.IsArchive)
            .Hold();

        // Both files are opened before any work, so that a name that cannot be written is told at once.
        using ClassificationCsv? csv =
            parsed.GetValue(Csv) is { } table ? new ClassificationCsv(table.FullName, top, grouping) : null;
        using HiddenRepresentationArchive? hidden = parsed.GetValue(Hidden) is { } file
            ? new HiddenRepresentationArchive(classifier.Network, file.FullName)
            : null;
        TextWriter output = parsed.InvocationConfiguration.Output;
        using ClassificationJson? json = parsed.GetValue(Json) || parsed.GetValue(JsonLines)
            ? new ClassificationJson(output, top, grouping, isLines: parsed.GetValue(JsonLines))
            : null;
        var text = new ClassificationText(
            parsed.GetValue(Brief) ? output : WrappingWriter.Of(output),
            top,
            grouping,
            classifier.Network.Metadata.Novelty?.Meaning)
        {
            IsBrief = parsed.GetValue(Brief),
        };

        bool allGood = true, isComplete = false;
        int done = 0;
        using var progress = new RunningProgress(hasAnswers: true);
        try
        {
            foreach ((StructureInputs.Item item, ClassifiedStructure? result, string? error) in
                Classify(
                    inputs.Read(cancellation).Without(parsed.GetValue(Ignore)),
                    parsed.GetValue(OneSpecies),
                    classifier,
                    settings,
                    cancellation))
            {
                // A structure without a class is shown as one.
                if (error is not null && (result is null || json is not null))
                {
                    progress.Clear();
                    parsed.InvocationConfiguration.Error.WriteLine($"arise: {error}");
                }

                allGood &= error is null;
                if (result is null)
                {
                    csv?.Write(item.File, item.Frame, error!);
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

            isComplete = true;
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
        if (!isComplete)
        {
            string results = done == 1 ? "1 structure; its results are" : $"{done} structures; their results are";
            string sentence = $"interrupted after {results} complete.";
            if (csv is null && hidden is null)
                OutputPipe.TellInterrupted(parsed, sentence);
            else
                parsed.InvocationConfiguration.Error.WriteLine($"arise: {sentence}");
            return CommandLineApplication.Interrupted;
        }

        return allGood ? 0 : CommandLineApplication.Failure;
    }

    /// <summary>
    /// Classifies structures in their order; one that cannot be has an error. With one species the atoms count as
    /// alike, but keep their names in what is shown.
    /// </summary>
    private static IEnumerable<(StructureInputs.Item Item, ClassifiedStructure? Result, string? Error)> Classify(
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
                ? Answered(one.Item, new ClassifiedStructure(one.Item.File, one.Item.Frame, structure, result))
                : (one.Item, null, one.Error is null
                    ? one.Item.Error
                    : $"{one.Item.File}, frame {one.Item.Frame}: {one.Error.Message}"));

    private static (StructureInputs.Item Item, ClassifiedStructure? Result, string? Error) Answered(
        StructureInputs.Item item, ClassifiedStructure result) =>
        (item, result, result.Problem is { } problem ? $"{item.File}, frame {item.Frame}: {problem}." : null);
}
