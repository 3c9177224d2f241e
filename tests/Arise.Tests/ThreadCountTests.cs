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
}
