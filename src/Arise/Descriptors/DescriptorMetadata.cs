using System.Globalization;

namespace Arise.Descriptors;

/// <summary>Numbers among the descriptor settings of a model file.</summary>
internal static class DescriptorMetadata
{
    /// <summary>The number of this name.</summary>
    /// <exception cref="DescriptorException">There is none.</exception>
    public static double Number(IReadOnlyDictionary<string, string> metadata, string key) =>
        metadata.TryGetValue(key, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new DescriptorException($"The descriptor settings have no number '{key}'.");

    /// <summary>The whole number of this name, not negative.</summary>
    /// <exception cref="DescriptorException">There is none.</exception>
    public static int Whole(IReadOnlyDictionary<string, string> metadata, string key) =>
        Number(metadata, key) is var number and >= 0 and <= int.MaxValue && double.IsInteger(number)
            ? (int)number
            : throw new DescriptorException($"The descriptor setting '{key}' is not a whole number.");

    /// <summary>A number as settings have it: read again it is the same.</summary>
    public static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
