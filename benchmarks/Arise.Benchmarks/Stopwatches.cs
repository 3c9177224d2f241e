using System.Diagnostics;

namespace Arise.Benchmarks;

/// <summary>Times an action: warm-up, then batches for at least a second; the median and the best of the batches.</summary>
internal static class Stopwatches
{
    public static (double Median, double Best) Seconds(Action action, double atLeast = 1.0)
    {
        var warm = Stopwatch.StartNew();
        int repetitions = 0;
        while (warm.Elapsed.TotalSeconds < atLeast / 2 || repetitions < 3)
        {
            action();
            repetitions++;
        }

        int batch = Math.Max(1, (int)(repetitions * 0.02 / warm.Elapsed.TotalSeconds));
        var times = new List<double>();
        var total = Stopwatch.StartNew();
        while (total.Elapsed.TotalSeconds < atLeast || times.Count < 3)
        {
            var watch = Stopwatch.StartNew();
            for (int k = 0; k < batch; k++)
                action();
            times.Add(watch.Elapsed.TotalSeconds / batch);
        }

        times.Sort();
        return (times[times.Count / 2], times[0]);
    }
}
