namespace Arise.Tests;

public class SettingTests
{
    [Fact]
    public void What_does_not_hold_is_an_error_of_the_property()
    {
        Setting.Require(true, "Size", "Never said.");
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => Setting.Require(false, "Size", "It must be more."));
        Assert.Equal("Size", error.ParamName);
        Assert.StartsWith("It must be more.", error.Message, StringComparison.Ordinal);
    }
}
