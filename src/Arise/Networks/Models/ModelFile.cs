using System.Collections.Immutable;
using System.Globalization;
using System.Numerics.Tensors;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Arise.Files;

namespace Arise.Networks.Models;

/// <summary>
/// A network in one file that other programs read too: safetensors with tensors <c>layers.N.weight</c> [unit, input]
/// and <c>layers.N.bias</c> [unit], and in the metadata everything that prediction needs.
/// </summary>
/// <remarks>
/// Metadata (texts): <c>format</c> "arise-model", <c>format_version</c>, <c>layer_sizes</c> and <c>class_labels</c>
/// (JSON arrays), <c>dropout</c>, <c>descriptor</c> (JSON object of texts) and, if known, <c>training</c> (JSON object,
/// see <see cref="TrainingRecord"/>). Models that can refuse have the tensors <c>novelty.whitening</c> [unit,
/// unit], <c>novelty.means</c> [class, unit] and <c>novelty.radii</c> [class] too, and in the metadata <c>novelty</c>:
/// layer, entropy weight, threshold and false-alarm rate, separated by blanks. Models whose descriptor has the setting
/// <c>inputs</c> "standardized" have the tensors <c>input.mean</c> and <c>input.factor</c> [input]: the network takes
/// (x - mean) factor. A file of format version 2 holds an ensemble: in the metadata <c>members</c>, their number, and
/// for each member K, from 0, the tensors <c>members.K.layers.N.weight</c> and <c>.bias</c> and, if known, the metadata
/// <c>members.K.training</c>; what is not of one member is as in version 1. A single network has version 1, unless its
/// novelty is that of version 2: tensors <c>members.K.novelty.rows</c> [row, unit] of bytes, the rows of class 0 first,
/// <c>.scales</c> [row] and <c>.radii</c> [class], in the metadata <c>novelty_rows</c>, the number of rows per class
/// (JSON), and behind the numbers of <c>novelty</c> the limit of "none" in units of the threshold.
/// </remarks>
public static class ModelFile
{
    /// <summary>The highest version of the format that is read; written where the first does not do.</summary>
    public const int FormatVersion = 2;

    private const int SingleVersion = 1;

    private const string FormatName = "arise-model";
    private const string AtomFinderFormat = "arise-atom-finder";
    private const string MembersName = "members";
    private const string TrainingName = "training";
    private const double LargestComponent = 1e3;

    // Below what single precision holds, so that sums and squares of a few stay finite.
    private const double LargestNumber = 1e30;

    /// <summary>Whether a file begins as a model does.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsModel(string path) => SafetensorsFile.Begins(path, $"\"{FormatName}\"");

    /// <summary>Writes a network; equal networks give equal bytes.</summary>
    public static void Write(BayesianNetwork network, string path) => Of(network, path).Write(path);

    /// <summary>
    /// Writes a network and its card, the file of the same name with .md; never do a new and an old one lie together.
    /// </summary>
    internal static void WriteWithCard(BayesianNetwork network, string path, TimeSpan? duration)
    {
        string card = SideFile.Of(path, ".md");
        using var model = new ReplacingFile(path);
        Of(network, path).Write(model.Stream);
        using var page = new ReplacingFile(card);
        page.Stream.Write(Encoding.UTF8.GetBytes(
            ModelCard.Text(network, Path.GetFileNameWithoutExtension(path), duration)));
        ReplacingFile.CommitTogether(model, page);
    }

    private static SafetensorsFile Of(BayesianNetwork network, string path)
    {
        var file = new SafetensorsFile(path);
        NetworkArchitecture architecture = network.Architecture;
        file.Metadata["format"] = FormatName;
        ImmutableArray<BayesianNetwork> members = network.Members;
        bool isSingle = members.Length == 1 && network.Metadata.Novelty is not NearestRowsNovelty;
        file.Metadata["format_version"] =
            (isSingle ? SingleVersion : FormatVersion).ToString(CultureInfo.InvariantCulture);
        file.Metadata["layer_sizes"] =
            JsonSerializer.Serialize([.. architecture.LayerSizes], ModelJson.Plain.Int32Array);
        file.Metadata["dropout"] = architecture.Dropout.ToString("R", CultureInfo.InvariantCulture);
        file.Metadata["class_labels"] =
            JsonSerializer.Serialize([.. network.Metadata.ClassLabels], ModelJson.Plain.StringArray);
        file.Metadata["descriptor"] = JsonSerializer.Serialize(
            new(network.Metadata.DescriptorSettings), ModelJson.Plain.SortedDictionaryStringString);
        if (!isSingle)
            file.Metadata[MembersName] = members.Length.ToString(CultureInfo.InvariantCulture);
        for (int member = 0; member < members.Length; member++)
            Add(file, members[member], isSingle ? "" : Prefix(member));
        if (network.Metadata.Scaling is { } scaling)
        {
            file.Add("input.mean", scaling.Means, scaling.Means.Length);
            file.Add("input.factor", scaling.Factors, scaling.Factors.Length);
        }

        if (network.Metadata.Novelty is { } novelty)
            NoveltyTensors.Add(file, novelty);
        return file;
    }

    /// <summary>Reads a network from a file or a pipe.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, of another kind or of a later version.</exception>
    public static BayesianNetwork Read(string path) => Read(() => SafetensorsFile.Read(path));

    /// <summary>Reads a network from a stream; <paramref name="name"/> names it in messages.</summary>
    /// <exception cref="ModelFormatException">The model is damaged, of another kind or of a later version.</exception>
    public static BayesianNetwork Read(Stream stream, string name) =>
        Read(() => SafetensorsFile.Read(stream, name));

    private static BayesianNetwork Read(Func<SafetensorsFile> read)
    {
        try
        {
            return Network(read());
        }
        catch (SafetensorsFormatException error)
        {
            throw new ModelFormatException(error.File, error.Problem, error);
        }
    }

    private static BayesianNetwork Network(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue("format", out string? format) || format != FormatName)
        {
            throw file.Error(format == AtomFinderFormat
                ? "this network finds atoms in images; it classifies no structures."
                : "this safetensors file is not an Arise model.");
        }

        string number = file.Text("format_version");
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int version) || version < 1)
            throw file.Error("the format version is damaged.");
        if (version > FormatVersion)
        {
            throw file.Error(
                $"format version {version} is newer than this program reads ({FormatVersion}); update Arise.");
        }
        try
        {
            int[] sizes = Parse(file, "layer_sizes", ModelJson.Plain.Int32Array);
            if (sizes.Length < 2)
                throw file.Error("the metadata 'layer_sizes' are damaged: a network has at least two.");
            var architecture = new NetworkArchitecture
            {
                InputSize = sizes[0],
                HiddenSizes = [.. sizes[1..^1]],
                ClassCount = sizes[^1],
                Dropout = Number(file, "dropout", file.Text("dropout")),
            };
            architecture.Validate();
            var metadata = new ModelMetadata
            {
                ClassLabels = [.. Labels(file)],
                DescriptorSettings = DescriptorSettings(file),
                Scaling = InputScaling.IsAsked(DescriptorSettings(file))
                    ? new InputScaling(
                        file.FiniteTensor("input.mean", sizes[0]), file.FiniteTensor("input.factor", sizes[0]))
                    : null,
            };
            int count = version == SingleVersion ? 1 : MemberCount(file);
            BayesianNetwork network = BayesianNetwork.Ensemble([.. Enumerable.Range(0, count).Select(member =>
                Member(file, architecture, metadata, version == SingleVersion ? "" : Prefix(member)))]);
            return NoveltyTensors.Read(file, sizes, count) is { } novelty
                ? network.With(network.Metadata with { Novelty = novelty })
                : network;
        }
        catch (ArgumentException error)
        {
            throw file.Error($"the model is damaged: {Setting.Reason(error)}", error);
        }
    }

    private static string Prefix(int member) => string.Create(CultureInfo.InvariantCulture, $"members.{member}.");

    private static void Add(SafetensorsFile file, BayesianNetwork member, string prefix)
    {
        if (member.Metadata.Training is { } training)
        {
            file.Metadata[prefix + TrainingName] =
                JsonSerializer.Serialize(training, ModelJson.Plain.TrainingRecord);
        }

        for (int index = 0; index < member.Layers.Length; index++)
        {
            DenseLayer layer = member.Layers[index];
            file.Add($"{prefix}layers.{index}.weight", layer.Weights.ToArray(), layer.Units, layer.Inputs);
            file.Add($"{prefix}layers.{index}.bias", layer.Bias.ToArray(), layer.Units);
        }
    }

    private static int MemberCount(SafetensorsFile file) =>
        int.TryParse(file.Text(MembersName), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count is >= 1 and <= BayesianNetwork.MostMembers
            ? count
            : throw file.Error(
                $"the metadata '{MembersName}' are damaged: a number from 1 to {BayesianNetwork.MostMembers}.");

    private static BayesianNetwork Member(
        SafetensorsFile file, NetworkArchitecture architecture, ModelMetadata metadata, string prefix)
    {
        DenseLayer[] layers = Layers(file, [.. architecture.LayerSizes], prefix);
        if (!(LargestAnswer(layers, architecture) < LargestNumber))
            throw file.Error("the weights are so large that its answers overflow; the model is damaged.");
        string training = prefix + TrainingName;
        return new BayesianNetwork(architecture, layers, metadata with
        {
            Training = file.Metadata.ContainsKey(training) ? Training(file, training) : null,
        });
    }

    private static DenseLayer[] Layers(SafetensorsFile file, int[] sizes, string prefix)
    {
        var layers = new DenseLayer[sizes.Length - 1];
        for (int index = 0; index < layers.Length; index++)
        {
            layers[index] = new DenseLayer(
                sizes[index],
                sizes[index + 1],
                file.FiniteTensor($"{prefix}layers.{index}.weight", sizes[index + 1], sizes[index]),
                file.FiniteTensor($"{prefix}layers.{index}.bias", sizes[index + 1]));
        }

        return layers;
    }

    // No activation exceeds this for components up to the largest that descriptors have, whatever is dropped.
    private static double LargestAnswer(DenseLayer[] layers, NetworkArchitecture architecture)
    {
        double bound = LargestComponent;
        foreach (DenseLayer layer in layers)
        {
            double largest = 0;
            for (int unit = 0; unit < layer.Units; unit++)
            {
                double sum = TensorPrimitives.SumOfMagnitudes(layer.Weights.Slice(unit * layer.Inputs, layer.Inputs));
                largest = Math.Max(largest, (sum * bound / (1 - architecture.Dropout)) + Math.Abs(layer.Bias[unit]));
            }

            bound = largest;
        }

        return bound;
    }

    private static string[] Labels(SafetensorsFile file)
    {
        const string name = "class_labels";
        string[] labels = Parse(file, name, ModelJson.Plain.StringArray);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string? label in labels)
        {
            if (string.IsNullOrEmpty(label))
                throw file.Error($"the metadata '{name}' are damaged: a class has no name.");
            if (!seen.Add(label))
                throw file.Error($"the metadata '{name}' are damaged: two classes are called '{label}'.");
        }

        return labels;
    }

    private static ImmutableSortedDictionary<string, string> DescriptorSettings(SafetensorsFile file)
    {
        const string name = "descriptor";
        SortedDictionary<string, string> settings = Parse(file, name, ModelJson.Plain.SortedDictionaryStringString);
        foreach ((string key, string? value) in settings)
        {
            if (value is null)
                throw file.Error($"the metadata '{name}' are damaged: '{key}' has no value.");
        }

        return settings.ToImmutableSortedDictionary();
    }

    private static TrainingRecord Training(SafetensorsFile file, string name)
    {
        TrainingRecord record = Parse(file, name, ModelJson.Plain.TrainingRecord);
        try
        {
            record.Settings.Validate();
            return record;
        }
        catch (ArgumentException error)
        {
            throw file.Error($"the metadata '{name}' are damaged: {Setting.Reason(error)}", error);
        }
    }

    private static double Number(SafetensorsFile file, string name, string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw file.Error($"the metadata '{name}' are damaged: '{text}' is not a finite number.");

    /// <summary>What a text of the metadata holds as JSON.</summary>
    /// <exception cref="SafetensorsFormatException">It holds something else.</exception>
    internal static T Parse<T>(SafetensorsFile file, string name, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(file.Text(name), type)
                ?? throw file.Error($"the metadata '{name}' are damaged: they hold nothing.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException)
        {
            string field =
                error is JsonException { Path: { Length: > 1 } path } ? $" at {path.TrimStart('$', '.')}" : "";
            throw file.Error($"the metadata '{name}' are damaged{field}.", error);
        }
    }
}
