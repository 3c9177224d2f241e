using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Arise.Networks.Models;
using Arise.Recognition;

namespace Arise.Mapping;

/// <summary>
/// Strided pattern matching: classifies the atoms in every box of a grid. Each box is a finite structure of its own,
/// its atoms in the order of the sample, and gets what <see cref="StructureClassifier"/> would say of it; so the map
/// is the same, byte for byte, on any number of threads and whether or not it was interrupted. Immutable; any number of
/// threads may use one.
/// </summary>
/// <example>
/// <code>
/// AtomicStructure sample = StructureFile.ReadFirst("polycrystal.xyz");
/// CrystalMap map = new StructureMapper().Map(new MapPlan(sample, MapSettings.Cubes(edge: 16, stride: 4)));
/// Console.WriteLine(map.ClassLabels[map.ClassOf(row: 0)]);
/// </code>
/// </example>
public sealed class StructureMapper
{
    // Boxes that one thread takes at a time: neighbors in space, a few hundredths of a second of work.
    internal const int RowsPerChunk = 16;

    private const double RateSeconds = 0.5;

    private readonly Lazy<ModelIdentity> _model;

    /// <summary>A mapper with a classifier.</summary>
    /// <param name="classifier">Classifies the boxes; the shipped one when omitted.</param>
    /// <param name="modelName">What saved maps call its model; the name of the shipped one when omitted.</param>
    public StructureMapper(StructureClassifier? classifier = null, string modelName = ShippedModels.DefaultName)
    {
        Classifier = classifier ?? StructureClassifier.Default;
        _model = new(() => new ModelIdentity(modelName, MapDigest.Of(Classifier.Network)));
    }

    /// <summary>The classifier of the boxes.</summary>
    public StructureClassifier Classifier { get; }

    /// <summary>Its model.</summary>
    public ModelIdentity Model => _model.Value;

    /// <summary>Classifies the boxes of a plan.</summary>
    /// <param name="plan">Structure, grid and settings.</param>
    /// <param name="state">
    /// Takes the results as they come and gives those of an earlier run; null to keep them in memory only.
    /// </param>
    /// <param name="progress">Is told the number of boxes done, those of an earlier run included.</param>
    /// <param name="cancellation">Stops after the boxes in work.</param>
    /// <exception cref="ArgumentException">The model has no such hidden layer.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; the state holds what was done.</exception>
    public CrystalMap Map(
        MapPlan plan,
        MapState? state = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        MapRows rows = NewRows(plan);
        MapTimes times = Classify(rows, state, [.. Enumerable.Range(0, rows.Count)], progress, cancellation);
        return rows.ToMap(Model, Classifier.Network.Metadata.ClassLabels, started, times);
    }

    /// <summary>Classifies some of the boxes; what is found is in the state.</summary>
    /// <param name="plan">Structure, grid and settings.</param>
    /// <param name="state">Takes the results, and gives those of an earlier run.</param>
    /// <param name="takes">Whether a chunk of rows is wanted, by its number.</param>
    /// <param name="progress">Is told the number of boxes done.</param>
    /// <param name="cancellation">Stops after the boxes in work.</param>
    internal void MapPart(
        MapPlan plan,
        MapState state,
        Func<long, bool> takes,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        MapRows rows = NewRows(plan);
        int[] wanted = [.. Enumerable.Range(0, rows.Count).Where(row => takes(row / RowsPerChunk))];
        Classify(rows, state, wanted, progress, cancellation);
    }

    /// <summary>The map whose boxes stand in several states; null where a box is in none.</summary>
    internal CrystalMap? Merge(MapPlan plan, IEnumerable<MapState> states)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        MapRows rows = NewRows(plan);
        var isDone = new bool[rows.Count];
        foreach (MapState state in states)
        {
            bool[] own = state.Restore(rows);
            for (int row = 0; row < isDone.Length; row++)
                isDone[row] |= own[row];
        }

        return Array.TrueForAll(isDone, done => done)
            ? rows.ToMap(Model, Classifier.Network.Metadata.ClassLabels, started, MapTimes.None)
            : null;
    }

    private MapRows NewRows(MapPlan plan) =>
        new(plan, Classifier.Network.Metadata.ClassLabels.Length, HiddenUnits(plan));

    private MapTimes Classify(
        MapRows rows,
        MapState? state,
        int[] all,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        MapPlan plan = rows.Plan;
        long start = Stopwatch.GetTimestamp();
        bool[] isDone = state?.Restore(rows) ?? new bool[rows.Count];
        int before = all.Count(row => isDone[row]), count = before;
        const string step = "boxes";
        progress?.Report(new WorkProgress(step, 0, all.Length));
        var workers = new ConcurrentBag<BoxWorker>();
        if (plan.Settings.Coarseness == 1)
            Classify(all);
        else
            new AdaptiveRefinement(rows).Run(Classify);
        return new MapTimes(
            count - before,
            Stopwatch.GetElapsedTime(start),
            Sum(worker => worker.Descriptor),
            Sum(worker => worker.Network),
            Sum(worker => worker.Rest));

        void Classify(int[] wanted)
        {
            int[][] chunks = [.. wanted.Where(row => !isDone[row]).Chunk(RowsPerChunk)];
            ParallelOptions options = ThreadCount.Parallel(plan.Threads, cancellation);
            Parallel.ForEach(Partitioner.Create(chunks, loadBalance: true), options, chunk =>
            {
                if (!workers.TryTake(out BoxWorker? worker))
                    worker = new BoxWorker(plan, Classifier);
                worker.Classify(chunk, rows);
                workers.Add(worker);
                state?.Append(rows, chunk);
                foreach (int row in chunk)
                    isDone[row] = true;
                int soFar = Interlocked.Add(ref count, chunk.Length);
                progress?.Report(new WorkProgress(step, soFar, all.Length));
            });
        }

        TimeSpan Sum(Func<BoxWorker, TimeSpan> part) => new(workers.Sum(worker => part(worker).Ticks));
    }

    /// <summary>
    /// Boxes per second, measured for about half a second on boxes spread over the sample; NaN without boxes.
    /// </summary>
    public double MeasureRate(MapPlan plan)
    {
        if (plan.Boxes.Length == 0)
            return double.NaN;
        int threads = ThreadCount.Of(plan.Threads), sample = 4 * threads;
        BoxWorker[] workers = [.. Enumerable.Range(0, threads).Select(_ => new BoxWorker(plan, Classifier))];
        var total = Stopwatch.StartNew();
        double rate;
        do
        {
            // The last round counts: by then the code is compiled and the masks are drawn.
            var round = Stopwatch.StartNew();
            Parallel.For(0, threads, ThreadCount.Parallel(threads), thread =>
            {
                for (int k = thread; k < sample; k += threads)
                    workers[thread].Classify(plan.Boxes[(int)(((2L * k) + 1) * plan.Boxes.Length / (2 * sample))]);
            });
            rate = sample / round.Elapsed.TotalSeconds;
        }
        while (total.Elapsed.TotalSeconds < RateSeconds);
        return rate;
    }

    private int HiddenUnits(MapPlan plan)
    {
        if (plan.Settings.HiddenLayer is not { } layer)
            return 0;
        ImmutableArray<int> sizes = Classifier.Network.Architecture.HiddenSizes;
        Setting.Require(
            layer <= sizes.Length,
            nameof(MapSettings.HiddenLayer),
            $"Hidden layer {layer} of a model that has {sizes.Length}.");
        return sizes[layer - 1];
    }
}
