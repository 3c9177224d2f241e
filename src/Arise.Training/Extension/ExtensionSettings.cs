using System.Collections.Immutable;
using Arise.Datasets;
using Arise.Files;
using Arise.Networks.Models;
using Arise.Prototypes;

namespace Arise.Extension;

/// <summary>Settings of <see cref="ModelExtension"/>.</summary>
public sealed record ExtensionSettings
{
    /// <summary>
    /// Defective and disordered structures for a model that knows them: about a tenth of what a robust model is trained
    /// on, since the network only has to keep what it knows.
    /// </summary>
    public static RobustTrainingSettings Rehearsal { get; } = new()
    {
        BlocksPerClass = 80, PiecesPerClass = 160, ExtraBlocks = 160, ExtraPieces = 160, HotPieces = 240,
        Disordered = 2400,
    };

    /// <summary>Passes over old and new training rows.</summary>
    public int Epochs { get; init; } = 60;

    /// <summary>Learning rate of Adam at the first step; it decays to zero.</summary>
    public double LearningRate { get; init; } = 5e-4;

    /// <summary>Seed of the split, the order of rows and the dropout masks.</summary>
    public ulong Seed { get; init; }

    /// <summary>
    /// The defective and disordered structures to train on, for example <see cref="Rehearsal"/>; null for none.
    /// </summary>
    public RobustTrainingSettings? Robust { get; init; }

    /// <summary>Prototypes of those old classes that are not in the library.</summary>
    public ImmutableArray<Prototype> Prototypes { get; init; } = [];

    /// <summary>
    /// The model file to write (.safetensors), which a card (.md) joins and, while it is trained, a checkpoint. Null:
    /// nothing is written.
    /// </summary>
    public string? Model { get; init; }

    /// <summary>Whether to go on from the checkpoint of the same extension.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether the checkpoint of an interrupted extension may go, so that training begins anew.</summary>
    public bool Overwrite { get; init; }

    /// <summary>What the training set is called in the record of the model.</summary>
    public string DataName { get; init; } = "old and new classes";

    /// <summary>The command that repeats the extension, for the record; null if no command did it.</summary>
    public string? Command { get; init; }

    /// <summary>How many structures of families are made, in shares of the usual numbers.</summary>
    internal double Share { get; init; } = 1;

    /// <summary>Threads, 0 for one per processor; the model does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Adds the files that an extension writes: model, card, checkpoint.</summary>
    /// <returns><paramref name="paths"/>.</returns>
    public RunPaths AddPaths(RunPaths paths) =>
        Run(new TrainingSettings().HiddenSizes, 0).AddPaths(paths);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Setting.Require(!Prototypes.IsDefault, nameof(Prototypes), "The prototypes are not given.");
        Robust?.Validate();
        Run([1], 0).Validate();
    }

    /// <summary>The training of a network of this shape.</summary>
    internal Training.TrainingRunSettings Run(ImmutableArray<int> hiddenSizes, double dropout) => new()
    {
        Training = new TrainingSettings
        {
            HiddenSizes = hiddenSizes,
            Dropout = dropout,
            Epochs = Epochs,
            LearningRate = LearningRate,
            Schedule = LearningRateSchedule.Cosine,
            Seed = Seed,
        },
        Model = Model,
        Resume = Resume,
        Overwrite = Overwrite,
        DataName = DataName,
        Command = Command,
        Threads = Threads,
    };
}
