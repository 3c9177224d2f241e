using System.Diagnostics;
using System.Numerics.Tensors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;

namespace Arise.Training;

/// <summary>
/// Trains a network by Adam on the cross-entropy and keeps the weights of the best validation accuracy (of equals the
/// lower validation loss; without validation rows the last).
/// </summary>
/// <remarks>
/// Every random number depends on seed, use and position alone and every sum has a fixed order: the result has the
/// same bytes on any number of threads, and whether or not training was interrupted and resumed.
/// </remarks>
public sealed class Trainer
{
    private const int CheckpointEpochs = 10;

    // A weight in three layouts, with Adam's two means, its gradient, the best ones, and what a checkpoint copies.
    private const double BytesPerWeight = 48;

    // An activation of a sample, its derivative, and its place in the slices.
    private const double BytesPerActivation = 24;
    private static readonly TimeSpan CheckpointTime = TimeSpan.FromMinutes(1);
    private readonly TrainingSet _set;
    private readonly TrainingSettings _settings;
    private readonly NetworkArchitecture _architecture;
    private readonly TrainableNetwork _network;
    private readonly DataSplit _split;
    private readonly InputScaling? _scaling;
    private readonly List<EpochResult> _history = [];
    private readonly string _digest;
    private DenseLayer[] _best;
    private int _bestEpoch;
    private EpochProgress _running;

    /// <summary>Prepares training from random weights, or from those of a network.</summary>
    /// <param name="set">Descriptors and classes.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="start">A network of the shape that set and settings give, or null.</param>
    /// <exception cref="ArgumentException">Settings are out of range, or no row has a class.</exception>
    public Trainer(TrainingSet set, TrainingSettings settings, BayesianNetwork? start = null)
    {
        settings.Validate();
        if (!set.Labels.AsSpan().ContainsAnyExcept(TrainingSet.NoClass))
            throw new ArgumentException($"None of the {set.Count} rows of the training set has a class.");
        (_set, _settings) = (set, settings);
        _architecture = new NetworkArchitecture
        {
            InputSize = set.DescriptorSize,
            HiddenSizes = settings.HiddenSizes,
            ClassCount = set.ClassLabels.Length,
            Dropout = settings.Dropout,
        };
        _architecture.Validate();
        RequireMemory(_architecture, settings.BatchSize);
        _digest = set.Digest();
        _split = DataSplit.Stratified(set.Labels.AsSpan(), settings.ValidationFraction, settings.Seed);
        _scaling = InputScaling.IsAsked(set.DescriptorSettings)
            ? start?.Metadata.Scaling ?? InputScaling.Of(set.Descriptors.AsSpan(), set.DescriptorSize)
            : null;
        _network = new TrainableNetwork(_architecture, settings.BatchSize, _scaling);
        if (start is null)
            _network.Initialize(settings.Seed);
        else
            _network.Load(start);
        _best = CurrentLayers();
    }

    /// <summary>The epochs so far.</summary>
    public IReadOnlyList<EpochResult> History => _history;

    /// <summary>The epoch whose weights are kept so far; 0 before the first.</summary>
    public int BestEpoch => _bestEpoch;

    /// <summary>Is called after every step.</summary>
    internal Action? AfterStep { get; set; }

    /// <summary>Whether all epochs are done.</summary>
    public bool IsComplete => _history.Count >= _settings.Epochs;

    /// <summary>Number of rows that are trained on.</summary>
    public int TrainingRows => _split.Training.Length;

    /// <summary>Number of rows that are held back for validation.</summary>
    public int ValidationRows => _split.Validation.Length;

    /// <summary>Takes up training where <see cref="SaveCheckpoint"/> left it.</summary>
    /// <param name="set">The same training set.</param>
    /// <param name="settings">The same settings.</param>
    /// <param name="path">The checkpoint.</param>
    /// <exception cref="ModelFormatException">The file is damaged, or belongs to another set or other
    /// settings.</exception>
    public static Trainer Resume(TrainingSet set, TrainingSettings settings, string path)
    {
        var trainer = new Trainer(set, settings);
        TrainingCheckpoint checkpoint =
            TrainingCheckpoint.Read(path, settings, trainer._digest, trainer._network.Layers);
        trainer._history.AddRange(checkpoint.History);
        (trainer._best, trainer._bestEpoch) = (checkpoint.Best, checkpoint.BestEpoch);
        trainer._running = checkpoint.Running;
        return trainer;
    }

    /// <summary>Trains until all epochs are done.</summary>
    /// <param name="checkpoint">
    /// A file to save to every ten epochs or every minute (after the running epoch), at the end, and when the work is
    /// canceled; null for none.
    /// </param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    /// <param name="progress">Is told of every epoch, with loss and accuracies as a note.</param>
    /// <param name="cancellation">Stops training after the running step; the checkpoint then holds that step.</param>
    /// <exception cref="OperationCanceledException">Training was canceled before its last epoch.</exception>
    /// <exception cref="TrainingDivergedException">The learning rate is too high.</exception>
    public void Run(
        string? checkpoint = null,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        Report(null);
        Run(checkpoint, threads, Report, cancellation);

        bool Report(EpochResult? last)
        {
            progress?.Report(new WorkProgress("epochs", _history.Count, _settings.Epochs, last?.Note(_bestEpoch)));
            return true;
        }
    }

    /// <summary>The same, as long as <paramref name="goesOn"/> says so after an epoch.</summary>
    internal void Run(
        string? checkpoint, int threads, Func<EpochResult, bool> goesOn, CancellationToken cancellation)
    {
        ParallelOptions options = ThreadCount.Parallel(threads, CancellationToken.None);
        long saved = Stopwatch.GetTimestamp();
        for (int done = 1; !IsComplete; done++)
        {
            EpochResult? result = RunEpoch(options, cancellation);
            if (result is null)
            {
                if (checkpoint is not null)
                    SaveCheckpoint(checkpoint);
                throw new OperationCanceledException(cancellation);
            }

            if (!goesOn(result))
                return;
            if (checkpoint is not null
                && (IsComplete || done % CheckpointEpochs == 0 || Stopwatch.GetElapsedTime(saved) > CheckpointTime))
            {
                SaveCheckpoint(checkpoint);
                saved = Stopwatch.GetTimestamp();
            }
        }
    }

    /// <summary>Saves everything that <see cref="Resume"/> needs; the file appears only once it is complete.</summary>
    public void SaveCheckpoint(string path) =>
        TrainingCheckpoint.Write(path, _settings, _digest, _network.Layers, _best, _bestEpoch, _history, _running);

    /// <summary>The network with the best weights so far, and the record of its training.</summary>
    /// <param name="dataName">What the training set is called in the record.</param>
    /// <param name="command">The command that repeats the training, if a command did it.</param>
    /// <param name="threads">Threads for the accuracies in the record, 0 for one per processor.</param>
    public BayesianNetwork BestNetwork(string dataName, string? command = null, int threads = 0)
    {
        var unrecorded = new ModelMetadata
        {
            ClassLabels = _set.ClassLabels,
            DescriptorSettings = _set.DescriptorSettings,
            Scaling = _scaling,
        };
        var network = new BayesianNetwork(_architecture, _best, unrecorded);
        ReadOnlySpan<float> probabilities =
            network.PredictWithoutDropout(_set.Descriptors.AsMemory(), threads).AsSpan();
        var record = new TrainingRecord
        {
            Data = dataName,
            DataDigest = _digest,
            TrainingRows = _split.Training.Length,
            ValidationRows = _split.Validation.Length,
            Settings = _settings,
            Command = command,
            BestEpoch = _bestEpoch,
            TrainingAccuracy = Accuracy(_split.Training, probabilities)!.Value,
            ValidationAccuracy = Accuracy(_split.Validation, probabilities),
            TotalAccuracy = Accuracy([.. Enumerable.Range(0, _set.Count)], probabilities)!.Value,
        };
        return new BayesianNetwork(_architecture, _best, unrecorded with { Training = record });
    }

    private static void RequireMemory(NetworkArchitecture architecture, int batch) => MemoryBudget.Require(
        (BytesPerWeight * architecture.ParameterCount)
            + (BytesPerActivation * architecture.LayerSizes.Sum(size => (double)size) * (batch + TileKernel.Lanes)),
        $"To train {architecture.ParameterCount} weights in batches of {batch}",
        "use fewer or smaller hidden layers, or smaller batches",
        nameof(TrainingSettings.HiddenSizes));

    // Null: canceled on the way.
    private EpochResult? RunEpoch(ParallelOptions options, CancellationToken cancellation)
    {
        int epoch = _history.Count + 1;
        int[] order = (int[])_split.Training.Clone();
        RandomStreams.Of(RandomStreams.TrainingOrder, _settings.Seed, (ulong)epoch).Shuffle<int>(order);
        int batch = _settings.BatchSize;
        long steps = (order.Length + batch - 1) / batch;
        while (_running.Steps < steps && !cancellation.IsCancellationRequested)
        {
            int first = (int)_running.Steps * batch;
            long step = ((epoch - 1) * steps) + _running.Steps + 1;
            ReadOnlyMemory<int> rows = order.AsMemory(first, Math.Min(batch, order.Length - first));
            (double batchLoss, int batchCorrect) =
                _network.Step(_set, rows, step, LearningRate(step, steps * _settings.Epochs), _settings.Seed, options);
            _running = new EpochProgress(
                _running.Steps + 1, _running.Loss + batchLoss, _running.Correct + batchCorrect);
            AfterStep?.Invoke();
        }

        (_, double loss, long correct) = _running;
        if (!double.IsFinite(loss) || !_network.IsFinite)
            throw new TrainingDivergedException(epoch);
        if (cancellation.IsCancellationRequested)
            return null;
        double? validationLoss = null, validationAccuracy = null;
        if (_split.Validation.Length > 0)
            (validationLoss, validationAccuracy) = _network.Evaluate(_set, _split.Validation, options);
        var result = new EpochResult(
            epoch,
            loss / order.Length,
            _set.ShareOfLabeled(correct, order)!.Value,
            validationLoss,
            validationAccuracy);
        KeepIfBest(result);
        _history.Add(result);
        _running = default;
        return result;
    }

    private double LearningRate(long step, long steps) => _settings.Schedule switch
    {
        LearningRateSchedule.Cosine => _settings.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - 1) / steps)),
        _ => _settings.LearningRate,
    };

    private void KeepIfBest(EpochResult result)
    {
        EpochResult? best = _bestEpoch > 0 ? _history[_bestEpoch - 1] : null;
        bool better = best is null
            || result.ValidationAccuracy is not { } accuracy
            || accuracy > best.ValidationAccuracy
            || (accuracy == best.ValidationAccuracy && result.ValidationLoss < best.ValidationLoss);
        if (better)
            (_best, _bestEpoch) = (CurrentLayers(), result.Epoch);
    }

    private DenseLayer[] CurrentLayers() => Array.ConvertAll(_network.Layers, layer => new DenseLayer(
        layer.Inputs, layer.Units, layer.Gather(layer.Weights), layer.Packed.Bias.Span[..layer.Units].ToArray()));

    private double? Accuracy(int[] rows, ReadOnlySpan<float> probabilities)
    {
        int classes = _architecture.ClassCount, correct = 0;
        foreach (int row in rows)
        {
            int winner = TensorPrimitives.IndexOfMax(probabilities.Slice(row * classes, classes));
            correct += winner == _set.Labels[row] ? 1 : 0;
        }

        return _set.ShareOfLabeled(correct, rows);
    }
}
