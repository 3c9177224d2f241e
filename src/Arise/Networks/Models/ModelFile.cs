using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
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
/// layer, entropy weight, threshold and false-alarm rate, separated by blanks.
/// </remarks>
public static class ModelFile
{
    /// <summary>Version of the format that is written, and the highest that is read.</summary>
    public const int FormatVersion = 1;

    private const string FormatName = "arise-model";

    /// <summary>Writes a network; equal networks give equal bytes.</summary>
    public static void Write(BayesianNetwork network, string path)
    {
        var file = new SafetensorsFile(path);
        NetworkArchitecture architecture = network.Architecture;
        file.Metadata["format"] = FormatName;
        file.Metadata["format_version"] = FormatVersion.ToString(CultureInfo.InvariantCulture);
        file.Metadata["layer_sizes"] =
            JsonSerializer.Serialize([.. architecture.LayerSizes], ModelJson.Plain.Int32Array);
        file.Metadata["dropout"] = architecture.Dropout.ToString("R", CultureInfo.InvariantCulture);
        file.Metadata["class_labels"] =
            JsonSerializer.Serialize([.. network.Metadata.ClassLabels], ModelJson.Plain.StringArray);
        file.Metadata["descriptor"] = JsonSerializer.Serialize(
            new(network.Metadata.DescriptorSettings), ModelJson.Plain.SortedDictionaryStringString);
        if (network.Metadata.Training is { } training)
            file.Metadata["training"] = JsonSerializer.Serialize(training, ModelJson.Plain.TrainingRecord);
        for (int index = 0; index < network.Layers.Length; index++)
        {
            DenseLayer layer = network.Layers[index];
            file.Add($"layers.{index}.weight", layer.Weights.ToArray(), layer.Units, layer.Inputs);
            file.Add($"layers.{index}.bias", layer.Bias.ToArray(), layer.Units);
        }

        if (network.Metadata.Novelty is { } novelty)
            Add(file, novelty);
        file.Write(path);
    }

    /// <summary>Reads a network.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, of another kind or of a later version.</exception>
    public static BayesianNetwork Read(string path) => Read(() => SafetensorsFile.Read(path));

    /// <summary>Reads a network from a seekable stream; <paramref name="name"/> names it in messages.</summary>
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
            throw file.Error("this safetensors file is not an Arise model.");
        if (!int.TryParse(file.Text("format_version"), CultureInfo.InvariantCulture, out int version) || version < 1)
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
                throw file.Error("the layer sizes are damaged.");
            var architecture = new NetworkArchitecture
            {
                InputSize = sizes[0],
                HiddenSizes = [.. sizes[1..^1]],
                ClassCount = sizes[^1],
                Dropout = double.Parse(file.Text("dropout"), CultureInfo.InvariantCulture),
            };
            architecture.Validate();
            var layers = new DenseLayer[sizes.Length - 1];
            for (int index = 0; index < layers.Length; index++)
            {
                layers[index] = new DenseLayer(
                    sizes[index],
                    sizes[index + 1],
                    file.Tensor($"layers.{index}.weight", sizes[index + 1], sizes[index]),
                    file.Tensor($"layers.{index}.bias", sizes[index + 1]));
            }

            return new BayesianNetwork(architecture, layers, new ModelMetadata
            {
                ClassLabels = [.. Parse(file, "class_labels", ModelJson.Plain.StringArray)],
                DescriptorSettings =
                    Parse(file, "descriptor", ModelJson.Plain.SortedDictionaryStringString)
                        .ToImmutableSortedDictionary(),
                Training = file.Metadata.ContainsKey("training")
                    ? Parse(file, "training", ModelJson.Plain.TrainingRecord)
                    : null,
                Novelty = file.Metadata.ContainsKey("novelty") ? ReadNovelty(file, sizes) : null,
            });
        }
        catch (Exception error) when (error is ArgumentException or FormatException or JsonException)
        {
            throw file.Error($"the model is damaged: {error.Message}", error);
        }
    }

    private static void Add(SafetensorsFile file, NoveltyMeasure novelty)
    {
        file.Metadata["novelty"] = string.Create(
            CultureInfo.InvariantCulture,
            $"{novelty.Layer} {novelty.EntropyWeight:R} {novelty.Threshold:R} {novelty.FalseAlarmRate:R}");
        file.Add("novelty.whitening", novelty.Whitening.ToArray(), novelty.Units, novelty.Units);
        file.Add("novelty.means", novelty.Means.ToArray(), novelty.Classes, novelty.Units);
        file.Add("novelty.radii", novelty.Radii.ToArray(), novelty.Classes);
    }

    private static NoveltyMeasure ReadNovelty(SafetensorsFile file, int[] sizes)
    {
        string[] numbers = file.Text("novelty").Split(' ');
        if (numbers.Length != 4
            || !int.TryParse(numbers[0], CultureInfo.InvariantCulture, out int layer)
            || layer < 0
            || layer >= sizes.Length - 2)
            throw file.Error("the metadata 'novelty' are damaged.");
        (int units, int classes) = (sizes[layer + 1], sizes[^1]);
        return new NoveltyMeasure(
            layer,
            file.Tensor("novelty.whitening", units, units),
            file.Tensor("novelty.means", classes, units),
            file.Tensor("novelty.radii", classes),
            double.Parse(numbers[1], CultureInfo.InvariantCulture),
            double.Parse(numbers[2], CultureInfo.InvariantCulture),
            double.Parse(numbers[3], CultureInfo.InvariantCulture));
    }

    private static T Parse<T>(
        SafetensorsFile file, string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(file.Text(name), type) ?? throw file.Error($"the metadata '{name}' are damaged.");
}
