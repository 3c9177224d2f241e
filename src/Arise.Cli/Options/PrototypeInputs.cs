using System.CommandLine;
using Arise.Prototypes;

namespace Arise.Cli;

/// <summary>Classes that a user brings: a folder with one structure file each.</summary>
internal static class PrototypeInputs
{
    /// <summary>The option that names the folder.</summary>
    public static Option<DirectoryInfo?> Option(string description) => new("--prototypes")
    {
        Description = description,
        HelpName = "DIR",
    };

    /// <summary>The classes of the folder, or the 108 of the library without one.</summary>
    public static IReadOnlyList<Prototype> Read(DirectoryInfo? folder) =>
        folder is null ? PrototypeLibrary.Published : PrototypeFiles.ReadFolder(folder.FullName);

    /// <summary>The classes of the folder, or none without one.</summary>
    public static IReadOnlyList<Prototype> ReadOwn(DirectoryInfo? folder) => folder is null ? [] : Read(folder);
}
