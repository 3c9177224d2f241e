namespace Arise.Tests;

public class ThreadCountTests
{
    [Fact]
    public void Zero_is_one_per_processor()
    {
        Assert.Equal(Environment.ProcessorCount, ThreadCount.Of(0));
        Assert.Equal(3, ThreadCount.Of(3));
        Assert.Equal(Environment.ProcessorCount, ThreadCount.Parallel(0).MaxDegreeOfParallelism);
        Assert.Throws<ArgumentOutOfRangeException>(() => ThreadCount.Of(-1));
    }

    [Theory]
    [InlineData("3", null, 3)]
    [InlineData("3", "5", 3)]
    [InlineData(null, "5", 5)]
    [InlineData(null, "4,2", 4)]
    [InlineData("0", "many", null)]
    public void A_scheduler_says_how_many_zero_is(string? slurm, string? openMp, int? expected) =>
        Assert.Equal(expected, ThreadCount.Granted(slurm, openMp));
}
