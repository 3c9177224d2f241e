using System.CommandLine;
using System.Globalization;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Reporting.Maps;
using Arise.Sharding;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise map</c>: which crystal structure is where in a large sample?</summary>
internal static class MapCommand
{
    private const string StateName = "map.state";

    // A line of atoms.xyz with its labels.
    private const int BytesPerAtom = 200;

    private static readonly Option<bool> AllFrames = new("--all-frames")
    {
        Description = "Map every frame of a trajectory; otherwise the first, or those of --frames and --every.",
    };

    private static readonly Option<bool> KeepMaps = new("--maps")
    {
        Description = "Of several structures: write every map, not only the comparison.",
    };

    private static readonly Option<int> Refine = new("--refine")
    {
        Description = "Begin with every Nth box (2, 4, 8, ...); refine where needed.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number is >= 1 and <= 1024 && int.IsPow2(number))
                return number;
            argument.AddError($"--refine {given}: it must be 1, 2, 4, 8, ... up to 1024.");
            return 1;
        },
    };

    private static readonly Option<int?> Hidden = new("--hidden")
    {
        Description = "Keep this hidden layer of the model, so that 'arise explore FOLDER' need not classify again.",
        HelpName = "LAYER",
        Validators =
        {
            result =>
            {
                if (result.Tokens is [{ Value: var text }] && text.TrimStart('-').All(char.IsAsciiDigit)
                    && !(int.TryParse(text, CultureInfo.InvariantCulture, out int given) && given > 0))
                {
                    result.AddError($"--hidden {text}: layers are numbered from 1.");
                }
            },
        },
    };

    private static readonly Option<bool> OneSpecies = SpeciesOptions.OneSpecies();

    private static readonly Option<ChemicalElement[]?> Ignore = SpeciesOptions.Ignore();

    private static readonly Option<DirectoryInfo?> Out = new("--out")
    {
        Description = "Folder for the results (default: the name of FILE with -map).",
    };

    private static readonly Option<bool> Overwrite = OverwriteOption.Create("older results in the folder");

    private static readonly Option<bool> Resume = new("--resume")
    {
        Description = "Go on with an interrupted map; give the same options as before.",
    };

    private static readonly SlurmOptions Slurm = new();

    private static readonly Option<Shard?> OfShards = ShardOption.Create("boxes");

    private static readonly Option<StructureFormat?> Format = StructureInputOptions.Format(
        "--format", "Format of the file, if neither name nor content tells it.", StructureFormat.All);

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    public static Command Create()
    {
        var inputs = new SeveralInputs();
        var command = new Verb(
            "map",
            "Map a large sample: the crystal structure in every box of a grid.",
            """
            Boxes slide over the sample; the atoms in each are classified as by 'arise classify', and may be none
            of the known types: a melt, a boundary. Written to the folder: map.npz (numpy), map.vti (ParaView),
            map.vtk, atoms.xyz (OVITO), figures, summary and manifest. For a label of every atom see
            'arise label'. Lengths are in the unit of the file. See docs/how-to/map.md.

            Examples:
              arise map polycrystal.xyz
              arise map "anneal/*.xyz" --box 12 --stride 2 --out anneal
              arise map polycrystal.xyz --hidden 2
              arise map alloy.xyz --one-species --ignore H
              arise map slab.xyz --box 16 --stride 1,1,16 --padding 0.5,0.5,0 --min-atoms 51 --mode exact
              arise map run.dump.gz --species Ni,Al --box 16 --stride 3 --refine 8 --out superalloy
              arise map run.dump.gz --species Ni,Al --box 16 --stride 3 --refine 8 --out superalloy --resume
              arise map large.dump --box 16 --stride 4 --out large --shard 2/8
              arise map large.dump --box 16 --stride 4 --out large --slurm 8 --time 2:00:00
            """);
        inputs.AddTo(command);
        foreach (Option option in (Option[])
        [
            BoxOptions.Box, BoxOptions.Stride, BoxOptions.Padding, BoxOptions.MinimumAtoms,
            Refine, Hidden, BoxOptions.NoWrap, OneSpecies, Ignore, AllFrames, KeepMaps, Out, Overwrite, Resume,
            OfShards, FigureOptions.Dpi, FigureOptions.InformationMaximum,
        ])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(Hidden) is not null
                && result.GetResult(Refine) is { Implicit: false, Tokens: [{ Value: not "1" }] })
                result.AddError("--hidden: layers are not interpolated between boxes; leave --refine out.");
        });
        Slurm.AddTo(command, OfShards);
        command.Validators.Add(result =>
        {
            if (!CommandRules.IsGiven(result, OfShards) && !Slurm.AreGiven(result))
                return;
            if (CommandRules.IsGiven(result, Resume))
                result.AddError("--resume would have no effect: a shard goes on by itself.");
            if (result.ValueOr(Refine, 1) != 1)
            {
                result.AddError(
                    "--refine decides by the neighbors of a box whether it is classified, so that shards would need "
                    + "each other; leave --refine or --shard out.");
            }

            if (CommandRules.IsGiven(result, AllFrames) || inputs.IsOfFrames(result))
                result.AddError("--shard deals out the boxes of one structure; give every frame a map of its own.");
        });
        var prediction = new PredictionOptions(command, PredictionMode.Adaptive);
        command.Add(Format);
        command.Add(Species);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, inputs, prediction, cancellation)));
        return command;
    }

    private static int Run(
        ParseResult parsed, SeveralInputs names, PredictionOptions prediction, CancellationToken cancellation)
    {
        StructureClassifier classifier = prediction.Classifier(parsed);
        var mapper = new StructureMapper(classifier, prediction.ModelName(parsed));
        int layers = classifier.Network.Architecture.HiddenSizes.Length;
        if (parsed.GetValue(Hidden) is { } hidden && hidden > layers)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: --hidden {hidden}: the model has {layers} hidden layers.");
            return CommandLineApplication.WrongUsage;
        }

        StructureInputs inputs = names.Read(parsed, StructureInputOptions.Read(parsed, Format, Species));
        DirectoryInfo folder = parsed.GetValue(Out) ?? names.DefaultFolder(parsed, "-map");
        bool resume = parsed.GetValue(Resume), overwrite = parsed.GetValue(Overwrite);
        bool ofFrames = parsed.GetValue(AllFrames) || names.IsOfFrames(parsed);
        bool isSeries = inputs.Count > 1 || ofFrames;
        if (parsed.GetValue(KeepMaps) && !isSeries)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: {KeepMaps.Name} would have no effect: it is for several structures, and this is one.");
            return CommandLineApplication.WrongUsage;
        }

        RunPaths paths = new RunPaths()
            .ReadsAll(inputs.Files, "the sample")
            .Reads(names.List(parsed), "the list of files")
            .ReadsModel(parsed, prediction);
        Func<RunRecord> record = () => RunRecord.Of(CommandLine.Of(parsed), inputs.Files, classifier.Network);
        if (isSeries && Slurm.AreGiven(parsed))
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                "arise: --slurm deals out the boxes of one structure; give every file a map of its own.");
            return CommandLineApplication.WrongUsage;
        }

        if (Slurm.AreGiven(parsed))
            return Slurm.Run(parsed, folder.ToString());
        if (parsed.GetValue(OfShards) is { } shard)
        {
            if (isSeries)
            {
                parsed.InvocationConfiguration.Error.WriteLine(
                    "arise: --shard deals out the boxes of one structure; give every file a map of its own.");
                return CommandLineApplication.WrongUsage;
            }

            return PartRun.Run(parsed, shard, folder.ToString(), paths, record, overwrite, part =>
                CountedProgress.RunSteps(progress => new MapParts(mapper).Make(
                    PlanOf(FirstOf(parsed, inputs, cancellation)), part, shard, progress, cancellation)));
        }

        using IDisposable hold = paths
            .WritesFolder(
                folder.ToString(),
                "the results",
                isSeries ? ResultKind.MapSeries : ResultKind.Map,
                overwrite)
            .Hold();
        folder.Create();
        if (isSeries)
        {
            IEnumerable<StructureInputs.Item> items =
                inputs.Read(cancellation).Without(parsed.GetValue(Ignore)).Where(
                    item => item.Frame == 1 || item.Error is not null || ofFrames);
            var runner = new MapSeriesRunner(mapper, folder.FullName)
            {
                Resume = resume,
                KeepMaps = parsed.GetValue(KeepMaps),
                Overwrite = overwrite,
                Figures = FigureOptions.Read(parsed),
            };
            RunRecord series = record();
            int code = new MapSeriesRun(runner, folder, parsed).Run(
                items, first => Settings(parsed, prediction.Settings(parsed), first), cancellation);
            if (code != CommandLineApplication.Interrupted)
                series.AddTo(folder.FullName);
            return code;
        }

        RunRecord run = record();
        MapPlan plan;
        try
        {
            plan = PlanOf(FirstOf(parsed, inputs, cancellation));
        }
        catch (MapException error) when (error.File.Length == 0)
        {
            parsed.InvocationConfiguration.Error.WriteLine($"arise: {error.Message}");
            return CommandLineApplication.Failure;
        }
        catch (ArgumentException error)
        {
            parsed.InvocationConfiguration.Error.WriteLine(
                $"arise: {ErrorText.Of(error, parsed.CommandResult.Command)}");
            return CommandLineApplication.WrongUsage;
        }

        int exitCode = RunOne(
            plan, mapper, folder, resume, overwrite, FigureOptions.Read(parsed), parsed, cancellation);
        if (exitCode != CommandLineApplication.Interrupted)
            run.AddTo(folder.FullName);
        return exitCode;

        MapPlan PlanOf(StructureInputs.Item input)
        {
            MapSettings settings = Settings(parsed, prediction.Settings(parsed), input.Structure!);
            NetworkArchitecture model = classifier.Network.Architecture;
            MapPlan laid = Interruptible.Call(
                () => new MapPlan(input.Structure!, settings, model) { Input = input.File }, cancellation);
            laid.RequireMemory(model);
            return laid;
        }
    }

    private static StructureInputs.Item FirstOf(
        ParseResult parsed, StructureInputs inputs, CancellationToken cancellation)
    {
        StructureInputs.Item first = inputs.Read(cancellation).Without(parsed.GetValue(Ignore)).First();
        return first.Structure is not null ? first : throw new MapException("", first.Error!);
    }

    private static int RunOne(
        MapPlan plan,
        StructureMapper mapper,
        DirectoryInfo folder,
        bool resume,
        bool overwrite,
        FigureSettings figures,
        ParseResult parsed,
        CancellationToken cancellation)
    {
        TextWriter output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
        if (MergeConfiguration.PartsOf(parsed) is { } parts)
        {
            CrystalMap merged = new MapParts(mapper).Merge(plan, parts);
            MapSummary? found = null;
            CountedProgress.RunSteps(progress => found = MapReport.Write(
                merged, folder.FullName, overwrite, progress, figures, cancellation));
            found!.WriteText(output);
            output.WriteLine($"\nwritten to {folder}");
            return found.BoxesClassified == 0 ? CommandLineApplication.Failure : 0;
        }

        BayesianNetwork network = mapper.Classifier.Network;
        string path = Path.Combine(folder.FullName, StateName);
        if (overwrite && !resume)
            File.Delete(path);
        long bytes = plan.MemoryBytes(network.Architecture) + (BytesPerAtom * plan.Structure.Count);
        new RunPaths().WritesFolder(folder.ToString(), "the results", ResultKind.Map, overwrite: true, bytes).Check();
        RequireState(path, resume);
        using MapState state = resume ? MapState.Resume(path, plan, network) : MapState.Create(path, plan, network);
        MapPlanText.Write(plan, mapper, output);
        CrystalMap? map = null;
        MapSummary? summary = null;
        try
        {
            CountedProgress.RunSteps(progress => map = mapper.Map(plan, state, progress, cancellation));
            CountedProgress.RunSteps(progress =>
                summary = MapReport.Write(
                    map!, folder.FullName, overwrite, progress, figures, cancellation));
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"arise: interrupted; the boxes done are kept in {folder}. Give the same command "
                + "with --resume to go on.");
            return CommandLineApplication.Interrupted;
        }

        state.Delete();
        output.WriteLine();
        summary!.WriteText(output);
        if (summary.BoxesClassified == 0)
        {
            output.WriteLine($"\nwritten to {folder}");
            return CommandLineApplication.Failure;
        }

        MapTimes times = map!.Times;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{times.Wall.TotalSeconds:F1} s for {times.Boxes} boxes, {times.Rate:F0} per second (descriptor "
            + $"{100 * (times.Descriptor / times.Total):F0} %, network {100 * (times.Network / times.Total):F0} %); "
            + $"written to {folder}"));
        return 0;
    }

    private static MapSettings Settings(
        ParseResult parsed, PredictionSettings prediction, AtomicStructure structure) =>
        BoxOptions.Settings(parsed, prediction, structure) with
        {
            OneSpecies = parsed.GetValue(OneSpecies),
            Coarseness = parsed.GetValue(Refine),
            HiddenLayer = parsed.GetValue(Hidden),
        };

    private static void RequireState(string path, bool resume)
    {
        if (File.Exists(path) && !resume)
        {
            throw new MapException(
                path, "an interrupted map lies here; go on with --resume, or start anew with --overwrite.");
        }

        if (resume && !File.Exists(path))
            throw new MapException(path, "there is no interrupted map to resume; start without --resume.");
    }
}
