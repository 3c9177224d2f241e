using System.CommandLine;
using System.CommandLine.Parsing;
using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Comparison;
using Arise.Files;
using Arise.Labeling;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise compare</c>: what do the usual methods say of each atom, and where do they differ?</summary>
internal static class CompareCommand
{
    private const string Labels = "arise";
    private const string Templates = "ptm";

    private static readonly Option<string[]?> Methods = ListOption.Create(
        "--methods",
        "NAMES",
        $"Methods to compare; there is csp, too (default: {string.Join(',', new ComparisonSettings().Methods)}).",
        Method);

    private static readonly Option<double?> Cutoff = CheckedOption.Create<double?>(
        "--cutoff",
        "Longest bond of cna, Angstrom (default: the middle between two shells of the sample).",
        null,
        cutoff => (new BaselineSettings { Cutoff = cutoff }).Validate());

    private static readonly Option<BondAngleVariant> BondAngles = new("--baa")
    {
        Description = "Decision tree of baa: the original one, which OVITO has, too, or that of LAMMPS.",
        HelpName = "original|lammps",
        DefaultValueFactory = _ => BondAngleVariant.Original,
    };

    private static readonly Option<int> Neighbors = CheckedOption.Create(
        "--csp-neighbors",
        "Number of neighbors for csp: 12 for fcc and hcp, 8 for bcc.",
        new BaselineSettings().CentrosymmetryNeighbors,
        neighbors => (new BaselineSettings { CentrosymmetryNeighbors = neighbors }).Validate());

    private static readonly Option<double> RmsdCutoff = CheckedOption.Create(
        "--rmsd-cutoff",
        "Largest deviation from its template of an atom that ptm names; hot crystals need 0.15.",
        new TemplateMatchingSettings().RmsdCutoff,
        cutoff =>
        {
            if (!double.IsFinite(cutoff))
                throw new ArgumentException($"An RMSD cutoff of {cutoff}: take a large number, such as 10, for none.");
            (new TemplateMatchingSettings { RmsdCutoff = cutoff }).Validate();
        });

    private static readonly Option<bool> Orientations = new("--orientations")
    {
        Description = "Write orientation and deformation gradient of every atom, too, as ptm finds them.",
    };

    private static readonly Option<string[]?> Candidates = ListOption.Create(
        "--candidates", "CLASSES", "Only these classes may be answers of arise, beside none.", text => text);

    private static readonly Option<bool> OneSpecies = SpeciesOptions.OneSpecies();

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "Model of atoms for arise: a file, or a shipped one (default: arise-atoms).",
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the answers do");

    private static readonly Option<StructureFormat?> Format = LabelCommand.FormatOption("compared");

    private static readonly Option<StructureFormat?> From = StructureInputOptions.Format(
        "--from", "Format of FILE, if neither name nor content tells it.", StructureFormat.All);

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    private static readonly Option<DirectoryInfo?> Out = new("--out")
    {
        Description = "Folder for the results (default: the name of FILE with -compare).",
    };

    private static readonly Option<bool> Overwrite = OverwriteOption.Create("older results in the folder");

    public static Command Create()
    {
        var inputs = new SeveralInputs(isSeries: true);
        var command = new Verb(
            "compare",
            "Ask several methods which structure every atom belongs to, and show where they differ.",
            """
            Methods: cna and acna (common neighbors with one cutoff, and adaptive), baa (bond angles), ptm
            (polyhedral template matching), diamond, csp (centrosymmetry), arise (the labels of 'arise label').
            Written to the folder: compared.xyz or compared.dump (the atoms with a column per method),
            compare.npz, counts.csv (shares per frame), agreement.csv (who says what where others say otherwise)
            and a figure. See docs/how-to/compare.md.

            Examples:
              arise compare melt.dump --species Al
              arise compare run.lammpstrj --methods acna,ptm,arise --rmsd-cutoff 0.15 --every 10
              arise compare iron.xyz --methods cna,baa,csp --cutoff 3.5 --baa lammps --csp-neighbors 8
            """);
        inputs.AddTo(command);
        foreach (Option option in (Option[])
        [
            Methods, Cutoff, BondAngles, Neighbors, RmsdCutoff, Orientations, Candidates, OneSpecies, Model, Threads,
            Format, From, Species, Out, Overwrite, FigureOptions.Dpi,
        ])
        {
            command.Add(option);
        }

        foreach ((Option option, string method) in ((Option, string)[])
        [
            (Cutoff, "cna"), (BondAngles, "baa"), (Neighbors, "csp"), (RmsdCutoff, Templates),
            (Orientations, Templates), (Candidates, Labels), (Model, Labels),
        ])
        {
            command.TakesOnlyWith(
                option, result => MethodsOf(result).Contains(method), $"'{method}' is not among the --methods");
        }

        command.TakesOnlyWith(
            OneSpecies,
            result => MethodsOf(result).Any(method => method is Templates or Labels),
            $"of the --methods only {Templates} and {Labels} see species");

        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, inputs, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, SeveralInputs names, CancellationToken cancellation)
    {
        var settings = new ComparisonSettings
        {
            Methods = parsed.GetValue(Methods) is { Length: > 0 } methods ? methods : new ComparisonSettings().Methods,
            Baselines = new BaselineSettings
            {
                Cutoff = parsed.GetValue(Cutoff),
                BondAngles = parsed.GetValue(BondAngles),
                CentrosymmetryNeighbors = parsed.GetValue(Neighbors),
            },
            Templates = new TemplateMatchingSettings { RmsdCutoff = parsed.GetValue(RmsdCutoff) },
            Orientations = parsed.GetValue(Orientations),
            Labels = new LabelSettings
            {
                Candidates = parsed.GetValue(Candidates) ?? [],
                OneSpecies = parsed.GetValue(OneSpecies),
            },
            Threads = parsed.GetValue(Threads),
        };
        settings.Validate();
        AtomLabeler? labeler = parsed.GetValue(Model) is { } model ? LabelCommand.Labeler(model) : null;
        StructureInputs inputs = names.Read(parsed, StructureInputOptions.Read(parsed, From, Species));
        DirectoryInfo folder = parsed.GetValue(Out) ?? names.DefaultFolder(parsed, "-compare");
        using IDisposable hold = new RunPaths()
            .ReadsAll(inputs.Files, "the input")
            .Reads(names.List(parsed), "the list of files")
            .Reads(parsed.GetValue(Model), "the model")
            .WritesFolder(
                folder.ToString(), "the results", ResultKind.Comparison, parsed.GetValue(Overwrite),
                LabelCommand.SizeOf(inputs.Files))
            .Hold();
        folder.Create();
        var run = new CompareRun(new MethodComparer(labeler), settings, parsed)
        {
            Format = parsed.GetValue(Format)
                ?? LabelCommand.FormatOf(inputs.Files is [var first, ..] ? first : null, parsed.GetValue(From)),
            Overwrite = parsed.GetValue(Overwrite),
        };
        return run.Run(inputs.Read(cancellation), () => inputs.Fraction, folder, cancellation);
    }

    private static IReadOnlyList<string> MethodsOf(CommandResult result) =>
        result.ValueOr(Methods, null) ?? new ComparisonSettings().Methods;

    private static string Method(string word)
    {
        try
        {
            (new ComparisonSettings { Methods = [word] }).Validate();
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException(ErrorText.Of(error, option: null), error);
        }

        return word;
    }
}
