using System.CommandLine;
using Arise.Explanation;
using Arise.Files;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting.Explanations;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise explain</c>: what differs between a sample and the nearest member of a class?</summary>
internal static class ExplainCommand
{
    private const int MostClasses = 20;

    private static readonly Argument<string> Input = new("FILE")
    {
        Description = "Structure file; - for standard input.",
    };

    private static readonly Option<int> Frame =
        PositiveInteger.Option("--frame", 1, "Which frame of the file, counted from 1.");

    private static readonly Option<int> Top = PositiveInteger.Option(
        "--top", 1, "Explain this many of the likeliest classes, the best fit first.", MostClasses);

    private static readonly Option<Prototype[]?> Classes = ListOption.Create(
        "--class", "CLASSES", "Explain these classes, without a model unless --top is given: fcc,hcp.", Find);

    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Write one JSON array to standard output instead of tables.",
    };

    private static readonly Option<DirectoryInfo?> Out = new("--out")
    {
        Description = "Folder for atoms with residuals, sites, figure and numbers; none by default.",
    };

    private static readonly Option<bool> Overwrite = OverwriteOption.Create("older results in the folder");

    private static readonly Option<StructureFormat?> Format = StructureInputOptions.Format(
        "--format", "Format of FILE, if neither name nor content tells it.", StructureFormat.All);

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    public static Command Create()
    {
        var command = new Verb(
            "explain",
            "Lay the crystal of the likeliest class over a sample, and tell what differs.",
            """
            The crystal of the class is fitted to the atoms: orientation, strain, axial ratios and free
            coordinates. Told are the member that fits best, the distance of the atoms from its sites, strain
            that no member has, foreign atoms, empty sites and atoms without a site. The fit needs no network:
            where two classes are close, --top 2 or --class is a second opinion. Of samples of more than 20000
            atoms those around the middle are explained. See docs/how-to/explain.md.

            Examples:
              arise explain crystal.cif
              arise explain slab.xyz --top 3
              arise explain run.lammpstrj --frame 20 --species Ni,Al --class B2,L1_0
              arise explain particle.xyz --class fcc --out particle-fcc
              arise explain POSCAR --json
            """)
        {
            Input, Frame, Top, Classes, Json, Out, Overwrite, Format, Species, FigureOptions.Dpi,
        };
        var prediction = new PredictionOptions(command);
        command.TakesOnlyWith(Overwrite, Out);
        foreach (Option option in prediction.OfModel)
        {
            command.TakesOnlyWith(
                option,
                result => !CommandRules.IsGiven(result, Classes) || CommandRules.IsGiven(result, Top),
                "--class without --top asks no model");
        }

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, prediction, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, PredictionOptions prediction, CancellationToken cancellation)
    {
        string input = parsed.GetValue(Input)!;
        bool overwrite = parsed.GetValue(Overwrite);
        DirectoryInfo? folder = parsed.GetValue(Out);
        using IDisposable hold = new RunPaths()
            .Reads(input, "the input")
            .ReadsModel(parsed, prediction)
            .WritesFolder(folder?.ToString(), "the results", ResultKind.Explanation, overwrite)
            .Hold();
        if (Read(parsed, input, cancellation) is not { } sample)
            return CommandLineApplication.Failure;
        Prototype[] chosen = parsed.GetValue(Classes) ?? [];
        int top = chosen.Length == 0 || parsed.GetResult(Top) is { Implicit: false } ? parsed.GetValue(Top) : 0;
        Classification? classification = top == 0
            ? null
            : prediction.Classifier(parsed).Classify(sample, prediction.Settings(parsed));
        Prototype[] likeliest =
            [.. classification?.Candidates.Select(one => one.Prototype).OfType<Prototype>().Take(top) ?? []];
        StructureExplanation[] explanations =
            [.. StructureExplanation.Compare(sample, [.. likeliest, .. chosen], cancellation)];
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        if (explanations.Length == 0)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: {VisibleText.Of(input)}: no atoms are in reach of each other; name a class with --class.");
            return CommandLineApplication.Failure;
        }

        if (folder is not null)
            ExplanationReport.Write(folder.ToString(), explanations, overwrite, FigureOptions.Read(parsed));
        if (parsed.GetValue(Json))
            ExplanationReport.WriteJson(parsed.InvocationConfiguration.Output, explanations);
        else
            ExplanationText.Write(output, input, explanations, classification, folder?.ToString());
        return 0;
    }

    private static AtomicStructure? Read(ParseResult parsed, string input, CancellationToken cancellation)
    {
        var inputs = new StructureInputs([input], StructureInputOptions.Read(parsed, Format, Species));
        if (inputs.Count > 1)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: {VisibleText.Of(input)}: this stands for {inputs.Count} files; name the one to explain.");
            return null;
        }

        int wanted = parsed.GetValue(Frame);
        int last = 0;
        foreach (StructureInputs.Item item in inputs.Read(cancellation))
        {
            if (item.Error is not null)
            {
                parsed.InvocationConfiguration.Error.WriteLine($"arise: {item.Error}");
                return null;
            }

            last = item.Frame;
            if (last == wanted)
                return item.Structure;
        }

        cancellation.ThrowIfCancellationRequested();
        string frames = last == 1 ? "1 frame" : $"{last} frames";
        parsed.InvocationConfiguration.Error.WriteLine(
            $"arise: {VisibleText.Of(input)}: the file has {frames}; --frame {wanted} is not among them.");
        return null;
    }

    private static Prototype Find(string name)
    {
        try
        {
            return PrototypeLibrary.Find(name);
        }
        catch (KeyNotFoundException error)
        {
            throw new ArgumentException(error.Message, error);
        }
    }
}
