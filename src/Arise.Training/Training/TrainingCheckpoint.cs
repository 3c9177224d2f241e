using System.Globalization;
using System.Text.Json;
using Arise.Files;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;

namespace Arise.Training;

/// <summary>
/// The state of training between two steps as a safetensors file: weights, Adam's means, the best weights so far, the
/// settings, the digest of the data, the history, and how far the running epoch has come.
/// </summary>
internal sealed record TrainingCheckpoint(
    DenseLayer[] Best, int BestEpoch, EpochResult[] History, EpochProgress Running)
{
    private const string FormatName = "arise-checkpoint";

    /// <summary>Whether a file begins as a checkpoint does.</summary>
    public static bool IsOne(string path) => SafetensorsFile.Begins(path, FormatName);

    /// <summary>Writes the state.</summary>
    public static void Write(
        string path,
        TrainingSettings settings,
        string digest,
        TrainableLayer[] layers,
        DenseLayer[] best,
        int bestEpoch,
        List<EpochResult> history,
        EpochProgress running)
    {
        var file = new SafetensorsFile(path);
        file.Metadata["format"] = FormatName;
        file.Metadata["settings"] = JsonSerializer.Serialize(settings, CheckpointJson.Default.TrainingSettings);
        file.Metadata["data_digest"] = digest;
        file.Metadata["best_epoch"] = bestEpoch.ToString(CultureInfo.InvariantCulture);
        file.Metadata["history"] = JsonSerializer.Serialize([.. history], CheckpointJson.Default.EpochResultArray);
        if (running.Steps > 0)
        {
            file.Metadata["epoch_steps"] = running.Steps.ToString(CultureInfo.InvariantCulture);
            file.Metadata["epoch_loss"] = running.Loss.ToString("R", CultureInfo.InvariantCulture);
            file.Metadata["epoch_correct"] = running.Correct.ToString(CultureInfo.InvariantCulture);
        }

        for (int index = 0; index < layers.Length; index++)
        {
            TrainableLayer layer = layers[index];
            foreach ((string name, AlignedBuffer<float> weights, AlignedBuffer<float> biases) in States(layer))
            {
                file.Add($"layers.{index}.weight{name}", layer.Gather(weights), layer.Units, layer.Inputs);
                file.Add($"layers.{index}.bias{name}", biases.Span[..layer.Units].ToArray(), layer.Units);
            }

            file.Add($"layers.{index}.weight.best", best[index].Weights.ToArray(), layer.Units, layer.Inputs);
            file.Add($"layers.{index}.bias.best", best[index].Bias.ToArray(), layer.Units);
        }

        file.Write(path);
    }

    /// <summary>Reads the state into layers of the same shape.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or belongs to another set or other
    /// settings.</exception>
    public static TrainingCheckpoint Read(
        string path, TrainingSettings settings, string digest, TrainableLayer[] layers)
    {
        try
        {
            return Read(SafetensorsFile.Read(path), settings, digest, layers);
        }
        catch (SafetensorsFormatException error)
        {
            throw new ModelFormatException(error.File, error.Problem, error);
        }
    }

    private static TrainingCheckpoint Read(
        SafetensorsFile file, TrainingSettings settings, string digest, TrainableLayer[] layers)
    {
        if (!file.Metadata.TryGetValue("format", out string? format) || format != FormatName)
            throw file.Error("this is not a checkpoint of training.");
        if (file.Text("data_digest") != digest)
            throw file.Error("the checkpoint was made with another training set.");
        if (file.Text("settings") != JsonSerializer.Serialize(settings, CheckpointJson.Default.TrainingSettings))
            throw file.Error($"the checkpoint was made with other settings: {file.Text("settings")}");
        var best = new DenseLayer[layers.Length];
        for (int index = 0; index < layers.Length; index++)
        {
            TrainableLayer layer = layers[index];
            (int units, int inputs) = (layer.Units, layer.Inputs);
            foreach ((string name, AlignedBuffer<float> weights, AlignedBuffer<float> biases) in States(layer))
            {
                layer.Scatter(file.FiniteTensor($"layers.{index}.weight{name}", units, inputs), weights);
                file.FiniteTensor($"layers.{index}.bias{name}", units).CopyTo(biases.Span);
            }

            layer.Pack();
            best[index] = new DenseLayer(
                inputs,
                units,
                file.FiniteTensor($"layers.{index}.weight.best", units, inputs),
                file.FiniteTensor($"layers.{index}.bias.best", units));
        }

        EpochResult[] history = ReadHistory(file, settings.Epochs);
        return int.TryParse(
            file.Text("best_epoch"), NumberStyles.None, CultureInfo.InvariantCulture, out int bestEpoch)
            && bestEpoch <= history.Length
                ? new TrainingCheckpoint(best, bestEpoch, history, ProgressOf(file))
                : throw file.Error("the metadata 'best_epoch' are no epoch of the history.");
    }

    private static EpochResult[] ReadHistory(SafetensorsFile file, int epochs)
    {
        const string name = "history";
        try
        {
            EpochResult[] history =
                JsonSerializer.Deserialize(file.Text(name), CheckpointJson.Default.EpochResultArray) ?? [];
            return history.Length <= epochs
                && history.Index().All(pair => pair.Item is { } epoch && epoch.Epoch == pair.Index + 1)
                ? history
                : throw file.Error($"the metadata '{name}' are damaged: epochs are missing or too many.");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw file.Error($"the metadata '{name}' are damaged.", error);
        }
    }

    private static EpochProgress ProgressOf(SafetensorsFile file)
    {
        if (!file.Metadata.ContainsKey("epoch_steps"))
            return default;
        const NumberStyles Digits = NumberStyles.None;
        CultureInfo culture = CultureInfo.InvariantCulture;
        return int.TryParse(file.Text("epoch_steps"), Digits, culture, out int steps)
            && double.TryParse(file.Text("epoch_loss"), culture, out double loss) && double.IsFinite(loss)
            && long.TryParse(file.Text("epoch_correct"), Digits, culture, out long correct)
                ? new EpochProgress(steps, loss, correct)
                : throw file.Error("the metadata of the running epoch are damaged.");
    }

    private static IEnumerable<(string Name, AlignedBuffer<float> Weights, AlignedBuffer<float> Biases)> States(
        TrainableLayer layer)
    {
        yield return ("", layer.Weights, layer.Packed.Bias);
        yield return (".first", layer.First, layer.FirstBias);
        yield return (".second", layer.Second, layer.SecondBias);
    }
}
