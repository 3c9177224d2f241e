namespace Arise.Tests;

/// <summary>Keeps what was reported, in the order of arrival; may do something at each report.</summary>
/// <param name="then">Called with each report after it was kept.</param>
internal sealed class RecordedProgress(Action<WorkProgress>? then = null) : IProgress<WorkProgress>
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

    /// <inheritdoc/>
    public void Report(WorkProgress value)
    {
        lock (_lock)
            _reports.Add(value);
        then?.Invoke(value);
    }
}
