using System.Diagnostics;
using System.Globalization;
using Arise.Structures;

namespace Arise.Benchmarks.Structures;

/// <summary>
/// All neighbors closer than 5 Angstrom of a million copper atoms, in spatial order and in file order.
/// </summary>
internal static class NeighborSearchBenchmarks
{
    private const double Cutoff = 5;

    public static void Run()
    {
        AtomicStructure structure = Samples.Shaken(Samples.CopperBlock(126), 0.15);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{structure.Count} Cu atoms, cutoff {Cutoff} A; seconds per million atoms, best of five"));
        foreach (int threads in new[] { 1, Environment.ProcessorCount })
        {
            double build = double.PositiveInfinity, sweep = double.PositiveInfinity;
            long pairs = 0;
            for (int run = 0; run < 5; run++)
            {
                var watch = Stopwatch.StartNew();
                var search = new NeighborSearch(structure, Cutoff);
                build = Math.Min(build, watch.Elapsed.TotalSeconds);
                watch.Restart();
                pairs = Sweep(search, threads);
                sweep = Math.Min(sweep, watch.Elapsed.TotalSeconds);
            }

            double million = 1e6 / structure.Count;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {threads} thread(s): build {build * million:F3}, all neighbors {sweep * million:F3}, "
                + $"together {(build + sweep) * million:F3} s; {pairs} ordered pairs"));
        }
    }

    private static long Sweep(NeighborSearch search, int threads)
    {
        long total = 0;
        Parallel.For(
            0,
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            thread =>
            {
                var buffer = new NeighborBuffer();
                long pairs = 0;
                int from = (int)((long)search.Count * thread / threads);
                int to = (int)((long)search.Count * (thread + 1) / threads);
                for (int k = from; k < to; k++)
                {
                    search.Find(search.SpatialOrder[k], buffer);
                    pairs += buffer.Count;
                }

                Interlocked.Add(ref total, pairs);
            });
        return total;
    }
}
