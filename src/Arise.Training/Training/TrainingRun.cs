using System.Diagnostics;
using Arise.Files;
using Arise.Networks.Models;

namespace Arise.Training;

/// <summary>
/// A training from its set to the model file: trains, keeps a checkpoint meanwhile, and writes the network of the best
/// epoch with its card.
/// </summary>
/// <example>
/// <code>
/// TrainingSet set = TrainingSet.Read("pristine.npz");
/// var run = new TrainingRun(set, new TrainingRunSettings { DataName = "pristine", Model = "model.safetensors" });
/// BayesianNetwork network = run.Run().Network;
/// </code>
/// </example>
public sealed class TrainingRun
{
    private readonly TrainingRunSettings _settings;
    private readonly Trainer _trainer;

    /// <summary>Prepares training, or takes up one that was interrupted.</summary>
    /// <param name="set">Descriptors and classes.</param>
    /// <param name="settings">How to train, and which files to keep.</param>
    /// <param name="start">A network to start from, of the shape that set and settings give; null for none.</param>
    /// <exception cref="ArgumentException">Settings are out of range, or no row has a class.</exception>
    /// <exception cref="ModelFormatException">
    /// The checkpoint to go on from is damaged, or belongs to another set or other settings.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no checkpoint to go on from.</exception>
    /// <exception cref="IOException">A file is in the way, or cannot be written.</exception>
    /// <exception cref="IOException">The checkpoint of an interrupted training is in the way.</exception>
    public TrainingRun(TrainingSet set, TrainingRunSettings settings, BayesianNetwork? start = null)
    {
        settings.Validate();
        settings.AddPaths(new RunPaths()).Check();
        settings.CheckpointUse.RequireFile();
        _settings = settings;
        _trainer = settings.Resume
            ? Trainer.Resume(set, settings.Training, settings.CheckpointFile!)
            : new Trainer(set, settings.Training, start);
    }

    /// <summary>Number of rows that are trained on.</summary>
    public int TrainingRows => _trainer.TrainingRows;

    /// <summary>Number of rows that are held back for validation.</summary>
    public int ValidationRows => _trainer.ValidationRows;

    /// <summary>Epochs made so far.</summary>
    public int EpochsDone => _trainer.History.Count;

    /// <summary>Where the state of training is kept while it runs; null for nowhere.</summary>
    public string? Checkpoint => _settings.CheckpointFile;

    /// <summary>Trains to the end and writes the files; the checkpoint goes when the model is there.</summary>
    /// <param name="progress">Is told of every epoch, with loss and accuracies as a note.</param>
    /// <param name="cancellation">Stops after the running step.</param>
    /// <exception cref="OperationCanceledException">Canceled; the checkpoint holds what is done.</exception>
    /// <exception cref="TrainingDivergedException">The learning rate is too high.</exception>
    /// <exception cref="IOException">Another run writes the same model or checkpoint.</exception>
    public TrainingResult Run(
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        foreach (string? file in new[] { Checkpoint, _settings.Model })
        {
            if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
        }

        using FileLock? ofModel = _settings.Model is { } written ? FileLock.OfFile(written) : null;
        using FileLock? ofCheckpoint = Checkpoint is { } kept ? FileLock.OfFile(kept) : null;
        if (_settings.Overwrite && Checkpoint is not null)
            File.Delete(Checkpoint);
        long start = Stopwatch.GetTimestamp();
        Train(progress, cancellation);
        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        BayesianNetwork network = _trainer.BestNetwork(_settings.DataName, _settings.Command, _settings.Threads);
        if (_settings.Model is { } model)
            ModelFile.WriteWithCard(network, model, _settings.Resume ? null : duration);

        if (Checkpoint is not null)
            File.Delete(Checkpoint);
        return new TrainingResult(network, [.. _trainer.History], duration);
    }

    private void Train(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            _trainer.Run(Checkpoint, _settings.Threads, progress, cancellation);
        }
        catch (TrainingDivergedException) when (Checkpoint is not null)
        {
            // Whoever went on from it would come to the same end.
            File.Delete(Checkpoint);
            throw;
        }
    }
}
