namespace Arise;

/// <summary>
/// How far a piece of work has come: what everything that takes longer than a moment reports. A step begins with a
/// report of 0; reports of several threads may overtake each other.
/// </summary>
/// <param name="Step">What is done, for a person to read; another text begins another step.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much there is.</param>
/// <param name="Note">What there is to tell meanwhile, such as the accuracy of an epoch.</param>
public readonly record struct WorkProgress(string Step, long Done, long Total, string? Note = null)
{
    /// <summary>The reports of one step; null when nobody listens.</summary>
    internal static IProgress<(int Done, int Total)>? Of(IProgress<WorkProgress>? progress, string step) =>
        progress is null ? null : new One(progress, step);

    private sealed class One(IProgress<WorkProgress> progress, string step) : IProgress<(int Done, int Total)>
    {
        void IProgress<(int Done, int Total)>.Report((int Done, int Total) value) =>
            progress.Report(new WorkProgress(step, value.Done, value.Total));
    }
}
