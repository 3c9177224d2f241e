namespace Arise.Tests;

public class LookAheadTests
{
    [Fact]
    public void Results_come_in_the_order_of_the_items()
    {
        int[] results = [.. LookAhead.Select(
            Enumerable.Range(0, 200),
            number =>
            {
                // The first of each few is the last to be done.
                Thread.Sleep(number % 5 == 0 ? 5 : 0);
                return number * number;
            },
            4,
            default)];
        Assert.Equal(Enumerable.Range(0, 200).Select(number => number * number), results);
    }

    [Fact]
    public void Large_items_come_between_small_ones_in_their_order()
    {
        int[] items = [1, 2, 30, 3, 40, 50, 4, 5];
        (int, bool)[] results =
            [.. LookAhead.SelectBySize(items, item => item >= 10, (item, isLarge) => (item, isLarge), 3, default)];
        Assert.Equal(items.Select(item => (item, item >= 10)), results);
        Assert.Empty(LookAhead.SelectBySize(Array.Empty<int>(), _ => true, (item, _) => item, 1, default));
    }

    [Fact]
    public void An_endless_sequence_is_read_a_few_items_ahead()
    {
        int read = 0;
        foreach ((int result, int taken) in LookAhead.Select(Numbers(), number => number, 3, default).Index())
        {
            Assert.Equal(result, taken);
            Assert.InRange(read, result + 1, result + (LookAhead.ItemsPerThread * 3));
            if (result == 50)
                break;
        }

        IEnumerable<int> Numbers()
        {
            while (true)
                yield return read++;
        }
    }

    [Fact]
    public void Nothing_is_read_before_a_result_is_asked_for()
    {
        bool isRead = false;
        IEnumerable<int> results = LookAhead.Select(Numbers(), number => number, 1, default);
        Assert.False(isRead);
        Assert.Equal([1], results);
        Assert.True(isRead);

        IEnumerable<int> Numbers()
        {
            isRead = true;
            yield return 1;
        }
    }

    [Fact]
    public void No_more_threads_work_than_are_asked_for()
    {
        int working = 0, most = 0;
        var gate = new Lock();
        int[] results = [.. LookAhead.Select(
            Enumerable.Range(0, 40),
            number =>
            {
                lock (gate)
                    most = Math.Max(most, ++working);
                Thread.Sleep(1);
                lock (gate)
                    working--;
                return number;
            },
            2,
            default)];
        Assert.Equal(40, results.Length);
        Assert.InRange(most, 1, 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_error_comes_after_the_results_before_it(bool ofSequence)
    {
        var results = new List<int>();
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (int result in LookAhead.Select(Numbers(), Work, 4, default))
                results.Add(result);
        });
        Assert.Equal([0, 1, 2, 3, 4], results);

        IEnumerable<int> Numbers() => Enumerable.Range(0, 20).Select(number =>
            ofSequence && number == 5 ? throw new InvalidDataException() : number);

        int Work(int number) => !ofSequence && number == 5 ? throw new InvalidDataException() : number;
    }

    [Fact]
    public void Cancellation_ends_it_even_while_a_result_is_waited_for()
    {
        using var stop = new CancellationTokenSource();
        var results = new List<int>();
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (int result in LookAhead.Select(Enumerable.Range(0, 1000), Work, 2, stop.Token))
                results.Add(result);
        });
        Assert.InRange(results.Count, 1, 21);

        int Work(int number)
        {
            if (number == 20)
                stop.Cancel();
            return number;
        }
    }

    [Fact]
    public void No_work_goes_on_after_the_end()
    {
        int working = 0;
        foreach (int result in LookAhead.Select(Enumerable.Range(0, 1000), Work, 4, default))
        {
            if (result == 3)
                break;
        }

        Assert.Equal(0, Volatile.Read(ref working));

        int Work(int number)
        {
            Interlocked.Increment(ref working);
            Thread.Sleep(5);
            Interlocked.Decrement(ref working);
            return number;
        }
    }
}
