using System.Globalization;

namespace Arise;

/// <summary>
/// The one meaning of a number of threads: 0, the default everywhere, is what SLURM_CPUS_PER_TASK or OMP_NUM_THREADS
/// say, else one per processor.
/// </summary>
internal static class ThreadCount
{
    /// <summary>The most that may be asked for: more than the processors of any machine.</summary>
    public const int Most = 1024;

    /// <summary>The threads to start.</summary>
    /// <param name="threads">What was asked for.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static int Of(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        return threads > 0 ? threads
            : Granted(
                Environment.GetEnvironmentVariable("SLURM_CPUS_PER_TASK"),
                Environment.GetEnvironmentVariable("OMP_NUM_THREADS"))
            ?? Environment.ProcessorCount;
    }

    /// <summary>The threads that a scheduler or a person grants to all programs of a job; null for no word.</summary>
    /// <param name="slurm">Value of SLURM_CPUS_PER_TASK, which counts first.</param>
    /// <param name="openMp">Value of OMP_NUM_THREADS, which may list levels: "4,2".</param>
    internal static int? Granted(string? slurm, string? openMp)
    {
        return Number(slurm) ?? Number(openMp?.Split(',')[0]);

        static int? Number(string? text) =>
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number is >= 1 and <= Most
                ? number
                : null;
    }

    /// <summary>Options of a parallel loop.</summary>
    /// <param name="threads">What was asked for.</param>
    /// <param name="cancellation">Stops the loop.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static ParallelOptions Parallel(int threads, CancellationToken cancellation = default) => new()
    {
        MaxDegreeOfParallelism = Of(threads),
        CancellationToken = cancellation,
    };
}
