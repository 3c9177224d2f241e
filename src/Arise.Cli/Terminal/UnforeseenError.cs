using System.CommandLine;
using System.Reflection;

namespace Arise.Cli;

/// <summary>What a person reads of an error that nobody foresaw, instead of a stack trace.</summary>
internal static class UnforeseenError
{
    // Options that decide how much memory a command takes.
    private static readonly string[] Large =
    [
        "--box", "--size", "--cells", "--hidden", "--batch", "--passes", "--blocks", "--pieces", "--disordered",
        "--repetitions", "--parallel", "--threads",
    ];

    /// <summary>
    /// The error inside of those that only carry others; of several at once the first that is no cancellation.
    /// </summary>
    public static Exception Cause(Exception error)
    {
        while (true)
        {
            Exception? inner = error switch
            {
                AggregateException several => several.Flatten().InnerExceptions
                    .Select(Cause).OrderBy(one => one is OperationCanceledException).FirstOrDefault(),
                TypeInitializationException or TargetInvocationException => error.InnerException,
                _ => null,
            };
            if (inner is null)
                return error;
            error = inner;
        }
    }

    /// <summary>The sentences for an error of a command.</summary>
    /// <param name="error">The error.</param>
    /// <param name="command">The command; null before the command line was understood.</param>
    public static string Sentence(Exception error, Command? command)
    {
        string work = (command?.Name ?? "start") + WorkInHand.Describe();
        if (error is OutOfMemoryException)
            return $"{work}: there is not enough memory. {Smaller(command)}";
        string reason = error.Message.ReplaceLineEndings(" ").TrimEnd('.');
        return $"{work}: {reason} ({error.GetType().Name}). This is a bug of arise {Version}; please report it to the "
            + "authors, with the command and what it prints with --debug.";
    }

    private static string Version =>
        typeof(UnforeseenError).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "";

    private static string Smaller(Command? command)
    {
        string[] owned = [.. Large.Where(name => command?.Options.Any(option => option.Name == name) == true)];
        string what = owned.Length > 0 ? $"Give a smaller input or smaller {List(owned)}" : "Give a smaller input";
        return $"{what}; with a lower {MaxMemoryOption.OptionName} such work is refused before it begins.";
    }

    private static string List(string[] names) =>
        names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} or {names[^1]}";
}
