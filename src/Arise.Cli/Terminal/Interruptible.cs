using System.Runtime.ExceptionServices;

namespace Arise.Cli;

/// <summary>
/// Work that cannot be told to stop (a large file that is read, a pipe that nothing comes through) on a thread of its
/// own, so that whoever waits for it can stop at once. The thread is left to itself then; the process ends without it.
/// </summary>
internal static class Interruptible
{
    /// <summary>The result of a function.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static T Call<T>(Func<T> function, CancellationToken cancellation) =>
        Read(new[] { function }.Select(call => call()), cancellation).First();

    /// <summary>The items of a sequence, each read when it is asked for.</summary>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public static IEnumerable<T> Read<T>(IEnumerable<T> items, CancellationToken cancellation)
    {
        using var step = new Step<T>();
        new Thread(() => step.Serve(items)) { IsBackground = true, Name = "input" }.Start();
        while (step.Next(cancellation))
            yield return step.Current!;
    }

    // Reader and taker run in turns. The semaphores are left to the collector, since the reader may still need them;
    // they hold nothing of the system.
    private sealed class Step<T> : IDisposable
    {
        private readonly SemaphoreSlim _asked = new(0);
        private readonly SemaphoreSlim _answered = new(0);
        private volatile bool _hasEnded;
        private bool _hasNext;
        private ExceptionDispatchInfo? _failure;

        public T? Current { get; private set; }

        public bool Next(CancellationToken cancellation)
        {
            cancellation.ThrowIfCancellationRequested();
            _asked.Release();
            _answered.Wait(cancellation);
            _failure?.Throw();
            return _hasNext;
        }

        public void Dispose()
        {
            _hasEnded = true;
            _asked.Release();
        }

        public void Serve(IEnumerable<T> items)
        {
            _asked.Wait();
            try
            {
                using IEnumerator<T> source = items.GetEnumerator();
                while (!_hasEnded && (_hasNext = source.MoveNext()))
                {
                    Current = source.Current;
                    _answered.Release();
                    _asked.Wait();
                }
            }
            catch (Exception error)
            {
                _failure = ExceptionDispatchInfo.Capture(error);
            }

            _hasNext = false;
            _answered.Release();
        }
    }
}
