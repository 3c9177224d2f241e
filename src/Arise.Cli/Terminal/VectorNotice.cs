using System.CommandLine;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Cli;

/// <summary>Tells once, before long work, that this machine lacks what makes it fast.</summary>
internal static class VectorNotice
{
    /// <summary>The sentence; null where there is nothing to tell.</summary>
    /// <param name="parsed">The command line: only verbs that compute take threads, and help computes nothing.</param>
    public static string? Of(ParseResult parsed) =>
        !HasVectors && parsed.Action is not Verb.Help
            && parsed.CommandResult.Command.Options.Any(option => option.Name == ThreadsOption.Name)
            ? "this processor, or an environment variable such as DOTNET_EnableAVX2, offers no wide vector "
                + "instructions: the answers are the same, but take 6 to 50 times as long."
            : null;

    // Arm has vectors of half that width, always.
    private static bool HasVectors => RuntimeInformation.ProcessArchitecture == Architecture.Arm64
        ? Vector128.IsHardwareAccelerated
        : Vector256.IsHardwareAccelerated;
}
