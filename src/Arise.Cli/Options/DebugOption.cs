using System.CommandLine;

namespace Arise.Cli;

/// <summary>The option --debug of every verb.</summary>
internal static class DebugOption
{
    /// <summary>The option; the verbs inherit it.</summary>
    public static Option<bool> Instance { get; } = new("--debug")
    {
        Description = "Show where in the program an error came from.",
        Recursive = true,
    };
}
