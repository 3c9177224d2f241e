using System.CommandLine;
using Arise.Datasets;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Training;

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

    /// <summary>The classes of a model, in the order of its outputs: of the folder, or else of the library.</summary>
    /// <exception cref="ArgumentException">A class is in neither.</exception>
    public static Prototype[] OfModel(BayesianNetwork network, DirectoryInfo? folder)
    {
        var known = PrototypeLibrary.All.ToDictionary(prototype => prototype.Label);
        foreach (Prototype own in folder is null ? [] : Read(folder))
            known[own.Label] = own;
        string[] missing = [.. network.Metadata.ClassLabels.Where(label => !known.ContainsKey(label))];
        return missing.Length == 0
            ? [.. network.Metadata.ClassLabels.Select(label => known[label])]
            : throw new ArgumentException(
                $"The structures of the classes {string.Join(", ", missing)} of the model are not in the library; "
                + " put their files into a folder and name it with --prototypes.");
    }

    /// <summary>The training set of some classes, with progress on standard error.</summary>
    /// <param name="prototypes">The classes.</param>
    /// <param name="robust">Settings of the robust set, or null for the pristine one.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static TrainingSet Describe(
        IReadOnlyList<Prototype> prototypes,
        RobustTrainingSettings? robust,
        int threads,
        CancellationToken cancellation)
    {
        int structures = robust is null
            ? PristineStructures.Of(prototypes).Count()
            : RobustTrainingSet.CountOf(prototypes, robust);
        TrainingSet? set = null;
        CountedProgress.Run("structures", structures, progress => set = robust is null
            ? PristineTrainingSet.Generate(prototypes, null, threads, progress, cancellation)
            : RobustTrainingSet.Generate(prototypes, robust, threads, progress, null, cancellation));
        return set!;
    }
}
