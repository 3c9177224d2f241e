namespace Arise;

/// <summary>The one meaning of a number of threads: 0, the default everywhere, is one per processor.</summary>
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
        return threads > 0 ? threads : Environment.ProcessorCount;
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
