namespace Arise;

/// <summary>Adds up what several threads have done of a step. Reports may overtake each other.</summary>
internal sealed class StepCounter
{
    private readonly IProgress<(int Done, int Total)>? _progress;
    private readonly int _total;
    private int _done;

    /// <summary>Begins the step; without anybody to tell, nothing happens.</summary>
    public StepCounter(IProgress<(int Done, int Total)>? progress, int total)
    {
        (_progress, _total) = (progress, total);
        _progress?.Report((0, total));
    }

    /// <summary>Tells that more is done.</summary>
    public void Add(int more = 1)
    {
        if (_progress is not null)
            _progress.Report((Interlocked.Add(ref _done, more), _total));
    }
}
