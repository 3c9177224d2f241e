using System.Runtime.ExceptionServices;

namespace Arise;

/// <summary>
/// Work on the items of a sequence side by side, a few ahead of whoever takes the results, which come in the order of
/// the items. The sequence itself is read by the taker's thread.
/// </summary>
internal static class LookAhead
{
    /// <summary>Items per thread that are read and worked on before their results are asked for.</summary>
    public const int ItemsPerThread = 2;

    /// <summary>
    /// The results in order. An error of the sequence, or of <paramref name="work"/>, is thrown after the results of
    /// all items before it. When the enumeration ends, early or by an error, so has all work.
    /// </summary>
    /// <param name="items">Read as far as is needed.</param>
    /// <param name="work">Done on several threads.</param>
    /// <param name="threads">How many; 0 for one per processor.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static IEnumerable<TResult> Select<T, TResult>(
        IEnumerable<T> items, Func<T, TResult> work, int threads, CancellationToken cancellation)
    {
        int workers = ThreadCount.Of(threads);
        return Run();

        IEnumerable<TResult> Run()
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            TaskScheduler scheduler =
                new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, workers).ConcurrentScheduler;
            using IEnumerator<T> source = items.GetEnumerator();
            var ahead = new Queue<Task<TResult>>();
            ExceptionDispatchInfo? failure = null;
            bool isAtEnd = false;
            try
            {
                while (true)
                {
                    while (!isAtEnd && ahead.Count < ItemsPerThread * workers)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        if (TryRead(source, out T? item, out failure))
                            ahead.Enqueue(Task.Factory.StartNew(() => work(item!), stop.Token, default, scheduler));
                        else
                            isAtEnd = true;
                    }

                    cancellation.ThrowIfCancellationRequested();
                    if (!ahead.TryPeek(out Task<TResult>? next))
                        break;
                    Task.WaitAny([next], cancellation);
                    ahead.Dequeue();
                    yield return next.GetAwaiter().GetResult();
                }
            }
            finally
            {
                stop.Cancel();
                foreach (Task<TResult> task in ahead)
                    Task.WaitAny([task], CancellationToken.None);
            }

            failure?.Throw();
        }
    }

    /// <summary>
    /// The results in order: large items are worked on one after the other, with all threads each, runs of small ones
    /// side by side, with one thread each.
    /// </summary>
    /// <param name="items">Read as far as is needed.</param>
    /// <param name="isLarge">Whether an item is worth all threads.</param>
    /// <param name="work">Takes an item and whether it is large.</param>
    /// <param name="threads">How many; 0 for one per processor.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static IEnumerable<TResult> SelectBySize<T, TResult>(
        IEnumerable<T> items,
        Func<T, bool> isLarge,
        Func<T, bool, TResult> work,
        int threads,
        CancellationToken cancellation)
    {
        using IEnumerator<T> source = items.GetEnumerator();
        bool hasItem = source.MoveNext();
        while (hasItem)
        {
            if (isLarge(source.Current))
            {
                yield return work(source.Current, true);
                hasItem = source.MoveNext();
            }
            else
            {
                foreach (TResult one in Select(Small(), item => work(item, false), threads, cancellation))
                    yield return one;
            }
        }

        IEnumerable<T> Small()
        {
            while (hasItem && !isLarge(source.Current))
            {
                yield return source.Current;
                hasItem = source.MoveNext();
            }
        }
    }

    private static bool TryRead<T>(IEnumerator<T> source, out T? item, out ExceptionDispatchInfo? failure)
    {
        (item, failure) = (default, null);
        try
        {
            if (!source.MoveNext())
                return false;
            item = source.Current;
            return true;
        }
        catch (Exception error)
        {
            failure = ExceptionDispatchInfo.Capture(error);
            return false;
        }
    }
}
