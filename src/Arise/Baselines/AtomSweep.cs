namespace Arise.Baselines;

/// <summary>Does something for every atom, with several threads, each with a worker of its own.</summary>
internal static class AtomSweep
{
    private const int Chunk = 1024;

    /// <summary>Visits all atoms.</summary>
    /// <param name="order">The atoms, those near each other together.</param>
    /// <param name="threads">Threads, 0 for one per processor.</param>
    /// <param name="progress">Is told how many atoms are done.</param>
    /// <param name="newWorker">Buffers of one thread.</param>
    /// <param name="visit">What is done for an atom; it may write what belongs to this atom only.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static void ForAll<TWorker>(
        ReadOnlySpan<int> order,
        int threads,
        IProgress<(int Done, int Total)>? progress,
        Func<TWorker> newWorker,
        Action<int, TWorker> visit,
        CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        int[] atoms = order.ToArray();
        var steps = new StepCounter(progress, atoms.Length);
        Parallel.For(
            0,
            (atoms.Length + Chunk - 1) / Chunk,
            ThreadCount.Parallel(threads, cancellation),
            newWorker,
            (chunk, _, worker) =>
            {
                ReadOnlySpan<int> own = atoms.AsSpan(chunk * Chunk, Math.Min(Chunk, atoms.Length - (chunk * Chunk)));
                foreach (int atom in own)
                    visit(atom, worker);
                steps.Add(own.Length);
                return worker;
            },
            _ => { });
    }
}
