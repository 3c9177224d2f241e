using System.Diagnostics;

namespace Arise.Benchmarks;

/// <summary>Wall-clock timing on a machine that others use too.</summary>
internal static class Stopwatches
{
    /// <summary>Shortest time of <paramref name="runs"/> runs, seconds.</summary>
    public static double Best(int runs, Action work)
    {
        double best = double.PositiveInfinity;
        for (int run = 0; run < runs; run++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }

    /// <summary>
    /// Median and best time in seconds of short work, run in batches for at least a second after a warm-up.
    /// </summary>
    public static (double Median, double Best) Seconds(Action work, double atLeast = 1.0)
    {
        var warm = Stopwatch.StartNew();
        int repetitions = 0;
        while (warm.Elapsed.TotalSeconds < atLeast / 2 || repetitions < 3)
        {
            work();
            repetitions++;
        }

        int batch = Math.Max(1, (int)(repetitions * 0.02 / warm.Elapsed.TotalSeconds));
        var times = new List<double>();
        var total = Stopwatch.StartNew();
        while (total.Elapsed.TotalSeconds < atLeast || times.Count < 3)
        {
            long start = Stopwatch.GetTimestamp();
            for (int k = 0; k < batch; k++)
                work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / batch);
        }

        times.Sort();
        return (times[times.Count / 2], times[0]);
    }
}
