namespace Arise.Tests;

public class StepCounterTests
{
    [Fact]
    public void A_step_begins_with_what_is_done_and_adds_up_what_threads_do()
    {
        var progress = new Observer();
        var counter = new StepCounter(WorkProgress.Of(progress, "boxes"), 500, 100);
        Assert.Equal([new WorkProgress("boxes", 100, 500)], progress.Reports);
        Parallel.For(0, 200, _ => counter.Add(2));
        Assert.Equal(
            Enumerable.Range(0, 201).Select(k => 100L + (2 * k)),
            progress.Reports.Select(report => report.Done).Order());
        Assert.All(progress.Reports, report => Assert.Equal(("boxes", 500L), (report.Step, report.Total)));
    }

    [Fact]
    public void Nobody_need_listen()
    {
        Assert.Null(WorkProgress.Of(null, "boxes"));
        new StepCounter(null, 3).Add();
    }
}
