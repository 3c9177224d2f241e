using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Networks.Convolution;
using Arise.Networks.Models;

namespace Arise.Microscopy.Finders;

/// <summary>
/// A network that finds atoms as a safetensors file: tensors <c>layers.N.weight</c> [unit, channel, 3, 3] and
/// <c>layers.N.bias</c> [unit].
/// </summary>
/// <remarks>
/// Metadata (texts): <c>format</c> "arise-atom-finder", <c>format_version</c> 1, <c>channels</c> (three numbers),
/// <c>spacing</c> (pixels), <c>calibration</c> (slope and offset), and <c>training.NAME</c> for how it was made.
/// </remarks>
internal static class AtomFinderFile
{
    /// <summary>What the metadata call the format.</summary>
    public const string FormatName = "arise-atom-finder";

    private const int FormatVersion = 1;
    private const string TrainingPrefix = "training.";
    private const int MostChannels = 512;

    /// <summary>Whether a file begins as one of these does.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOne(string path) => SafetensorsFile.Begins(path, $"\"{FormatName}\"");

    /// <summary>Writes a model and its card together; equal models give equal bytes.</summary>
    public static void Write(AtomFinderModel model, string path, string card)
    {
        using var file = new ReplacingFile(path);
        Of(model, path).Write(file.Stream);
        using var page = new ReplacingFile(SideFile.Of(path, ".md"));
        page.Stream.Write(Encoding.UTF8.GetBytes(card));
        ReplacingFile.CommitTogether(file, page);
    }

    /// <summary>Reads a model.</summary>
    /// <exception cref="ModelFormatException">The file is damaged, of another kind or of a later version.</exception>
    public static AtomFinderModel Read(string path) => Read(() => SafetensorsFile.Read(path));

    /// <summary>Reads a model from a stream; <paramref name="name"/> names it in messages.</summary>
    /// <exception cref="ModelFormatException">It is damaged, of another kind or of a later version.</exception>
    public static AtomFinderModel Read(Stream stream, string name) =>
        Read(() => SafetensorsFile.Read(stream, name));

    /// <summary>The tensors and the texts of a model.</summary>
    public static SafetensorsFile Of(AtomFinderModel model, string path)
    {
        var file = new SafetensorsFile(path);
        file.Metadata["format"] = FormatName;
        file.Metadata["format_version"] = FormatVersion.ToString(CultureInfo.InvariantCulture);
        file.Metadata["channels"] = string.Join(' ', model.Channels);
        file.Metadata["spacing"] = model.Spacing.ToString("R", CultureInfo.InvariantCulture);
        file.Metadata["calibration"] = string.Create(
            CultureInfo.InvariantCulture, $"{model.Calibration.Slope:R} {model.Calibration.Offset:R}");
        foreach ((string name, string text) in model.Training)
            file.Metadata[TrainingPrefix + name] = text;
        AddParameters(file, model.Channels, model.Parameters, "");
        return file;
    }

    /// <summary>Adds parameters, or what goes with each of them.</summary>
    public static void AddParameters(
        SafetensorsFile file, ImmutableArray<int> channels, ReadOnlySpan<float> values, string suffix)
    {
        foreach ((int layer, (int inputs, int units)) in UShapedNetwork.Shape(channels).Index())
        {
            int weights = units * inputs * ConvolutionKernel.Taps;
            file.Add($"layers.{layer}.weight{suffix}", values[..weights].ToArray(), units, inputs, 3, 3);
            file.Add($"layers.{layer}.bias{suffix}", values.Slice(weights, units).ToArray(), units);
            values = values[(weights + units)..];
        }
    }

    /// <summary>Reads what <see cref="AddParameters"/> added.</summary>
    /// <exception cref="SafetensorsFormatException">A tensor is missing or damaged.</exception>
    public static float[] Parameters(SafetensorsFile file, ImmutableArray<int> channels, string suffix)
    {
        var values = new List<float>(UShapedNetwork.ParameterCount(channels));
        foreach ((int layer, (int inputs, int units)) in UShapedNetwork.Shape(channels).Index())
        {
            values.AddRange(file.FiniteTensor($"layers.{layer}.weight{suffix}", units, inputs, 3, 3));
            values.AddRange(file.FiniteTensor($"layers.{layer}.bias{suffix}", units));
        }

        return [.. values];
    }

    private static AtomFinderModel Read(Func<SafetensorsFile> read)
    {
        try
        {
            return Model(read());
        }
        catch (SafetensorsFormatException error)
        {
            throw new ModelFormatException(error.File, error.Problem, error);
        }
    }

    private static AtomFinderModel Model(SafetensorsFile file)
    {
        if (!file.Metadata.TryGetValue("format", out string? format) || format != FormatName)
            throw file.Error("this safetensors file is not a network that finds atoms in images.");
        double[] version = Numbers(file, "format_version", 1);
        if (version[0] > FormatVersion)
        {
            throw file.Error(
                $"format version {version[0]} is newer than this program reads ({FormatVersion}); update Arise.");
        }

        double[] channels = Numbers(file, "channels", 3);
        if (channels.Any(count => count is not (>= 4 and <= MostChannels) || count % ConvolutionKernel.Units != 0))
            throw file.Error($"the metadata 'channels' are damaged: multiples of 4 up to {MostChannels}.");
        double spacing = Numbers(file, "spacing", 1)[0];
        if (spacing is not (>= 2 and <= 64))
            throw file.Error("the metadata 'spacing' are damaged: from 2 to 64 pixels.");
        double[] calibration = Numbers(file, "calibration", 2);
        if (calibration[0] <= 0)
            throw file.Error("the metadata 'calibration' are damaged: the slope is positive.");
        ImmutableArray<int> sizes = [.. channels.Select(count => (int)count)];
        return new AtomFinderModel(
            sizes,
            Parameters(file, sizes, ""),
            spacing,
            new PeakCalibration(calibration[0], calibration[1]),
            file.Metadata.Where(text => text.Key.StartsWith(TrainingPrefix, StringComparison.Ordinal))
                .ToImmutableSortedDictionary(text => text.Key[TrainingPrefix.Length..], text => text.Value));
    }

    private static double[] Numbers(SafetensorsFile file, string name, int count)
    {
        string[] words = file.Text(name).Split(' ');
        double[] numbers = new double[words.Length];
        for (int k = 0; k < words.Length; k++)
        {
            if (!double.TryParse(words[k], CultureInfo.InvariantCulture, out numbers[k])
                || !double.IsFinite(numbers[k]))
                throw file.Error($"the metadata '{name}' are damaged: '{words[k]}' is not a finite number.");
        }

        return numbers.Length == count
            ? numbers
            : throw file.Error($"the metadata '{name}' are damaged: {count} numbers are needed.");
    }
}
