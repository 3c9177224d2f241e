using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>What a person reads of an error: its reason, and the option that cures it.</summary>
internal static class ErrorText
{
    /// <summary>The sentence.</summary>
    public static string Of(Exception error)
    {
        string? option = (error as StructureFormatException)?.MissingSetting switch
        {
            nameof(StructureReadOptions.TypeElements) => "--species, for example --species Ni,Al",
            nameof(StructureReadOptions.Format) => "--format",
            _ => null,
        };
        string reason = error is ArgumentException { ParamName: { } name }
            ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
            : error.Message;
        return option is null ? reason : $"{reason} Use {option}.";
    }
}
