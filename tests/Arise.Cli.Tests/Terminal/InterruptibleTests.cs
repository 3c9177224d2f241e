namespace Arise.Cli.Tests.Terminal;

public class InterruptibleTests
{
    [Fact]
    public void Items_come_in_their_order_and_only_when_asked_for()
    {
        int read = 0;
        var taken = new List<int>();
        foreach (int item in Interruptible.Read(Numbers(), CancellationToken.None))
        {
            taken.Add(item);
            Assert.Equal(item, read);
            if (item == 3)
                break;
        }

        Assert.Equal([1, 2, 3], taken);
        Assert.Equal([1, 2, 3, 4, 5], Interruptible.Read(Numbers(), CancellationToken.None));

        IEnumerable<int> Numbers()
        {
            for (int number = 1; number <= 5; number++)
            {
                read = number;
                yield return number;
            }
        }
    }

    [Fact]
    public async Task A_read_that_never_ends_does_not_hold_up_whoever_waits()
    {
        using var forever = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        Task<bool> waiting = Task.Run(() => Interruptible.Call(
            () =>
            {
                forever.Wait();
                return true;
            },
            stop.Token));
        await stop.CancelAsync();
        Task ended = await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromSeconds(20)));
        forever.Set();
        Assert.Same(waiting, ended);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Errors_arrive_behind_the_items_before_them()
    {
        var taken = new List<int>();
        Assert.Throws<FormatException>(() =>
        {
            foreach (int item in Interruptible.Read(Failing(), CancellationToken.None))
                taken.Add(item);
        });
        Assert.Equal([1, 2], taken);

        static IEnumerable<int> Failing()
        {
            yield return 1;
            yield return 2;
            throw new FormatException();
        }
    }
}
