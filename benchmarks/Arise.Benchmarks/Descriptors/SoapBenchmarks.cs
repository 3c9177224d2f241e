using System.Globalization;
using Arise.Descriptors;
using Arise.Structures;

namespace Arise.Benchmarks.Descriptors;

/// <summary>
/// Nanoseconds per unordered pair and per stage of the descriptor, one thread, in the 16 Angstrom copper box of 365
/// atoms, perfect and shaken (a perfect crystal fills few radial bins, which is kinder to the pair sums).
/// </summary>
internal static class SoapBenchmarks
{
    // QUIP on one such box, single thread, as measured for the project's design: 0.66 s.
    private const double QuipSeconds = 0.66;

    public static void Run()
    {
        Console.WriteLine("Averaged SOAP, cutoff 4 d_NN, l <= 6, 9 radial functions; one thread; median (best)");
        Measure("365 Cu atoms, perfect", Samples.CopperBox());
        Measure("365 Cu atoms, shaken by 0.15 A", Samples.Shaken(Samples.CopperBox(), 0.15));
    }

    private static void Measure(string title, AtomicStructure structure)
    {
        var descriptor = new SoapDescriptor();
        var workspace = new SoapWorkspace(descriptor);
        var vector = new float[descriptor.Length];
        SpeciesPairDistances distances = NearestNeighborDistance.Compute(structure);
        double cutoff = descriptor.Settings.Cutoff * distances[0, 0];
        var buffer = new NeighborBuffer();
        long pairs = CountPairs(structure, cutoff, buffer);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{title}: d_NN {distances[0, 0]:F4} A, {pairs} unordered pairs closer than {cutoff:F2} A"));
        Report(
            "nearest-neighbor distance", Stopwatches.Seconds(() => NearestNeighborDistance.Compute(structure)), pairs);
        Report("pair search", Stopwatches.Seconds(() => CountPairs(structure, cutoff, buffer)), pairs);
        Report(
            "pair search and sums",
            Stopwatches.Seconds(() => workspace.Moments.Compute(structure, distances, 1)),
            pairs);
        var projection = new RadialProjection(descriptor.Settings);
        Report(
            "projection and power spectrum",
            Stopwatches.Seconds(() => SoapDescriptor.Project(projection, workspace, vector)),
            pairs);
        (double Median, double Best) whole = Stopwatches.Seconds(
            () => descriptor.Compute(structure, workspace, vector));
        Report("whole descriptor", whole, pairs);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {QuipSeconds / whole.Median:F0} times faster than QUIP's {QuipSeconds} s (not run here)"));
    }

    private static long CountPairs(AtomicStructure structure, double cutoff, NeighborBuffer buffer)
    {
        var search = new NeighborSearch(structure, cutoff);
        long pairs = 0;
        for (int i = 0; i < structure.Count; i++)
        {
            search.FindUnordered(i, buffer);
            pairs += buffer.Count;
        }

        return pairs;
    }

    private static void Report(string stage, (double Median, double Best) time, long pairs) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {stage,-32}{1e3 * time.Median,9:F4} ({1e3 * time.Best:F4}) ms "
            + $"{1e9 * time.Median / pairs,7:F1} ({1e9 * time.Best / pairs:F1}) ns per pair"));
}
