namespace Arise;

/// <summary>How far a step of an exploration has come. Every step begins with a report of 0.</summary>
/// <param name="Step">What is done, for a person to read.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much there is.</param>
public readonly record struct StepProgress(string Step, int Done, int Total)
{
    /// <summary>The reports of one step; null when nobody listens.</summary>
    internal static IProgress<(int Done, int Total)>? Of(IProgress<StepProgress>? progress, string step) =>
        progress is null ? null : new One(progress, step);

    private sealed class One(IProgress<StepProgress> progress, string step) : IProgress<(int Done, int Total)>
    {
        void IProgress<(int Done, int Total)>.Report((int Done, int Total) value) =>
            progress.Report(new StepProgress(step, value.Done, value.Total));
    }
}
