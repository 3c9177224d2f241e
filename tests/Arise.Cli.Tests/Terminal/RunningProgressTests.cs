namespace Arise.Cli.Tests;

public class RunningProgressTests
{
    [Theory]
    [InlineData(0.01234, "0.0123 per second")]
    [InlineData(12.345, "12.3 per second")]
    [InlineData(1234.2, "1234 per second")]
    [InlineData(123456.7, "123457 per second")]
    public void A_rate_has_no_power_of_ten(double perSecond, string text) =>
        Assert.Equal(text, RunningProgress.Rate(perSecond));

    [Theory]
    [InlineData(90, "00:01:30")]
    [InlineData(90061, "1 d 01:01:01")]
    [InlineData(double.MaxValue, null)]
    public void A_time_counts_days(double seconds, string? text)
    {
        string told = RunningProgress.Time(seconds);
        Assert.Equal(text ?? told, told);
        Assert.Contains(":", told, StringComparison.Ordinal);
    }
}
