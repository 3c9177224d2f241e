using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using Arise.Recognition;

namespace Arise.Mapping;

/// <summary>
/// Strided pattern matching: classifies the atoms in every box of a grid. Each box is a finite structure of its own,
/// its atoms in the order of the sample, and gets what <see cref="StructureClassifier"/> would say of it; so the map
/// is the same, byte for byte, on any number of threads and whether or not it was interrupted.
/// </summary>
/// <example>
/// <code>
/// AtomicStructure sample = StructureFile.ReadFirst("polycrystal.xyz");
/// CrystalMap map = new StructureMapper().Map(new MapPlan(sample, MapSettings.Cubes(edge: 16, stride: 4)));
/// Console.WriteLine(map.ClassLabels[map.ClassOf(row: 0)]);
/// </code>
/// </example>
public sealed class StructureMapper(StructureClassifier? classifier = null)
{
    // Boxes that one thread takes at a time: neighbors in space, a few hundredths of a second of work.
    internal const int RowsPerChunk = 16;

    private const double RateSeconds = 0.5;

    /// <summary>The classifier of the boxes.</summary>
    public StructureClassifier Classifier { get; } = classifier ?? StructureClassifier.Default;

    /// <summary>Where the time of the last map went.</summary>
    public MapTimes? Times { get; private set; }

    /// <summary>Classifies the boxes of a plan.</summary>
    /// <param name="plan">Structure, grid and settings.</param>
    /// <param name="state">
    /// Takes the results as they come and gives those of an earlier run; null to keep them in memory only.
    /// </param>
    /// <param name="progress">Is told the number of boxes done, those of an earlier run included.</param>
    /// <param name="cancellation">Stops after the boxes in work.</param>
    /// <exception cref="ArgumentException">The model has no such hidden layer, or a state shall keep one.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; the state holds what was done.</exception>
    public CrystalMap Map(
        MapPlan plan,
        MapState? state = null,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        if (state is not null && plan.Settings.HiddenLayer is not null)
            throw new ArgumentException("The state of a map does not keep hidden layers.", nameof(state));
        var map = new CrystalMap(plan, Classifier.Network.Metadata.ClassLabels, HiddenUnits(plan));
        bool[] isDone = state?.Restore(map) ?? new bool[map.Rows];
        int before = isDone.Count(done => done), count = before;
        var workers = new ConcurrentBag<BoxWorker>();
        if (plan.Settings.Coarseness == 1)
            Classify([.. Enumerable.Range(0, map.Rows)]);
        else
            new AdaptiveRefinement(map).Run(Classify);
        Times = new MapTimes(
            count - before,
            Stopwatch.GetElapsedTime(start),
            Sum(worker => worker.Descriptor),
            Sum(worker => worker.Network),
            Sum(worker => worker.Rest));
        return map;

        void Classify(int[] rows)
        {
            int[][] chunks = [.. rows.Where(row => !isDone[row]).Chunk(RowsPerChunk)];
            var options = new ParallelOptions
            {
                MaxDegreeOfParallelism = plan.Settings.Prediction.Threads,
                CancellationToken = cancellation,
            };
            Parallel.ForEach(Partitioner.Create(chunks, loadBalance: true), options, chunk =>
            {
                if (!workers.TryTake(out BoxWorker? worker))
                    worker = new BoxWorker(plan, Classifier);
                worker.Classify(chunk, map);
                workers.Add(worker);
                state?.Append(map, chunk);
                foreach (int row in chunk)
                    isDone[row] = true;
                int soFar = Interlocked.Add(ref count, chunk.Length);
                progress?.Report(soFar);
            });
        }

        TimeSpan Sum(Func<BoxWorker, TimeSpan> part) => new(workers.Sum(worker => part(worker).Ticks));
    }

    private int HiddenUnits(MapPlan plan)
    {
        if (plan.Settings.HiddenLayer is not { } layer)
            return 0;
        ImmutableArray<int> sizes = Classifier.Network.Architecture.HiddenSizes;
        return layer <= sizes.Length
            ? sizes[layer - 1]
            : throw new ArgumentException($"Hidden layer {layer} of a model that has {sizes.Length}.");
    }

    /// <summary>
    /// Boxes per second, measured for about half a second on boxes spread over the sample; NaN without boxes.
    /// </summary>
    public double MeasureRate(MapPlan plan)
    {
        if (plan.Boxes.Length == 0)
            return double.NaN;
        int threads = plan.Settings.Prediction.Threads, sample = 4 * threads;
        BoxWorker[] workers = [.. Enumerable.Range(0, threads).Select(_ => new BoxWorker(plan, Classifier))];
        var total = Stopwatch.StartNew();
        double rate;
        do
        {
            // The last round counts: by then the code is compiled and the masks are drawn.
            var round = Stopwatch.StartNew();
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread =>
            {
                for (int k = thread; k < sample; k += threads)
                    workers[thread].Classify(plan.Boxes[(int)(((2L * k) + 1) * plan.Boxes.Length / (2 * sample))]);
            });
            rate = sample / round.Elapsed.TotalSeconds;
        }
        while (total.Elapsed.TotalSeconds < RateSeconds);
        return rate;
    }
}
