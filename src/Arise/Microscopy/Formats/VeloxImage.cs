using System.Globalization;
using System.Text.Json;

namespace Arise.Microscopy.Formats;

/// <summary>
/// An image of Velox: numbers [row, column, frame], and for each frame a column of bytes that is JSON.
/// </summary>
internal static class VeloxImage
{
    private const int MostMetadata = 1 << 20;

    /// <summary>The images of a group; null if it holds none.</summary>
    public static Hdf5Series? Of(Hdf5File file, string path, Hdf5Object group)
    {
        if (group.Shape is not null || group["Data"] is not { Shape: { Length: 2 or 3 } } data)
            return null;
        (string? detector, double? pixelSize) = group["Metadata"] is { } metadata ? Read(file, metadata) : (null, null);
        return Hdf5Series.Of(file, detector is null ? path : $"{detector} {path}", data, true, pixelSize);
    }

    private static (string? Detector, double? PixelSize) Read(Hdf5File file, Hdf5Object metadata)
    {
        if (metadata.Shape is not { Length: 1 or 2 } shape || shape.Contains(0)
            || Hdf5Data.Of(file, metadata) is not { } data || data.Kind.Size != 1)
            return default;
        float[] column = data.Column(0, MostMetadata);
        byte[] bytes = Array.ConvertAll(column, value => (byte)(int)value);
        int end = Array.IndexOf(bytes, (byte)0);
        try
        {
            using JsonDocument json = JsonDocument.Parse(bytes.AsMemory(0, end < 0 ? bytes.Length : end));
            JsonElement? result = Member(json.RootElement, "BinaryResult");
            JsonElement? size = Member(result, "PixelSize");
            string unit = Text(Member(result, "PixelUnitX")) is { Length: > 0 } named ? named : "m";
            return (
                Text(Member(result, "Detector")),
                PixelScale.Of(file.Source, Number(Member(size, "width")), Number(Member(size, "height")), unit));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            file.Source.Note("the metadata of Velox are damaged: the size of the pixels is not known.");
            return default;
        }
    }

    private static JsonElement? Member(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out JsonElement member)
            ? member : null;

    private static string? Text(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } element ? element.GetString() : null;

    // Velox writes its numbers as texts.
    private static double? Number(JsonElement? value) => double.TryParse(
        value is { ValueKind: JsonValueKind.Number } element ? element.GetRawText() : Text(value),
        NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
