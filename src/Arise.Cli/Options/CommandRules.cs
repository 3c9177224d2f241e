using System.CommandLine;
using System.CommandLine.Parsing;

namespace Arise.Cli;

/// <summary>
/// Refuses options that would have no effect: whoever gives one expects something of it.
/// </summary>
internal static class CommandRules
{
    /// <summary>Takes an option only where something else on the command line makes it count.</summary>
    /// <param name="command">The command.</param>
    /// <param name="option">The option.</param>
    /// <param name="counts">Whether it has an effect.</param>
    /// <param name="reason">Why it has none otherwise, in a clause: "--mode exact takes all passes".</param>
    public static void TakesOnlyWith(
        this Command command, Option option, Func<CommandResult, bool> counts, string reason) =>
        command.Validators.Add(result =>
        {
            if (IsGiven(result, option) && IsReadable(result.GetResult(option)!) && !counts(result))
                result.AddError($"{option.Name} would have no effect: {reason}.");
        });

    /// <summary>Takes an option only together with another one.</summary>
    public static void TakesOnlyWith(this Command command, Option option, Option other) =>
        command.TakesOnlyWith(option, result => IsGiven(result, other), $"it belongs to {other.Name}");

    /// <summary>Takes at most one of several options.</summary>
    public static void TakesOneOf(this Command command, params Option[] options) => command.Validators.Add(result =>
    {
        string[] given = [.. options.Where(option => IsGiven(result, option)).Select(option => option.Name)];
        if (given.Length > 1)
        {
            result.AddError(
                $"{string.Join(", ", given[..^1])} and {given[^1]} say different things; give one of them.");
        }
    });

    /// <summary>Whether an option stands on the command line.</summary>
    public static bool IsGiven(SymbolResult result, Option option) =>
        result.GetResult(option) is { Implicit: false };

    /// <summary>The value of an option, or another one where it is not given or cannot be read.</summary>
    public static T? ValueOr<T>(this SymbolResult result, Option<T> option, T? otherwise) =>
        IsGiven(result, option) && IsReadable(result.GetResult(option)!) ? result.GetValue(option) : otherwise;

    // What cannot be read is told by the parser.
    private static bool IsReadable(OptionResult given)
    {
        try
        {
            _ = given.GetValueOrDefault<object>();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
