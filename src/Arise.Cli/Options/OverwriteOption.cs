using System.CommandLine;

namespace Arise.Cli;

/// <summary>The option --overwrite: older results may go.</summary>
internal static class OverwriteOption
{
    /// <summary>Its name.</summary>
    public const string Name = "--overwrite";

    /// <summary>The option.</summary>
    /// <param name="what">What is replaced, such as "results in the folder".</param>
    public static Option<bool> Create(string what) => new(Name)
    {
        Description = $"Replace {what}; they stand until the new ones are complete.",
    };
}
