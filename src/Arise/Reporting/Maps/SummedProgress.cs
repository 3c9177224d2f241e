namespace Arise.Reporting.Maps;

/// <summary>Adds up how far several pieces of work at once have come, as one step.</summary>
internal sealed class SummedProgress
{
    private readonly IProgress<WorkProgress>? _whole;
    private readonly string _step;
    private readonly long _total;
    private readonly Lock _gate = new();
    private long _sum;

    /// <summary>Begins the step.</summary>
    public SummedProgress(IProgress<WorkProgress>? whole, string step, long total)
    {
        (_whole, _step, _total) = (whole, step, total);
        _whole?.Report(new WorkProgress(step, 0, total));
    }

    /// <summary>Takes the reports of one piece of work; null when nobody listens.</summary>
    public IProgress<WorkProgress>? Part() => _whole is null ? null : new One(this);

    private sealed class One(SummedProgress sum) : IProgress<WorkProgress>
    {
        private long _most;

        void IProgress<WorkProgress>.Report(WorkProgress value)
        {
            lock (sum._gate)
            {
                if (value.Done <= _most)
                    return;
                sum._sum += value.Done - _most;
                _most = value.Done;
                sum._whole!.Report(new WorkProgress(sum._step, sum._sum, sum._total));
            }
        }
    }
}
