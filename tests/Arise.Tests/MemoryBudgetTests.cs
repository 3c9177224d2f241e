namespace Arise.Tests;

public class MemoryBudgetTests
{
    [Fact]
    public void The_default_is_a_quarter_of_what_there_is_and_at_least_a_gibibyte()
    {
        Assert.True(MemoryBudget.Default >= 1L << 30);
        Assert.True(MemoryBudget.Default <= Math.Max(1L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((64L << 20) - 1)]
    [InlineData(long.MaxValue)]
    public void A_useless_budget_is_refused_and_the_old_one_stands(long bytes)
    {
        long before = MemoryBudget.Bytes;
        Assert.Equal("Bytes", Assert.Throws<ArgumentException>(() => MemoryBudget.Bytes = bytes).ParamName);
        Assert.Equal(before, MemoryBudget.Bytes);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e18)]
    public void Too_much_is_refused_with_what_and_how_much_and_what_to_do(double bytes)
    {
        MemoryBudgetException error = Assert.Throws<MemoryBudgetException>(
            () => MemoryBudget.Require(bytes, "A map of 7 boxes", "use a longer stride", "Stride"));
        Assert.StartsWith("A map of 7 boxes needs ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(": use a longer stride.", error.Message, StringComparison.Ordinal);
        Assert.Contains(MemoryBudget.Text(error.Budget), error.Message, StringComparison.Ordinal);
        Assert.Equal("Stride", error.Setting);
    }

    [Fact]
    public void What_fits_passes() => MemoryBudget.Require(1e6, "A test", "do nothing");

    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(999, "999 bytes")]
    [InlineData(1000, "1 KB")]
    [InlineData(6.44e9, "6.4 GB")]
    [InlineData(999.7e6, "1 GB")]
    [InlineData(123.4e9, "123 GB")]
    [InlineData(5e17, "500 PB")]
    [InlineData(1e30, "1e+15 PB")]
    public void Sizes_are_short(double bytes, string text) => Assert.Equal(text, MemoryBudget.Text(bytes));
}
