namespace Arise.Tests;

/// <summary>
/// The listener of all tests: keeps every report of progress in the order of arrival, and passes it on, at once and on
/// the thread that reports.
/// </summary>
/// <param name="action">What to do with a report.</param>
internal sealed class Observer(Action<WorkProgress>? action = null) : IProgress<WorkProgress>
{
    private readonly Lock _lock = new();
    private readonly List<WorkProgress> _reports = [];

    /// <summary>A copy of what came so far.</summary>
    public IReadOnlyList<WorkProgress> Reports
    {
        get
        {
            lock (_lock)
                return [.. _reports];
        }
    }

    /// <summary>Acts when that much is done of any step, each time it is told.</summary>
    public static Observer At(long done, Action action) => new(progress =>
    {
        if (progress.Done == done)
            action();
    });

    /// <summary>Acts at every report of something done; the beginnings of steps are not told.</summary>
    public static Observer OfDone(Action<long> action) => new(progress =>
    {
        if (progress.Done > 0)
            action(progress.Done);
    });

    public void Report(WorkProgress value)
    {
        lock (_lock)
            _reports.Add(value);
        action?.Invoke(value);
    }
}
