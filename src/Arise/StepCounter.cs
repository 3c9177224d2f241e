namespace Arise;

/// <summary>Adds up what several threads have done of a step. Reports may overtake each other.</summary>
internal sealed class StepCounter
{
    private readonly IProgress<(int Done, int Total)>? _progress;
    private readonly int _total;
    private int _done;

    /// <summary>Begins the step; without anybody to tell, nothing happens.</summary>
    /// <param name="progress">Who is told.</param>
    /// <param name="total">How much there is.</param>
    /// <param name="done">How much of it an earlier run has done.</param>
    public StepCounter(IProgress<(int Done, int Total)>? progress, int total, int done = 0)
    {
        (_progress, _total, _done) = (progress, total, done);
        _progress?.Report((done, total));
    }

    /// <summary>Tells that more is done.</summary>
    public void Add(int more = 1)
    {
        if (_progress is not null)
            _progress.Report((Interlocked.Add(ref _done, more), _total));
    }
}
