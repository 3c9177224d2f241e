using Arise.Files;
using Arise.Microscopy.Finders;
using Arise.Networks.Convolution;
using Arise.Training;

namespace Arise.AtomFinding;

/// <summary>Settings of an <see cref="AtomFinderRun"/>: how to train, and which files to keep.</summary>
public sealed record AtomFinderRunSettings
{
    // Weights and two means of Adam.
    private const int CopiesInCheckpoint = 3;

    /// <summary>How to train.</summary>
    public AtomFinderSettings Training { get; init; } = new();

    /// <summary>The model file to write (.safetensors); a card with the same name and .md joins it.</summary>
    public required string Model { get; init; }

    /// <summary>
    /// The file that keeps the state of training while it runs; null for that beside the model, with .checkpoint.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether to go on from the checkpoint; the settings of training must be those of before.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether a checkpoint that is there may go, so that training begins anew.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The command that repeats the training, for the card; null if no command did it.</summary>
    public string? Command { get; init; }

    /// <summary>Threads, 0 for one per processor; the model does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The file of the checkpoint.</summary>
    public string CheckpointFile => Checkpoint ?? SideFile.Of(Model, ".checkpoint");

    /// <summary>Adds the files that a run writes: model, card, checkpoint.</summary>
    /// <returns><paramref name="paths"/>.</returns>
    public RunPaths AddPaths(RunPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        long model = sizeof(float) * (long)UShapedNetwork.ParameterCount(AtomFinderTrainer.Channels);
        return paths
            .WritesOver(Model, "the model", AtomFinderFile.IsOne, model)
            .WritesOver(SideFile.Of(Model, ".md"), "its card", AtomFinderCard.IsCard)
            .WritesOver(
                CheckpointFile, "the checkpoint of the training", AtomFinderCheckpoint.IsOne,
                CopiesInCheckpoint * model);
    }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Training.Validate();
        Setting.Require(!string.IsNullOrWhiteSpace(Model), nameof(Model), "The model needs a file.");
        Setting.Require(
            !Directory.Exists(Model), nameof(Model), $"{Model}: this is a folder; the model needs a file.");
        CheckpointUse.Validate();
        Setting.RequireThreads(Threads);
    }

    /// <summary>What becomes of an earlier checkpoint.</summary>
    internal CheckpointUse CheckpointUse => new(CheckpointFile, Resume, Overwrite);
}
