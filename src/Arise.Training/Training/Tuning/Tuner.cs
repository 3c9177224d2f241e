using System.Diagnostics;
using Arise.Datasets;
using Arise.Networks.Models;

namespace Arise.Training.Tuning;

/// <summary>
/// Searches hyper-parameters: trains one network per trial, proposed by the tree-structured Parzen estimator from the
/// trials before, and gives up hopeless ones. Everything is kept in a database and a folder of checkpoints and models
/// beside it, so that a search may be interrupted at any moment and goes on as if it had not been.
/// </summary>
public sealed class Tuner : IDisposable
{
    private const int CheckpointEpochs = 10;
    private readonly TrainingSet _set;
    private readonly TuningSettings _settings;
    private readonly TrialStore _store;
    private readonly ParzenEstimator _estimator;
    private readonly string _dataName;

    /// <summary>Opens a search, or begins one.</summary>
    /// <param name="set">Descriptors and classes.</param>
    /// <param name="dataName">What the set is called in the records of the models.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="database">The database of trials; created when it does not exist.</param>
    /// <exception cref="ArgumentException">Settings are out of range.</exception>
    /// <exception cref="TrialStoreException">The database is damaged or belongs to another search.</exception>
    public Tuner(TrainingSet set, string dataName, TuningSettings settings, string database)
    {
        settings.Validate();
        (_set, _dataName, _settings) = (set, dataName, settings);
        Folder = database + ".trials";
        _estimator = new ParzenEstimator(settings.Space.Dimensions(), settings.Training.Seed, settings.Parzen);
        _store = TrialStore.Open(database, settings, set.Digest());
    }

    /// <summary>Where checkpoints and models of the trials are.</summary>
    public string Folder { get; }

    /// <summary>The trials so far.</summary>
    public IReadOnlyList<Trial> Trials => _store.Read();

    /// <summary>The model of a complete trial.</summary>
    public string ModelPath(int trial) => Path.Combine(Folder, $"trial-{trial:000}.safetensors");

    /// <summary>Runs the trials that are not done.</summary>
    /// <param name="threads">Threads, shared by the trials that run at once; the result does not depend on it.</param>
    /// <param name="progress">Is told of every epoch.</param>
    /// <param name="cancellation">Stops the running trials after their epoch, without an exception.</param>
    /// <returns>Whether all trials have ended.</returns>
    public bool Run(
        int threads = 1, IProgress<TuningProgress>? progress = null, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Folder);
        Trial[] known = [.. _store.Read()];
        var pending = new Queue<Task>();
        int threadsEach = Math.Max(1, threads / _settings.Parallel);
        long start = Stopwatch.GetTimestamp();
        int endedBefore = known.Count(trial => trial.State != TrialState.Running);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            for (int number = 0; number < _settings.Trials; number++)
            {
                if (number < known.Length && known[number].State != TrialState.Running)
                    continue;
                while (pending.Count >= _settings.Parallel)
                    pending.Dequeue().GetAwaiter().GetResult();

                // A trial that was interrupted is not known yet to those after it.
                if (cancellation.IsCancellationRequested)
                    break;
                Trial trial = number < known.Length ? known[number] : Propose(number);
                pending.Enqueue(Task.Run(() => Run(trial, threadsEach, Report, stop.Token), CancellationToken.None));
            }

            while (pending.Count > 0)
                pending.Dequeue().GetAwaiter().GetResult();
        }
        finally
        {
            // When one trial has failed, the others save their checkpoints before its error is told.
            stop.Cancel();
            Task.WhenAll(pending).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
        }

        return _store.Read().Count(trial => trial.State != TrialState.Running) >= _settings.Trials;

        void Report(Trial trial, int epoch)
        {
            if (progress is null)
                return;
            List<Trial> trials = _store.Read();
            int ended = trials.Count(t => t.State != TrialState.Running);
            double doneHere = trials.Sum(t => t.State != TrialState.Running ? 1 : (double)t.Epochs / t.Settings.Epochs)
                - endedBefore;
            progress.Report(new TuningProgress(
                trial.Number,
                epoch,
                trial.Settings.Epochs,
                ended,
                _settings.Trials,
                trials.Max(t => t.Accuracy ?? 0),
                doneHere > 0
                    ? Stopwatch.GetElapsedTime(start) * ((_settings.Trials - endedBefore - doneHere) / doneHere)
                    : null));
        }
    }

    /// <summary>
    /// Ranks the complete trials of the highest validation accuracy again by what they do on mildly defective
    /// structures.
    /// </summary>
    /// <param name="structures">Descriptors of pristine and mildly defective structures.</param>
    /// <param name="finalists">How many; the published number is 15.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <param name="progress">Is told the number of trials ranked.</param>
    /// <param name="cancellation">Stops between trials.</param>
    /// <returns>The trials from the most to the least robust; empty when none is complete.</returns>
    public IReadOnlyList<Trial> Rank(
        TrainingSet structures,
        int finalists = 15,
        int threads = 1,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        List<Trial> ranked = [];
        foreach (Trial trial in Best(finalists))
        {
            cancellation.ThrowIfCancellationRequested();
            (bool IsRight, double Probability)[] answers =
                DefectiveSet.Answers(ModelFile.Read(ModelPath(trial.Number)), structures, threads);
            var robustness = new Robustness(
                answers.Count(answer => answer.IsRight) / (double)answers.Length,
                answers.Average(answer => answer.Probability));
            _store.Add(trial.Number, robustness);
            ranked.Add(trial with { Robustness = robustness });
            progress?.Report(ranked.Count);
        }

        return [.. ranked.OrderByDescending(trial => trial.Robustness).ThenBy(trial => trial.Loss)];
    }

    /// <summary>The complete trials of the highest validation accuracy, the best first.</summary>
    public IReadOnlyList<Trial> Best(int count) =>
        [.. _store.Read().Where(trial => trial.State == TrialState.Complete).OrderBy(trial => trial.Loss).Take(count)];

    /// <inheritdoc/>
    public void Dispose() => _store.Dispose();

    private Trial Propose(int number)
    {
        Observation[] known = [.. _store.Read()
            .Where(trial => trial.Number <= number - _settings.Parallel)
            .Select(trial => new Observation(trial.Point, trial.Loss))];
        double[] point = _estimator.Propose(number, known);
        var trial = new Trial(number, point, _settings.Space.At(point, _settings.Training));
        _store.Add(trial);
        return trial;
    }

    private void Run(Trial trial, int threads, Action<Trial, int> report, CancellationToken cancellation)
    {
        string checkpoint = Path.ChangeExtension(ModelPath(trial.Number), ".checkpoint");
        Trainer trainer = File.Exists(checkpoint)
            ? Trainer.Resume(_set, trial.Settings, checkpoint)
            : new Trainer(_set, trial.Settings);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bool isHopeless = trainer.History.Count > 0 && IsHopeless(trial.Number, trainer.History);
        long start = Stopwatch.GetTimestamp();
        try
        {
            if (!isHopeless)
                trainer.Run(threads, new EpochObserver(Observe), checkpoint, CheckpointEpochs, stop.Token);
        }
        catch (TrainingDivergedException)
        {
            _store.End(trial.Number, TrialState.Diverged);
            File.Delete(checkpoint);
            return;
        }

        if (!isHopeless && !trainer.IsComplete)
            return;
        if (trainer.IsComplete)
            ModelFile.Write(trainer.BestNetwork(_dataName, threads: threads), ModelPath(trial.Number));
        _store.End(trial.Number, trainer.IsComplete ? TrialState.Complete : TrialState.Pruned);
        File.Delete(checkpoint);

        void Observe(TrainingProgress state)
        {
            _store.Add(
                trial.Number, state.Last, state.BestEpoch, trial.Duration + Stopwatch.GetElapsedTime(start));
            isHopeless = IsHopeless(trial.Number, [.. trainer.History]);
            if (isHopeless)
                stop.Cancel();
            report(trial, state.Last.Epoch);
        }
    }

    private bool IsHopeless(int trial, IReadOnlyList<EpochResult> history)
    {
        int epoch = history.Count;
        return _settings.Pruning.Compares(epoch, _settings.Training.Epochs) && _settings.Pruning.IsHopeless(
            history.Max(result => result.ValidationAccuracy!.Value),
            _store.AccuraciesBy(epoch, trial - _settings.Parallel));
    }

    private sealed class EpochObserver(Action<TrainingProgress> action) : IProgress<TrainingProgress>
    {
        void IProgress<TrainingProgress>.Report(TrainingProgress value) => action(value);
    }
}
