using System.Globalization;
using System.Text.Json;
using Arise.Files;
using Arise.Microscopy.Finders;
using Arise.Networks.Models;
using Arise.Numerics;

namespace Arise.AtomFinding;

/// <summary>
/// The state of <see cref="AtomFinderTrainer"/> between two steps as a safetensors file: parameters, Adam's means, the
/// settings, how many steps are done, and the history.
/// </summary>
internal static class AtomFinderCheckpoint
{
    private const string FormatName = "arise-atom-finder-checkpoint";

    /// <summary>Whether a file begins as a checkpoint does.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOne(string path) => SafetensorsFile.Begins(path, $"\"{FormatName}\"");

    /// <summary>Writes the state; the file appears only once it is complete.</summary>
    public static void Write(string path, AtomFinderSettings settings, AtomFinderTrainer trainer, double loss)
    {
        var file = new SafetensorsFile(path);
        file.Metadata["format"] = FormatName;
        file.Metadata["settings"] = Text(settings);
        file.Metadata["step"] = trainer.Step.ToString(CultureInfo.InvariantCulture);
        file.Metadata["loss"] = loss.ToString("R", CultureInfo.InvariantCulture);
        file.Metadata["history"] = JsonSerializer.Serialize(
            [.. trainer.History], AtomFinderJson.Default.AtomFinderEpochArray);
        foreach ((string suffix, AlignedBuffer<float> values) in States(trainer))
            AtomFinderFile.AddParameters(file, AtomFinderTrainer.Channels, values.Span, suffix);
        file.Write(path);
    }

    /// <summary>Reads the state into a trainer of the same settings.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, or belongs to other settings.</exception>
    public static (int Step, double Loss, AtomFinderEpoch[] History) Read(
        string path, AtomFinderSettings settings, AtomFinderTrainer trainer)
    {
        try
        {
            return Read(SafetensorsFile.Read(path), settings, trainer);
        }
        catch (SafetensorsFormatException error)
        {
            throw new ModelFormatException(error.File, error.Problem, error);
        }
    }

    private static (int Step, double Loss, AtomFinderEpoch[] History) Read(
        SafetensorsFile file, AtomFinderSettings settings, AtomFinderTrainer trainer)
    {
        if (!file.Metadata.TryGetValue("format", out string? format) || format != FormatName)
            throw file.Error("this is not a checkpoint of training a network that finds atoms.");
        if (file.Text("settings") != Text(settings))
            throw file.Error($"the checkpoint was made with other settings: {file.Text("settings")}");
        foreach ((string suffix, AlignedBuffer<float> values) in States(trainer))
            AtomFinderFile.Parameters(file, AtomFinderTrainer.Channels, suffix).CopyTo(values.Span);
        CultureInfo culture = CultureInfo.InvariantCulture;
        if (!int.TryParse(file.Text("step"), NumberStyles.None, culture, out int step) || step > settings.Steps
            || !double.TryParse(file.Text("loss"), culture, out double loss) || !double.IsFinite(loss))
            throw file.Error("the metadata of the running epoch are damaged.");
        AtomFinderEpoch[] history = History(file);
        bool fits = history.Length <= settings.Epochs
            && settings.StepsUntil(history.Length) <= step
            && (history.Length == settings.Epochs || step < settings.StepsUntil(history.Length + 1));
        return fits ? (step, loss, history) : throw file.Error("the metadata 'history' do not fit the step.");
    }

    private static AtomFinderEpoch[] History(SafetensorsFile file)
    {
        try
        {
            return JsonSerializer.Deserialize(
                file.Text("history"), AtomFinderJson.Default.AtomFinderEpochArray) ?? [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw file.Error("the metadata 'history' are damaged.", error);
        }
    }

    private static string Text(AtomFinderSettings settings) =>
        JsonSerializer.Serialize(settings, AtomFinderJson.Default.AtomFinderSettings);

    private static IEnumerable<(string Suffix, AlignedBuffer<float> Values)> States(AtomFinderTrainer trainer)
    {
        yield return ("", trainer.Parameters);
        yield return (".first", trainer.First);
        yield return (".second", trainer.Second);
    }
}
