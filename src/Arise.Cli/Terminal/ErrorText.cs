using System.CommandLine;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>What a person reads of an error: its reason, and the option that cures it.</summary>
internal static class ErrorText
{
    // How the library ends what it says of older results.
    private const string Overwriting = "allow overwriting.";

    /// <summary>Whether an error is about settings: a mistake of whoever gave them, not of the program.</summary>
    public static bool IsOfSettings(ArgumentException error) =>
        error.GetType() == typeof(ArgumentException)
        && (error.ParamName is null || char.IsAsciiLetterUpper(error.ParamName[0]));

    /// <summary>The sentence, with the option where the command has it: "reason (--option).".</summary>
    /// <param name="error">The error.</param>
    /// <param name="command">The command; null leaves out options of settings.</param>
    public static string Of(Exception error, Command? command = null) => VisibleText.Of(error switch
    {
        ArgumentException { ParamName: { } property } argument =>
            Of(argument, Owned(command, OptionNames.Of(property))),
        IOException when error.Message.EndsWith(Overwriting, StringComparison.Ordinal)
            && command?.Options.Any(own => own.Name == OverwriteOption.Name) == true =>
            $"{error.Message.TrimEnd('.')} with {OverwriteOption.Name}.",
        MemoryBudgetException budget => Of(budget, Owned(command, OptionNames.Of(budget.Setting))),
        StructureFormatException { MissingSetting: nameof(StructureReadOptions.TypeElements) } =>
            $"{error.Message} Use --species, for example --species "
            + $"{(error.Message.Contains("one element", StringComparison.Ordinal) ? "Au" : "Ni,Al")}.",
        StructureFormatException { MissingSetting: { } setting } when OptionNames.Of(setting) is { } option =>
            $"{error.Message} Use {option}.",
        _ => error.Message,
    });

    /// <summary>The reason of an error of settings, with an option.</summary>
    /// <param name="error">The error.</param>
    /// <param name="option">Its name; null for none.</param>
    public static string Of(ArgumentException error, string? option)
    {
        string reason = error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal);
        return option is null || reason.Contains(option, StringComparison.Ordinal)
            ? reason
            : $"{reason.TrimEnd('.')} ({option}).";
    }

    private static string Of(MemoryBudgetException error, string? option) =>
        $"{error.Message.TrimEnd('.')}{(option is null ? "" : $" ({option})")}, or raise {MaxMemoryOption.OptionName}.";

    private static string? Owned(Command? command, string? option) =>
        command?.Options.Any(own => own.Name == option) == true ? option : null;
}
