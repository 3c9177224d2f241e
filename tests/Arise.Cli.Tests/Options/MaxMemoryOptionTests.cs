namespace Arise.Cli.Tests;

public class MaxMemoryOptionTests
{
    private const long There = 1000L << 20;

    [Theory]
    [InlineData("8GB", 8_000_000_000)]
    [InlineData("8g", 8_000_000_000)]
    [InlineData("512MiB", 512L << 20)]
    [InlineData("1.5 GiB", 1536L << 20)]
    [InlineData("50%", 500L << 20)]
    [InlineData("100%", There)]
    public void Sizes_and_shares_are_taken(string text, long bytes) =>
        Assert.Equal(bytes, MaxMemoryOption.Parse(text, There));

    [Theory]
    [InlineData("8")]
    [InlineData("0GB")]
    [InlineData("-8GB")]
    [InlineData("1MB")]
    [InlineData("1e3GB")]
    [InlineData("99999999TB")]
    [InlineData("101%")]
    [InlineData("NaN%")]
    [InlineData("GB")]
    [InlineData("8 lightyears")]
    [InlineData("١GB")]
    public void Anything_else_is_refused(string text)
    {
        Assert.Null(MaxMemoryOption.Parse(text, There));
        Assert.StartsWith(
            $"--max-memory {text}: it must be a size from 64MiB",
            Assert.Single(AriseCommand.Create().Parse(["prototypes", "--max-memory", text]).Errors).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_verb_takes_it_for_one_run()
    {
        long before = MemoryBudget.Bytes;
        foreach (string verb in AriseCommand.Create().Subcommands.Select(verb => verb.Name))
        {
            using (MaxMemoryOption.Apply(AriseCommand.Create().Parse([verb, "--max-memory", "3GB"])))
                Assert.Equal(3_000_000_000, MemoryBudget.Bytes);
            Assert.Equal(before, MemoryBudget.Bytes);
        }
    }
}
