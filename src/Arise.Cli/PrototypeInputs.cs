using System.CommandLine;
using Arise.Networks.Training;
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
        folder is null ? PrototypeLibrary.All : PrototypeFiles.ReadFolder(folder.FullName);

    /// <summary>The pristine training set of some classes, with progress on standard error.</summary>
    public static TrainingSet Describe(
        IReadOnlyList<Prototype> prototypes, int threads, CancellationToken cancellation)
    {
        TrainingSet? set = null;
        CountedProgress.Run("structures", PristineStructures.Of(prototypes).Count(), progress =>
            set = PristineTrainingSet.Generate(
                prototypes, threads: threads, progress: progress, cancellation: cancellation));
        return set!;
    }
}
