using System.CommandLine;
using System.Globalization;
using Arise.Exploration;
using Arise.Mapping;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting.Exploration;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise explore</c>: what does the network tell apart beyond its classes?</summary>
internal static class ExploreCommand
{
    // A twentieth of the points, but not fewer than the usual default.
    private const int ClustersAtMost = 20;

    private static readonly Argument<string[]> Inputs = new("INPUT")
    {
        Description = "A folder of 'arise map', a structure file, or with --structures several.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Structures = new("--structures")
    {
        Description = "Every structure (file, frame) is a point, not every box of one.",
    };

    private static readonly Option<int> Layer = CheckedOption.Create(
        "--layer", "Hidden layer of the network: 1, 2 or 3.", 2, layer =>
        {
            if (layer is < 1 or > 3)
                throw new ArgumentException($"--layer {layer}: it must be 1, 2 or 3.");
        });

    private static readonly Option<HiddenValues> Values = Choice(
        "--values",
        "Values of the layer, before the rectifier or after it.",
        ("pre-activations", HiddenValues.PreActivations),
        ("activations", HiddenValues.Activations));

    private static readonly Option<string[]> Classes = new("--class")
    {
        Description = "Only points of this class (label or name); may be repeated.",
        HelpName = "NAME",
    };

    private static readonly Option<double> MinimumProbability = CheckedOption.Create(
        "--min-probability",
        "Only points whose class is at least so probable.",
        0.0,
        share => (new ExplorationSettings { MinimumProbability = share }).Validate());

    private static readonly Option<int?> MinClusterSize = new("--min-cluster-size")
    {
        Description = "Points that make a cluster (default: a twentieth of all, at least 5).",
        HelpName = "N",
        Validators = { result => AtLeast(result, 2) },
    };

    private static readonly Option<int?> MinSamples = new("--min-samples")
    {
        Description = "Neighbours that make a dense region (default: --min-cluster-size).",
        HelpName = "N",
        Validators = { result => AtLeast(result, 1) },
    };

    private static readonly Option<ClusterSelectionMethod> Method = Choice(
        "--method",
        "Clusters that persist longest (excess of mass), or the smallest.",
        ("eom", ClusterSelectionMethod.ExcessOfMass),
        ("leaf", ClusterSelectionMethod.Leaf));

    private static readonly Option<double> Epsilon = CheckedOption.Create(
        "--epsilon",
        "Clusters closer than this are not taken apart.",
        0.0,
        epsilon => (new HdbscanSettings { SelectionEpsilon = epsilon }).Validate());

    private static readonly Option<bool> JoinOutliers = new("--join-outliers")
    {
        Description = "An outlier joins its likeliest cluster if its membership is 10 % or more.",
    };

    private static readonly Option<int> Neighbors = CheckedOption.Create(
        "--neighbors",
        "Neighbours that the embedding keeps: few for detail, many for the whole.",
        new UmapSettings().Neighbors,
        neighbors => (new UmapSettings { Neighbors = neighbors }).Validate());

    private static readonly Option<double> MinDistance = CheckedOption.Create(
        "--min-dist",
        "How close points may come in the embedding, 0 to 1.",
        new UmapSettings().MinDistance,
        distance => (new UmapSettings { MinDistance = distance }).Validate());

    private static readonly Option<int> Components = CheckedOption.Create(
        "--components",
        "Dimensions of the embedding, 2 or 3.",
        new UmapSettings().Components,
        components => (new UmapSettings { Components = components }).Validate());

    private static readonly Option<bool> NoEmbedding = new("--no-embedding") { Description = "Clusters only." };

    private static readonly Option<ScanOption.Range[]> Scan = ScanOption.Create();

    private static readonly Option<DirectoryInfo?> Out = new("--out")
    {
        Description = "Folder for the results (default: the name of INPUT with -explore).",
    };

    private static readonly Option<StructureFormat?> Format = StructureInputOptions.Format(
        "--format", "Format of the files, if neither name nor content tells it.", StructureFormat.All);

    private static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    public static Command Create()
    {
        var command = new Verb(
            "explore",
            "Clusters and an embedding of what the network sees: unsupervised analysis of a sample.",
            """
            The boxes of a map (or many structures) are points in the space of a hidden layer. HDBSCAN finds
            clusters and outliers, UMAP an embedding; a table tells what the points of each cluster have in
            common. Written to the folder: clusters.csv, points.csv, explore.npz (numpy), figures, atoms.xyz,
            summary and manifest. A scan writes scan.csv only. See docs/exploration.md.

            Examples:
              arise explore polycrystal-map --min-cluster-size 500
              arise explore slab.xyz --box 16 --stride 1,1,16 --scan min_cluster_size=25,100,500
              arise explore particle.xyz --box 12 --stride 2 --class L1_0 --join-outliers
              arise explore --structures "frames/*.xyz" --layer 3 --neighbors 100 --min-dist 0.9
            """)
        {
            Inputs, Structures, Layer, Values, Classes, MinimumProbability, MinClusterSize, MinSamples, Method, Epsilon,
            JoinOutliers, Neighbors, MinDistance, Components, NoEmbedding, Scan, Out,
        };
        foreach (Option option in BoxOptions.All)
            command.Add(option);
        command.Validators.Add(result =>
        {
            string[] inputs = result.GetValue(Inputs) ?? [];
            bool structures = result.GetValue(Structures);
            if (inputs.Length > 1 && !structures)
                result.AddError("Several inputs are explored together with --structures only.");
            string? owner = structures ? "--structures has no boxes"
                : inputs.Any(Directory.Exists) ? "a folder of 'arise map' has its own boxes" : null;
            foreach (Option option in BoxOptions.All)
            {
                if (owner is not null && result.GetResult(option) is { Implicit: false })
                    result.AddError($"{option.Name}: {owner}.");
            }
        });
        var prediction = new PredictionOptions(command, PredictionMode.Adaptive);
        command.Add(Format);
        command.Add(Species);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, prediction, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, PredictionOptions options, CancellationToken cancellation)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        (TextWriter output, TextWriter errors) =
            (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        string[] inputs = parsed.GetValue(Inputs)!;
        bool structures = parsed.GetValue(Structures);
        MapFolder? folder = !structures && Directory.Exists(inputs[0]) ? new MapFolder(inputs[0]) : null;
        string model = folder is not null && parsed.GetValue(options.Model) is null
            ? folder.Model
            : options.ModelName(parsed);
        StructureClassifier classifier = folder is not null && parsed.GetValue(options.Model) is null
            ? new StructureClassifier(ShippedModels.Find(model))
            : options.Classifier(parsed);
        folder?.Require(classifier.Network);
        PredictionSettings prediction = options.Settings(parsed);
        if (folder is not null && parsed.GetResult(options.Seed) is not { Implicit: false })
            prediction = prediction with { Seed = folder.Seed };
        ExplorationSettings settings;
        ExplorationSample? sample;
        bool allGood = true;
        try
        {
            settings = Settings(parsed, classifier.Network, prediction);
            sample = structures
                ? OfStructures(parsed, classifier, prediction, settings, ref allGood, cancellation)
                : OfMap(parsed, folder, classifier, prediction, settings, cancellation);
        }
        catch (ArgumentException error)
        {
            errors.WriteLine($"arise: {error.Message}");
            return CommandLineApplication.WrongUsage;
        }

        if (sample is null)
            return CommandLineApplication.Failure;
        RequirePoints(sample, settings);
        int size = parsed.GetValue(MinClusterSize) ?? Math.Max(sample.Points.Count / ClustersAtMost, 5);
        settings = settings with { Clustering = settings.Clustering with { MinClusterSize = size } };
        DirectoryInfo results = parsed.GetValue(Out) ?? new DirectoryInfo(DefaultFolder(inputs[0]));
        if (parsed.GetValue(Scan) is { Length: > 0 } ranges)
        {
            IReadOnlyList<HdbscanSettings> tried = ScanOption.Settings(ranges, settings.Clustering);
            IReadOnlyList<ClusterScanRow> rows = [];
            CountedProgress.Run("settings", tried.Count, progress =>
                rows = Explorer.Scan(sample, tried, progress, cancellation));
            results.Create();
            ExplorationReport.Write(sample, rows, results.FullName);
            output.WriteLine();
            ExplorationSummaryText.Write(sample, rows, output);
        }
        else
        {
            ExplorationResult? result = null;
            CountedProgress.Run("embedding, %", 100, progress => result = Explorer.Explore(
                sample, settings, new Percent(progress), cancellation));
            results.Create();
            var manifest = new ExplorationManifest(inputs, model, started);
            ExplorationReport.Write(result!, classifier.Network, prediction, manifest, results.FullName);
            output.WriteLine();
            ExplorationSummaryText.Write(result!, output);
        }

        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(DateTimeOffset.UtcNow - started).TotalSeconds:F1} s; written to {results}"));
        return allGood ? 0 : CommandLineApplication.Failure;
    }

    private static ExplorationSettings Settings(
        ParseResult parsed, BayesianNetwork network, PredictionSettings prediction)
    {
        int layer = parsed.GetValue(Layer), layers = network.Architecture.HiddenSizes.Length;
        if (layer > layers)
            throw new ArgumentException($"--layer {layer}: the model has {layers} hidden layers.");
        int[] classes = [.. (parsed.GetValue(Classes) ?? []).Select(name => ClassIndex(name, network))];
        return new ExplorationSettings
        {
            Layer = layer,
            Values = parsed.GetValue(Values),
            Classes = classes.Length > 0 ? classes.ToHashSet() : null,
            MinimumProbability = parsed.GetValue(MinimumProbability),
            Clustering = new HdbscanSettings
            {
                MinSamples = parsed.GetValue(MinSamples),
                Method = parsed.GetValue(Method),
                SelectionEpsilon = parsed.GetValue(Epsilon),
                Threads = prediction.Threads,
            },
            JoinShare = parsed.GetValue(JoinOutliers) ? 0.1 : null,
            Embedding = parsed.GetValue(NoEmbedding) ? null : new UmapSettings
            {
                Neighbors = parsed.GetValue(Neighbors),
                MinDistance = parsed.GetValue(MinDistance),
                Components = parsed.GetValue(Components),
                Seed = prediction.Seed,
            },
            Threads = prediction.Threads,
        };
    }

    // The labels of the model first: it may have classes of its own.
    private static int ClassIndex(string name, BayesianNetwork network)
    {
        string[] labels = [.. network.Metadata.ClassLabels];
        int index = Array.FindIndex(labels, label => label.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
            return index;
        try
        {
            index = Array.IndexOf(labels, PrototypeLibrary.Find(name).Label);
        }
        catch (KeyNotFoundException error)
        {
            throw new ArgumentException($"--class {name}: {error.Message}");
        }

        return index >= 0 ? index : throw new ArgumentException($"--class {name}: the model does not know this class.");
    }

    private static ExplorationSample? OfMap(
        ParseResult parsed,
        MapFolder? folder,
        StructureClassifier classifier,
        PredictionSettings prediction,
        ExplorationSettings settings,
        CancellationToken cancellation)
    {
        AtomicStructure? structure = folder?.Structure;
        string name = parsed.GetValue(Inputs)![0];
        if (folder is null)
        {
            StructureReadOptions read = StructureInputOptions.Read(parsed, Format, Species);
            StructureInputs.Item input = new StructureInputs([name], read).Read().First();
            if (input.Structure is null)
                parsed.InvocationConfiguration.Error.WriteLine($"arise: {input.Error}");
            structure = input.Structure;
        }

        if (structure is null)
            return null;
        MapSettings boxes = folder?.Settings(prediction) ?? BoxOptions.Settings(parsed, prediction, structure);
        var plan = new MapPlan(
            structure, boxes with { HiddenLayer = settings.Layer, HiddenValues = settings.Values });
        var mapper = new StructureMapper(classifier);
        MapCommand.RequireMemory(plan, classifier.Network);
        MapPlanText.Write(plan, mapper, name, parsed.InvocationConfiguration.Output);
        string places = plan.Places is BoxGrid ? "boxes" : "atoms";
        CrystalMap? map = null;
        CountedProgress.Run(places, plan.Boxes.Length, progress =>
            map = mapper.Map(plan, null, progress, cancellation));
        return ExplorationSample.OfMap(map!, settings, cancellation);
    }

    private static ExplorationSample OfStructures(
        ParseResult parsed,
        StructureClassifier classifier,
        PredictionSettings prediction,
        ExplorationSettings settings,
        ref bool allGood,
        CancellationToken cancellation)
    {
        var inputs = new StructureInputs(parsed.GetValue(Inputs)!, StructureInputOptions.Read(parsed, Format, Species));
        var builder = new ExplorationSample.Builder(classifier.Network.Metadata.ClassLabels, settings);
        PredictionSettings kept = prediction with { KeepHidden = true };
        using var progress = new RunningProgress();
        foreach (List<StructureInputs.Item> batch in ClassifyCommand.Batches(inputs.Read()))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((ClassifiedStructure? result, string? error) in ClassifyCommand.Classify(batch, classifier, kept))
            {
                if (result is not null)
                {
                    builder.Add(result);
                    continue;
                }

                allGood = false;
                progress.Clear();
                parsed.InvocationConfiguration.Error.WriteLine($"arise: {error}");
            }

            progress.Report(builder.Candidates, inputs.Fraction);
        }

        return builder.Build();
    }

    private static void RequirePoints(ExplorationSample sample, ExplorationSettings settings)
    {
        if (sample.Points.Count > 0)
            return;
        throw new ExplorationException(sample.Candidates == 0
            ? $"No {sample.Unit} with a prediction: take larger boxes or a smaller --min-atoms."
            : $"None of {sample.Candidates} {sample.Unit} passes the filters"
                + (settings.Classes is null ? "." : "; leave --class out to see which classes there are."));
    }

    private static string DefaultFolder(string input)
    {
        string name = input == "-" ? "stdin" : Path.GetFileName(Path.TrimEndingDirectorySeparator(input));
        int dot = Directory.Exists(input) ? -1 : name.IndexOf('.', 1);
        name = (dot > 0 ? name[..dot] : name).Replace("*", "", StringComparison.Ordinal)
            .Replace("?", "", StringComparison.Ordinal);
        return $"{(name.Length > 0 ? name : "structures")}-explore";
    }

    private static Option<T> Choice<T>(
        string name, string description, params (string Word, T Value)[] choices) => new(name)
    {
        Description = $"{description} (default: {choices[0].Word})",
        HelpName = string.Join('|', choices.Select(choice => choice.Word)),
        DefaultValueFactory = _ => choices[0].Value,
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            foreach ((string word, T value) in choices)
            {
                if (word.Equals(given, StringComparison.OrdinalIgnoreCase))
                    return value;
            }

            argument.AddError(
                $"{name} {given}: it must be {string.Join(" or ", choices.Select(choice => choice.Word))}.");
            return choices[0].Value;
        },
    };

    private static void AtLeast(System.CommandLine.Parsing.OptionResult result, int least)
    {
        if (result.Tokens is [{ Value: var given }]
            && int.TryParse(given, CultureInfo.InvariantCulture, out int number) && number < least)
        {
            result.AddError($"{result.Option.Name} {given}: it must be a whole number from {least}.");
        }
    }

    /// <summary>Epochs as a share of all.</summary>
    private sealed class Percent(IProgress<int> progress) : IProgress<(int Done, int Epochs)>
    {
        void IProgress<(int Done, int Epochs)>.Report((int Done, int Epochs) value) =>
            progress.Report(100 * value.Done / value.Epochs);
    }
}
