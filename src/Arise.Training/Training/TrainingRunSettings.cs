using Arise.Files;
using Arise.Networks.Models;

namespace Arise.Training;

/// <summary>Settings of a <see cref="TrainingRun"/>: how to train, and which files to keep.</summary>
public sealed record TrainingRunSettings
{
    // Weights, two means of Adam, and the best weights so far.
    private const int CopiesInCheckpoint = 4;

    /// <summary>How to train.</summary>
    public TrainingSettings Training { get; init; } = new();

    /// <summary>
    /// The model file to write (.safetensors); a card with the same name and .md joins it. Null: nothing is written.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>
    /// The file that keeps the state of training while it runs; null for that beside the model, with .checkpoint.
    /// </summary>
    public string? Checkpoint { get; init; }

    /// <summary>Whether to go on from the checkpoint; set and settings of training must be those of before.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether a checkpoint that is there may go, so that training begins anew.</summary>
    public bool Overwrite { get; init; }

    /// <summary>What the training set is called in the record of the model.</summary>
    public required string DataName { get; init; }

    /// <summary>The command that repeats the training, for the record; null if no command did it.</summary>
    public string? Command { get; init; }

    /// <summary>Threads, 0 for one per processor; the model does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Adds the files that a run writes: model, card, checkpoint.</summary>
    /// <returns><paramref name="paths"/>.</returns>
    public RunPaths AddPaths(RunPaths paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        long model = sizeof(float) * Weights;
        return paths
            .WritesOver(Model, "the model", ModelFile.IsModel, model)
            .WritesOver(Model is null ? null : SideFile.Of(Model, ".md"), "its card", ModelCard.IsCard)
            .WritesOver(
                CheckpointFile, "the checkpoint of the training", TrainingCheckpoint.IsOne, CopiesInCheckpoint * model);
    }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Training.Validate();
        Setting.Require(!string.IsNullOrWhiteSpace(DataName), nameof(DataName), "The training set needs a name.");
        Setting.Require(
            !Directory.Exists(Model), nameof(Model), $"{Model}: this is a folder; the model needs a file.");
        CheckpointUse.Validate();
        Setting.RequireThreads(Threads);
    }

    /// <summary>What becomes of an earlier checkpoint.</summary>
    internal CheckpointUse CheckpointUse => new(CheckpointFile, Resume, Overwrite);

    // Those between the hidden layers: the set tells the others.
    private long Weights => Training.HiddenSizes.IsDefaultOrEmpty
        ? 0
        : Training.HiddenSizes.Zip(Training.HiddenSizes.Skip(1), (inputs, units) => (long)inputs * units).Sum();

    /// <summary>The file of the checkpoint; null for none.</summary>
    public string? CheckpointFile =>
        Checkpoint ?? (Model is null ? null : SideFile.Of(Model, ".checkpoint"));
}
