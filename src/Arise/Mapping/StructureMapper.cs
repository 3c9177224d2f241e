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
    // Boxes that one thread takes at a time: neighbours in space, a few hundredths of a second of work.
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
    /// <exception cref="OperationCanceledException">It was cancelled; the state holds what was done.</exception>
    public CrystalMap Map(
        MapPlan plan,
        MapState? state = null,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        var map = new CrystalMap(plan, Classifier.Network.Metadata.ClassLabels);
        bool[] isDone = state?.Restore(map) ?? new bool[ChunkCount(plan)];
        int[] todo = [.. Enumerable.Range(0, isDone.Length).Where(chunk => !isDone[chunk])];
        int total = todo.Sum(chunk => RowsOf(plan, chunk).Length), done = plan.Boxes.Length - total;
        (long descriptor, long network, long rest) = (0, 0, 0);
        var gate = new Lock();
        Parallel.ForEach(
            System.Collections.Concurrent.Partitioner.Create(todo, loadBalance: true),
            new ParallelOptions
            {
                MaxDegreeOfParallelism = plan.Settings.Prediction.Threads,
                CancellationToken = cancellation,
            },
            () => new BoxWorker(plan, Classifier),
            (chunk, _, worker) =>
            {
                worker.Classify(RowsOf(plan, chunk), map);
                state?.Append(map, chunk);
                progress?.Report(Interlocked.Add(ref done, RowsOf(plan, chunk).Length));
                return worker;
            },
            worker =>
            {
                lock (gate)
                {
                    descriptor += worker.Descriptor.Ticks;
                    network += worker.Network.Ticks;
                    rest += worker.Rest.Ticks;
                }
            });
        Times = new MapTimes(
            total, Stopwatch.GetElapsedTime(start), new TimeSpan(descriptor), new TimeSpan(network), new TimeSpan(rest));
        return map;
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

    internal static int ChunkCount(MapPlan plan) => (plan.Boxes.Length + RowsPerChunk - 1) / RowsPerChunk;

    internal static (int First, int Length) RowsOf(MapPlan plan, int chunk) =>
        (chunk * RowsPerChunk, Math.Min(RowsPerChunk, plan.Boxes.Length - (chunk * RowsPerChunk)));
}
