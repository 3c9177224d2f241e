using System.Globalization;

namespace Arise.Cli;

/// <summary>What the verbs that train tell in words.</summary>
internal static class TrainingText
{
    /// <summary>A share as a person reads it.</summary>
    public static string Percent(double? share) =>
        share is { } value ? (100 * value).ToString("0.00", CultureInfo.InvariantCulture) + " %" : "-";

    /// <summary>That training was interrupted and how it goes on.</summary>
    public static string Interrupted(string checkpoint) => File.Exists(checkpoint)
        ? $"arise: interrupted; the checkpoint is {checkpoint}. Give the same command with --resume to go on."
        : "arise: interrupted before the training began.";
}
