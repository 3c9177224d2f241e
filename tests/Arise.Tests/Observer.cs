namespace Arise.Tests;

/// <summary>Passes every report of progress on, at once and on the thread that reports.</summary>
internal sealed class Observer(Action<WorkProgress> action) : IProgress<WorkProgress>
{
    public void Report(WorkProgress value) => action(value);

    /// <summary>Acts when that much is done of any step, each time it is told.</summary>
    public static Observer At(long done, Action action) => new(progress =>
    {
        if (progress.Done == done)
            action();
    });
}
