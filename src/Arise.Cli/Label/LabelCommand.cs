using System.CommandLine;
using Arise.Descriptors;
using Arise.Files;
using Arise.Labeling;
using Arise.Networks.Models;
using Arise.Recognition;
using Arise.Sharding;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise label</c>: which crystal does each atom belong to?</summary>
internal static class LabelCommand
{
    private static readonly Option<string[]?> Candidates = ListOption.Create(
        "--candidates", "CLASSES", "Only these classes may be answers, beside none: fcc,bcc,hcp.", text => text);

    private static readonly Option<bool> OneSpecies = SpeciesOptions.OneSpecies();

    private static readonly Option<ChemicalElement[]?> Ignore = SpeciesOptions.Ignore();

    private static readonly Option<double> MinimumProbability = CheckedOption.Create(
        "--min-probability",
        "Atoms whose class is less probable than this get none.",
        0.0,
        least => (new LabelSettings { MinimumProbability = least }).Validate());

    private static readonly Option<bool> Fast = new("--fast")
    {
        Description = "Use the model that averages over fewer neighbors: faster, less sure in hot crystals.",
    };

    private static readonly Option<string?> Model = new("--model")
    {
        Description = "Model of atoms: a file, or a shipped one (default: arise-atoms).",
    };

    private static readonly Option<int> Passes = CheckedOption.Create(
        "--passes",
        "Stochastic passes for the mutual information of every atom (0 for none; slow).",
        0,
        passes => (new LabelSettings { Passes = passes }).Validate());

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of the passes; the same seed gives the same answer.",
        DefaultValueFactory = _ => 0,
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the labels do");

    private static readonly Option<StructureFormat?> Format = FormatOption("labeled");

    private static readonly Option<StructureFormat?> From = StructureInputOptions.Format(
        "--from", "Format of FILE, if neither name nor content tells it.", StructureFormat.All);

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    private static readonly Option<DirectoryInfo?> Out = new("--out")
    {
        Description = "Folder for the results (default: the name of FILE with -labels).",
    };

    private static readonly Option<bool> Overwrite = OverwriteOption.Create("older results in the folder");

    private static readonly SlurmOptions Slurm = new();

    private static readonly Option<Shard?> OfShards = ShardOption.Create("frames");

    public static Command Create()
    {
        var inputs = new SeveralInputs(isSeries: true);
        var command = new Verb(
            "label",
            "Label every atom with the crystal structure it belongs to, in every frame of a trajectory.",
            """
            Every atom is recognized by its environment within the whole sample. Written to the folder:
            labeled.xyz or labeled.dump (the atoms with structure_type, which OVITO colors, class_label,
            probability, entropy and local_scale), labels.npz, frames.csv (shares per frame), regions.csv
            (connected regions, twin planes, stacking faults) and a figure. See docs/how-to/label.md.

            Examples:
              arise label melt.dump --species Al
              arise label run.lammpstrj --every 10 --out run-labels
              arise label "frames/*.xyz" --candidates fcc,hcp,bcc --min-probability 0.7
              arise label alloy.xyz --one-species --ignore H,C --format dump
              arise label big.dump.gz --species Ni,Al --fast --frames 1:5
              arise label run.lammpstrj --out run-labels --shard 2/8
            """);
        inputs.AddTo(command);
        foreach (Option option in (Option[])
        [
            Candidates, OneSpecies, Ignore, MinimumProbability, Fast, Model, Passes, Seed, Threads, Format, From,
            Species, Out, Overwrite, OfShards, FigureOptions.Dpi,
        ])
        {
            command.Add(option);
        }

        Slurm.AddTo(command, OfShards);
        command.TakesOnlyWith(
            Seed, result => result.ValueOr(Passes, 0) > 0, "without --passes nothing is drawn at random");
        command.Validators.Add(result =>
        {
            if (result.GetResult(Fast) is not null && result.GetResult(Model) is not null)
                result.AddError("--fast names a model, and so does --model; give one of them.");
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, inputs, cancellation)));
        return command;
    }

    /// <summary>The option --format.</summary>
    /// <param name="participle">What was done to the atoms: "labeled".</param>
    internal static Option<StructureFormat?> FormatOption(string participle) => new("--format")
    {
        Description = $"Format of the {participle} atoms: extended XYZ or LAMMPS dump (default: dump if FILE is one).",
        HelpName = "xyz|dump",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            switch (given)
            {
                case "xyz" or "extxyz":
                    return StructureFormat.ExtendedXyz;
                case "dump" or "lammps-dump":
                    return StructureFormat.LammpsDump;
                default:
                    argument.AddError($"--format {given}: it must be xyz or dump; --from tells the format of FILE.");
                    return null;
            }
        },
    };

    private static int Run(ParseResult parsed, SeveralInputs names, CancellationToken cancellation)
    {
        var settings = new LabelSettings
        {
            Candidates = parsed.GetValue(Candidates) ?? [],
            OneSpecies = parsed.GetValue(OneSpecies),
            Ignore = parsed.GetValue(Ignore) ?? [],
            MinimumProbability = parsed.GetValue(MinimumProbability),
            Passes = parsed.GetValue(Passes),
            Seed = parsed.GetValue(Seed),
            Threads = parsed.GetValue(Threads),
        };
        string modelName = parsed.GetValue(Model) ?? (parsed.GetValue(Fast) ? "arise-atoms-fast" : "arise-atoms");
        AtomLabeler labeler = parsed.GetValue(Model) is { } model ? Labeler(model)
            : parsed.GetValue(Fast) ? AtomLabeler.Fast : AtomLabeler.Default;
        StructureInputs inputs = names.Read(parsed, StructureInputOptions.Read(parsed, From, Species));
        DirectoryInfo folder = parsed.GetValue(Out) ?? names.DefaultFolder(parsed, "-labels");
        RunPaths paths = new RunPaths()
            .ReadsAll(inputs.Files, "the input")
            .Reads(names.List(parsed), "the list of files")
            .Reads(parsed.GetValue(Model), "the model");
        Func<RunRecord> record =
            () => RunRecord.Of(CommandLine.Of(parsed), inputs.Files, ShippedModels.Find(modelName));
        if (Slurm.AreGiven(parsed))
            return Slurm.Run(parsed, folder.ToString());
        if (parsed.GetValue(OfShards) is { } shard)
        {
            return PartRun.Run(
                parsed, shard, folder.ToString(), paths, record, parsed.GetValue(Overwrite),
                part => MakePart(new LabelParts(labeler), part, shard));
        }

        using IDisposable hold = paths
            .WritesFolder(
                folder.ToString(), "the results", ResultKind.Labels, parsed.GetValue(Overwrite), SizeOf(inputs.Files))
            .Hold();
        folder.Create();
        var run = new LabelRun(labeler, settings, parsed)
        {
            Format = parsed.GetValue(Format)
                ?? FormatOf(inputs.Files is [var first, ..] ? first : null, parsed.GetValue(From)),
            Overwrite = parsed.GetValue(Overwrite),
        };
        RunRecord what = record();
        int exitCode = run.Run(inputs.Read(cancellation), () => inputs.Fraction, folder, cancellation);
        if (exitCode != CommandLineApplication.Interrupted)
            what.AddTo(folder.FullName);
        return exitCode;

        void MakePart(LabelParts parts, Part part, Shard shard)
        {
            using var progress = new RunningProgress(hasAnswers: false);
            int count = 0;
            foreach ((StructureInputs.Item item, _, AriseException? error) in parts.Make(
                inputs.Read(cancellation), item => item.Structure, part, shard, settings, null, cancellation))
            {
                progress.Clear();
                if (error is not null)
                {
                    string reason = ErrorText.Of(error, parsed.CommandResult.Command);
                    parsed.InvocationConfiguration.Error.WriteLine(
                        $"arise: {item.File}, frame {item.Frame}: {reason}");
                }

                progress.Report(++count, inputs.Fraction);
            }
        }
    }

    /// <summary>The labeler with the model of a file, or a shipped one.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or no model of atoms.</exception>
    internal static AtomLabeler Labeler(string model)
    {
        BayesianNetwork network = ShippedModels.Find(model);
        try
        {
            return new AtomLabeler(network);
        }
        catch (DescriptorException error)
        {
            throw new ModelFormatException(model, error.Message, error);
        }
    }

    /// <summary>
    /// As the input was; other formats have no place for labels. A pipe cannot be looked into beforehand.
    /// </summary>
    internal static StructureFormat FormatOf(string? file, StructureFormat? told)
    {
        StructureFormat? format = told ?? (File.Exists(file) ? StructureFile.FormatOf(file) : null);
        return format == StructureFormat.LammpsDump ? format : StructureFormat.ExtendedXyz;
    }

    /// <summary>The atoms are written as they were read, and some columns more.</summary>
    internal static long SizeOf(IEnumerable<string> files) =>
        files.Where(File.Exists).Sum(file => new FileInfo(file).Length);
}
