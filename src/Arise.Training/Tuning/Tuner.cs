using System.Collections.Immutable;
using System.Diagnostics;
using Arise.Datasets;
using Arise.Files;
using Arise.Networks.Models;
using Arise.Training;
using static System.FormattableString;

namespace Arise.Tuning;

/// <summary>
/// Searches hyper-parameters: trains one network per trial, proposed by the tree-structured Parzen estimator from the
/// trials before, gives up hopeless ones, and ranks the best again by what they do on mildly defective structures.
/// Everything is kept in a database and a folder of checkpoints and models beside it, so that a search may be
/// interrupted at any moment and goes on as if it had not been.
/// </summary>
/// <example>
/// <code>
/// TrainingSet set = TrainingSet.Read("pristine.npz");
/// using var tuner = new Tuner(set, "pristine.npz", new TuningSettings { Trials = 50 }, "tune.sqlite");
/// TuningResult result = tuner.Run("model.safetensors");
/// </code>
/// </example>
public sealed class Tuner : IDisposable
{
    private const int PublishedFinalists = 15;
    private const string FolderSuffix = ".trials";

    // What a database of some trials takes, bytes.
    private const long LeastDatabase = 1 << 20;

    private readonly TrainingSet _set;
    private readonly TuningSettings _settings;
    private readonly TrialStore _store;
    private readonly FileLock _hold;
    private readonly ParzenEstimator _estimator;
    private readonly string _dataName;
    private readonly string _database;

    /// <summary>Opens a search, or begins one.</summary>
    /// <param name="set">Descriptors and classes.</param>
    /// <param name="dataName">What the set is called in the records of the models.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="database">The database of trials; created when it does not exist.</param>
    /// <exception cref="ArgumentException">
    /// Settings are out of range, or the set is too small to hold rows back for validation.
    /// </exception>
    /// <exception cref="TuningException">The database is damaged or belongs to another search.</exception>
    /// <exception cref="IOException">Another search holds it.</exception>
    public Tuner(TrainingSet set, string dataName, TuningSettings settings, string database)
    {
        settings.Validate();
        TrainingSettings training = settings.Training;
        if (DataSplit.Stratified(set.Labels.AsSpan(), training.ValidationFraction, training.Seed).Validation is [])
        {
            throw new ArgumentException(
                $"{dataName}: no row can be held back for validation, by which trials are compared; classes need at "
                + "least three rows.");
        }

        (_set, _dataName, _settings, _database) = (set, dataName, settings, database);
        Folder = database + FolderSuffix;
        if (Path.GetDirectoryName(database) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        _estimator = new ParzenEstimator(settings.Space.Dimensions(), settings.Training.Seed, settings.Parzen);
        (_hold, _store) =
            FileLock.OfFile(database, hold => (hold, TrialStore.Open(database, settings, set.Digest())));
    }

    /// <summary>Adds the files that a search writes: database, tables, figures, model, card.</summary>
    /// <param name="paths">Where to add them.</param>
    /// <param name="database">The database of trials.</param>
    /// <param name="model">The model file to write; null for none.</param>
    /// <returns><paramref name="paths"/>.</returns>
    public static RunPaths AddPaths(RunPaths paths, string database, string? model)
    {
        ArgumentNullException.ThrowIfNull(paths);
        paths.Writes(database, "the database of trials", LeastDatabase);
        foreach (string extension in new[] { ".md", ".csv", ".svg", ".png", ".pdf" })
        {
            string beside = SideFile.Of(database, extension);
            paths.WritesOver(
                beside,
                extension is ".md" or ".csv" ? "the table of trials" : "the figure of trials",
                file => File.Exists(database) && (extension is ".svg" or ".png" or ".pdf" || TuningTable.IsOne(file)));
        }

        if (File.Exists(database + FolderSuffix))
        {
            throw new IOException(
                $"{database}{FolderSuffix}: this is a file, where the folder of trials has to be; move it.");
        }

        paths.WritesOver(database + "-journal", "the journal of the database", _ => true);
        return new TrainingRunSettings { DataName = "", Model = model }.AddPaths(paths);
    }

    /// <summary>The trials so far.</summary>
    public ImmutableArray<Trial> Trials => [.. _store.Read()];

    /// <summary>Where checkpoints and models of the trials are.</summary>
    internal string Folder { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Dispose();
        _hold.Dispose();
    }

    /// <summary>
    /// Runs the trials that are not done, ranks the best, and writes the model of the first of them with its card;
    /// table (.md, .csv) and figure (.svg, .png) of the trials join the database.
    /// </summary>
    /// <param name="model">The model file to write; null for none.</param>
    /// <param name="finalists">Trials to rank by mildly defective structures, if the library knows the classes.</param>
    /// <param name="threads">
    /// Threads, 0 for one per processor, shared by the trials that run at once; the result does not depend on it.
    /// </param>
    /// <param name="progress">Is told of every epoch, with the trial and the best accuracy as a note.</param>
    /// <param name="cancellation">Stops the running trials after their epoch.</param>
    /// <exception cref="OperationCanceledException">Canceled; the same call goes on.</exception>
    /// <exception cref="TuningException">Every trial diverged.</exception>
    public TuningResult Run(
        string? model = null,
        int finalists = PublishedFinalists,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        try
        {
            Search(threads, progress, cancellation);
        }
        finally
        {
            WriteReport();
        }

        ImmutableArray<Trial> ranked = Best(finalists);
        if (ranked.IsEmpty)
            throw new TuningException(_database, "every trial diverged; the learning rates are too high.");
        if (ModelPrototypes.Find(_set.ClassLabels) is { } prototypes)
        {
            TrainingSet mild = DefectiveSet.Generate(
                prototypes, DefectiveSet.Mild, threads: threads, progress: progress, cancellation: cancellation);
            ranked = Rank(mild, finalists, threads, progress, cancellation);
            WriteReport();
        }

        BayesianNetwork network = ModelFile.Read(ModelPath(ranked[0].Number));
        if (model is not null)
            ModelFile.WriteWithCard(network, model, ranked[0].Duration);

        return new TuningResult(ranked[0], network, ranked, Trials);
    }

    /// <summary>Runs the trials that are not done.</summary>
    /// <exception cref="OperationCanceledException">Canceled before all had ended.</exception>
    internal void Search(
        int threads = 0, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Folder);
        Trial[] known = [.. _store.Read()];
        var pending = new Queue<Task>();
        int threadsEach = Math.Max(1, ThreadCount.Of(threads) / _settings.Parallel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Report(null, 0);
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

        if (_store.Read().Count(HasEnded) < _settings.Trials)
            throw new OperationCanceledException(cancellation);

        void Report(Trial? trial, int epoch)
        {
            if (progress is null)
                return;
            List<Trial> trials = _store.Read();
            long epochs = trials.Sum(t => HasEnded(t) ? _settings.Training.Epochs : (long)t.Epochs);
            string? note = trial is null
                ? null
                : $"{trials.Count(HasEnded)} / {_settings.Trials} trials, trial {trial.Number} epoch {epoch}, "
                + Invariant($"best {100 * trials.Max(t => t.Accuracy ?? 0):0.00} %");
            progress.Report(new WorkProgress(
                "epochs of all trials", epochs, (long)_settings.Trials * _settings.Training.Epochs, note));
        }
    }

    /// <summary>
    /// Ranks the complete trials of the highest validation accuracy again by what they do on mildly defective
    /// structures; from the most to the least robust, of equals the one with the higher confidence.
    /// </summary>
    internal ImmutableArray<Trial> Rank(
        TrainingSet structures,
        int finalists = PublishedFinalists,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        List<Trial> ranked = [];
        ImmutableArray<Trial> best = Best(finalists);
        var counter = new StepCounter(WorkProgress.Of(progress, "trials ranked again"), best.Length);
        foreach (Trial trial in best)
        {
            NetworkAnswers answers =
                NetworkAnswers.Of(ModelFile.Read(ModelPath(trial.Number)), structures, threads, cancellation);
            _store.Add(trial.Number, answers.Accuracy, answers.Confidence);
            ranked.Add(trial with { RobustAccuracy = answers.Accuracy, RobustConfidence = answers.Confidence });
            counter.Add();
        }

        return [.. ranked
            .OrderByDescending(trial => trial.RobustAccuracy).ThenByDescending(trial => trial.RobustConfidence)
            .ThenBy(trial => trial.Loss)];
    }

    /// <summary>The complete trials of the highest validation accuracy, the best first.</summary>
    internal ImmutableArray<Trial> Best(int count) =>
        [.. _store.Read().Where(trial => trial.State == TrialState.Complete).OrderBy(trial => trial.Loss).Take(count)];

    /// <summary>The model of a complete trial.</summary>
    internal string ModelPath(int trial) => Path.Combine(Folder, $"trial-{trial:000}.safetensors");

    private static bool HasEnded(Trial trial) => trial.State != TrialState.Running;

    private void WriteReport() => TuningReport.Write(Trials, SideFile.Of(_database, ""));

    private Trial Propose(int number)
    {
        Observation[] known = [.. _store.Read()
            .Where(trial => trial.Number <= number - _settings.Parallel)
            .Select(trial => new Observation(trial.Point, trial.Loss))];
        double[] point = _estimator.Propose(number, known);
        var trial = new Trial(number, _settings.Space.At(point, _settings.Training)) { Point = [.. point] };
        _store.Add(trial);
        return trial;
    }

    private void Run(Trial trial, int threads, Action<Trial, int> report, CancellationToken cancellation)
    {
        string checkpoint = Path.ChangeExtension(ModelPath(trial.Number), ".checkpoint");
        Trainer trainer = File.Exists(checkpoint)
            ? Trainer.Resume(_set, trial.Settings, checkpoint)
            : new Trainer(_set, trial.Settings);
        long start = Stopwatch.GetTimestamp();
        try
        {
            if (trainer.History.Count == 0 || !IsHopeless(trial.Number, trainer.History))
                trainer.Run(checkpoint, threads, Observe, cancellation);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        catch (TrainingDivergedException)
        {
            _store.End(trial.Number, TrialState.Diverged);
            File.Delete(checkpoint);
            return;
        }

        if (trainer.IsComplete)
            ModelFile.Write(trainer.BestNetwork(_dataName, threads: threads), ModelPath(trial.Number));
        _store.End(trial.Number, trainer.IsComplete ? TrialState.Complete : TrialState.Pruned);
        File.Delete(checkpoint);

        bool Observe(EpochResult last)
        {
            _store.Add(trial.Number, last, trainer.BestEpoch, trial.Duration + Stopwatch.GetElapsedTime(start));
            report(trial, last.Epoch);
            return !IsHopeless(trial.Number, trainer.History);
        }
    }

    private bool IsHopeless(int trial, IReadOnlyList<EpochResult> history)
    {
        int epoch = history.Count;
        return _settings.Pruning.Compares(epoch, _settings.Training.Epochs) && _settings.Pruning.IsHopeless(
            history.Max(result => result.ValidationAccuracy!.Value),
            _store.AccuraciesBy(epoch, trial - _settings.Parallel));
    }
}
