using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Arise.Files;

/// <summary>Values as JSON files: written completely or not at all, read by the type that was written.</summary>
internal static partial class JsonFile
{
    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public static void Write<T>(string path, T value, JsonTypeInfo<T> type)
    {
        using var file = new ReplacingFile(path);
        JsonSerializer.Serialize(file.Stream, value, type);
        file.Stream.WriteByte((byte)'\n');
        file.Commit();
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="error">Makes the error of the area from a field, where one is known, and a reason.</param>
    public static T Read<T>(string path, JsonTypeInfo<T> type, Func<string?, string, Exception> error)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw error(null, "the file holds nothing.");
        }
        catch (JsonException exception)
        {
            string field = (exception.Path ?? "").TrimStart('$', '.');
            Match missing = Missing().Match(exception.Message);
            if (missing.Success)
            {
                string name = missing.Groups["name"].Value;
                field = field.Length > 0 ? $"{field}.{name}" : name;
                throw error(field, $"'{field}' is missing.");
            }

            throw field.Length > 0
                ? error(field, $"'{field}' is {Problem(exception)}.")
                : error(null, "this is no JSON, or the file is damaged.");
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or NotSupportedException or FormatException)
        {
            // Text that is not UTF-8, or a value of a kind that its type does not expect, without its place.
            throw error(null, "this is no JSON, or the file is damaged.");
        }
    }

    // What is wrong with a value, where the reader of JSON says it.
    private static string Problem(JsonException exception) => exception.InnerException?.Message switch
    {
        { } text when text.Contains("as a number", StringComparison.Ordinal) => "not a number",
        { } text when text.Contains("as a string", StringComparison.Ordinal) => "not a text",
        { } text when text.Contains("as a boolean", StringComparison.Ordinal) => "neither true nor false",
        { } text when text.Contains("out of bounds", StringComparison.Ordinal) => "out of range or not a whole number",
        { } text when text.Contains("UTF-8", StringComparison.Ordinal) => "not valid text (UTF-8)",
        _ => "no good",
    };

    [GeneratedRegex(@"missing required properties including: '(?<name>\w+)'")]
    private static partial Regex Missing();
}
