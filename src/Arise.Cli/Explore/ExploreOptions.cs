using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arise.Clustering;
using Arise.Embedding;
using Arise.Exploration;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>The options of <c>arise explore</c> but for those of boxes and predictions.</summary>
internal static class ExploreOptions
{
    public static readonly Argument<string[]> Inputs = new("INPUT")
    {
        Description = "A folder of 'arise map', a structure file, or with --structures several.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static readonly SeveralInputs Names = new(names: Inputs);

    public static readonly Option<bool> Structures = new("--structures")
    {
        Description = "Every structure (file, frame) is a point, not every box of one.",
    };

    public static readonly Option<int> Layer = CheckedOption.Create(
        "--layer", "Hidden layer of the network: 1, 2 or 3.", 2, layer =>
        {
            if (layer is < 1 or > 3)
                throw new ArgumentException($"--layer {layer}: it must be 1, 2 or 3.");
        });

    public static readonly Option<HiddenValues> Values = Choice(
        "--values",
        "Values of the layer, before the rectifier or after it.",
        ("pre-activations", HiddenValues.PreActivations),
        ("activations", HiddenValues.Activations));

    public static readonly Option<string[]> Classes = new("--class")
    {
        Description = "Only points of this class (label or name; none for none of them); may be repeated.",
        HelpName = "NAME",
    };

    public static readonly Option<bool> OneSpecies = SpeciesOptions.OneSpecies();

    public static readonly Option<ChemicalElement[]?> Ignore = SpeciesOptions.Ignore();

    public static readonly Option<double> MinimumProbability = CheckedOption.Create(
        "--min-probability",
        "Only points whose class is at least so probable.",
        0.0,
        share => (new ExplorationSettings { MinimumProbability = share }).Validate());

    public static readonly Option<int?> MinClusterSize = new("--min-cluster-size")
    {
        Description = "Points that make a cluster (default: a twentieth of all, at least 5).",
        HelpName = "N",
        Validators = { result => AtLeast(result, 2) },
    };

    public static readonly Option<int?> MinSamples = new("--min-samples")
    {
        Description = "Neighbors that make a dense region (default: --min-cluster-size).",
        HelpName = "N",
        Validators = { result => AtLeast(result, 1) },
    };

    public static readonly Option<ClusterSelectionMethod> Method = Choice(
        "--method",
        "Clusters that persist longest (excess of mass), or the smallest.",
        ("eom", ClusterSelectionMethod.ExcessOfMass),
        ("leaf", ClusterSelectionMethod.Leaf));

    public static readonly Option<double> Epsilon = CheckedOption.Create(
        "--epsilon",
        "Clusters closer than this are not taken apart.",
        0.0,
        epsilon => (new HdbscanSettings { SelectionEpsilon = epsilon }).Validate());

    public static readonly Option<bool> JoinOutliers = new("--join-outliers")
    {
        Description = "An outlier joins its likeliest cluster if its membership is 10 % or more.",
    };

    public static readonly Option<int> Neighbors = CheckedOption.Create(
        "--neighbors",
        "Neighbors that the embedding keeps: few for detail, many for the whole.",
        new UmapSettings().Neighbors,
        neighbors => (new UmapSettings { Neighbors = neighbors }).Validate());

    public static readonly Option<double> MinDistance = CheckedOption.Create(
        "--min-dist",
        "How close points may come in the embedding, 0 to 1.",
        new UmapSettings().MinDistance,
        distance => (new UmapSettings { MinDistance = distance }).Validate());

    public static readonly Option<int> Components = CheckedOption.Create(
        "--components",
        "Dimensions of the embedding, 2 or 3.",
        new UmapSettings().Components,
        components => (new UmapSettings { Components = components }).Validate());

    public static readonly Option<bool> NoEmbedding = new("--no-embedding") { Description = "Clusters only." };

    public static readonly Option<ScanOption.Range[]> Scan = ScanOption.Create();

    public static readonly Option<DirectoryInfo?> Out = new("--out")
    {
        Description = "Folder for the results (default: the name of INPUT with -explore).",
    };

    public static readonly Option<bool> Overwrite = OverwriteOption.Create("older results in the folder");

    public static readonly Option<StructureFormat?> Format = StructureInputOptions.Format(
        "--format", "Format of the files, if neither name nor content tells it.", StructureFormat.All);

    public static readonly Option<ChemicalElement[]?> Species = StructureInputOptions.Species();

    /// <summary>Those that an embedding needs.</summary>
    public static Option[] OfEmbedding => [Neighbors, MinDistance, Components];

    /// <summary>What is explored, and how; in the order of the help.</summary>
    public static Option[] OfExploration =>
    [
        Structures, OneSpecies, Ignore, Layer, Values, Classes, MinimumProbability, MinClusterSize, MinSamples, Method,
        Epsilon, JoinOutliers, Neighbors, MinDistance, Components, NoEmbedding, Scan, Out, Overwrite,
        FigureOptions.Dpi, FigureOptions.InformationMaximum,
    ];

    /// <summary>What a command line says about points, clusters and embedding.</summary>
    /// <exception cref="ArgumentException">The model has no such layer or class.</exception>
    public static ExplorationSettings Settings(
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
            Classes = classes.Length > 0 ? [.. classes] : null,
            MinimumProbability = parsed.GetValue(MinimumProbability),
            OneSpecies = parsed.GetValue(OneSpecies),
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
        if (name.Equals("none", StringComparison.OrdinalIgnoreCase))
            return CrystalMap.None;
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

    /// <summary>The folder for the results.</summary>
    public static DirectoryInfo Folder(ParseResult parsed) =>
        parsed.GetValue(Out) ?? new DirectoryInfo(DefaultFolder(
            parsed.GetValue(Inputs) is [var first, ..] ? first : Names.List(parsed)!));

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

    private static void AtLeast(OptionResult result, int least)
    {
        const int most = 1_000_000_000;
        if (result.Tokens is [{ Value: var given }]
            && int.TryParse(given, CultureInfo.InvariantCulture, out int number) && (number < least || number > most))
        {
            result.AddError($"{result.Option.Name} {given}: it must be a whole number from {least} to {most}.");
        }
    }
}
