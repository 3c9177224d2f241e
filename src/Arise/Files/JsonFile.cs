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
                ? error(field, $"'{field}' is {Expected(exception.Message)}.")
                : error(null, "this is no JSON, or the file is damaged.");
        }
        catch (Exception exception)
            when (exception is InvalidOperationException or NotSupportedException or FormatException)
        {
            // Text that is not UTF-8, or a value of a kind that its type does not expect, without its place.
            throw error(null, "this is no JSON, or the file is damaged.");
        }
    }

    // What a value should have been, where the serializer names a type that a reader of the file knows.
    private static string Expected(string message) => Wanted().Match(message).Groups["type"].Value switch
    {
        "Int32" or "UInt64" or "Int64" => "not a whole number, or out of range",
        "Double" => "not a number",
        "String" => "not a text",
        "Boolean" => "not true or false",
        _ => "no good",
    };

    [GeneratedRegex(@"could not be converted to System\.(?:Nullable`1\[System\.)?(?<type>\w+)")]
    private static partial Regex Wanted();

    [GeneratedRegex(@"missing required properties including: '(?<name>\w+)'")]
    private static partial Regex Missing();
}
