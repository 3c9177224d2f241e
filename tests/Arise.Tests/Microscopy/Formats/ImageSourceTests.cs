namespace Arise.Tests.Microscopy.Formats;

// The budget belongs to the process: these tests run alone.
[CollectionDefinition(nameof(ImageSourceTests), DisableParallelization = true)]
[Collection(nameof(ImageSourceTests))]
public sealed class ImageSourceTests : ImageTestBase, IDisposable
{
    private readonly long _budget = MemoryBudget.Bytes;

    public ImageSourceTests() => MemoryBudget.Bytes = MemoryBudget.Smallest;

    public void Dispose() => MemoryBudget.Bytes = _budget;

    // 5000 x 5000 intensities are 100 MB, of which nothing is allocated.
    [Fact]
    public void Images_beyond_the_memory_budget_are_refused_before_they_are_read()
    {
        byte[] file = PngImagesTests.Png(5000, 5000, 8, 0, new byte[5000 * 5001]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<MemoryBudgetException>(() => Read(file));
        Assert.Contains("test: an image of 5000 x 5000 pixels needs 100", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }
}
