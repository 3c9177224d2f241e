using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Arise.Files;
using Arise.Microscopy.Finders;
using Arise.Networks.Convolution;
using Arise.Networks.Models;
using Arise.Training;

namespace Arise.AtomFinding;

/// <summary>
/// The training of a network that finds atoms, from nothing to the model file: simulates images, trains, keeps a
/// checkpoint meanwhile, calibrates the confidence, and writes the network with its card.
/// </summary>
/// <example>
/// <code>
/// var run = new AtomFinderRun(new AtomFinderRunSettings { Model = "finder.safetensors" });
/// IReadOnlyList&lt;AtomFinderEpoch&gt; epochs = run.Run();
/// NetworkAtomFinder finder = NetworkAtomFinder.Read("finder.safetensors");
/// </code>
/// </example>
public sealed class AtomFinderRun
{
    // Per patch of a step: derivatives by the parameters and maps of the network, with room.
    private const double BytesPerPatch = 8e6;

    private readonly AtomFinderRunSettings _settings;
    private readonly AtomFinderTrainer _trainer;

    /// <summary>Prepares training, or takes up one that was interrupted.</summary>
    /// <param name="settings">How to train, and which files to keep.</param>
    /// <exception cref="ArgumentException">Settings are out of range.</exception>
    /// <exception cref="ModelFormatException">The checkpoint to go on from is damaged, or belongs to other
    /// settings.</exception>
    /// <exception cref="FileNotFoundException">There is no checkpoint to go on from.</exception>
    /// <exception cref="IOException">A file is in the way, or cannot be written.</exception>
    /// <exception cref="MemoryBudgetException">A step needs more memory than the budget.</exception>
    public AtomFinderRun(AtomFinderRunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        settings.AddPaths(new RunPaths()).Check();
        settings.CheckpointUse.RequireFile();
        MemoryBudget.Require(
            BytesPerPatch * settings.Training.BatchSize,
            $"To train on {settings.Training.BatchSize} patches per step",
            "use smaller batches",
            nameof(AtomFinderSettings.BatchSize));
        _settings = settings;
        _trainer = settings.Resume
            ? AtomFinderTrainer.Resume(settings.Training, settings.CheckpointFile)
            : new AtomFinderTrainer(settings.Training);
    }

    /// <summary>Trains to the end and writes the files; the checkpoint goes when the model is there.</summary>
    /// <param name="progress">Is told of every step, with figures of the last epoch as a note.</param>
    /// <param name="cancellation">Stops after the running step.</param>
    /// <returns>How the epochs went.</returns>
    /// <exception cref="OperationCanceledException">Canceled; the checkpoint holds what is done.</exception>
    /// <exception cref="TrainingDivergedException">The learning rate is too high.</exception>
    /// <exception cref="IOException">Another run writes the same model or checkpoint.</exception>
    public IReadOnlyList<AtomFinderEpoch> Run(
        IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        foreach (string file in new[] { _settings.CheckpointFile, _settings.Model })
        {
            if (Path.GetDirectoryName(file) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
        }

        using FileLock ofModel = FileLock.OfFile(_settings.Model);
        using FileLock ofCheckpoint = FileLock.OfFile(_settings.CheckpointFile);
        if (_settings.Overwrite)
            File.Delete(_settings.CheckpointFile);
        long start = Stopwatch.GetTimestamp();
        Train(progress, cancellation);
        PeakCalibration calibration = _trainer.Calibrate(_settings.Threads, cancellation);
        TimeSpan? duration = _settings.Resume ? null : Stopwatch.GetElapsedTime(start);
        var model = new AtomFinderModel(
            AtomFinderTrainer.Channels,
            _trainer.Parameters.Span[..UShapedNetwork.ParameterCount(AtomFinderTrainer.Channels)].ToArray(),
            PatchSource.Spacing,
            calibration,
            Record());
        string name = Path.GetFileNameWithoutExtension(_settings.Model);
        AtomFinderFile.Write(model, _settings.Model, AtomFinderCard.Text(name, model, _trainer.History, duration));
        File.Delete(_settings.CheckpointFile);
        return _trainer.History;
    }

    private void Train(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            _trainer.Run(_settings.CheckpointFile, _settings.Threads, progress, cancellation);
        }
        catch (TrainingDivergedException)
        {
            // Whoever went on from it would come to the same end.
            File.Delete(_settings.CheckpointFile);
            throw;
        }
    }

    private ImmutableSortedDictionary<string, string> Record()
    {
        AtomFinderSettings training = _settings.Training;
        AtomFinderEpoch last = _trainer.History[^1];
        var texts = new SortedDictionary<string, string>
        {
            ["patches"] = Number(training.Patches),
            ["batch"] = Number(training.BatchSize),
            ["learning_rate"] = Number(training.LearningRate),
            ["epochs"] = Number(training.Epochs),
            ["seed"] = Number(training.Seed),
            ["precision"] = Number(last.Precision),
            ["recall"] = Number(last.Recall),
            ["error"] = Number(last.Error),
        };
        if (_settings.Command is { } command)
            texts["command"] = command;
        return texts.ToImmutableSortedDictionary();

        static string Number(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }
}
