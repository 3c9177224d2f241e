using System.CommandLine;

namespace Arise.Cli.Tests;

public class ThreadsOptionTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    public void Any_number_from_zero_is_taken(string given, int threads) =>
        Assert.Equal(threads, Parse("--threads", given).GetValue<int>("--threads"));

    [Fact]
    public void All_processors_are_the_default() => Assert.Equal(0, Parse().GetValue<int>("--threads"));

    [Theory]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("1.5")]
    [InlineData("1025")]
    [InlineData("1000000")]
    public void Anything_else_is_refused(string given) => Assert.Equal(
        $"--threads {given}: it must be a whole number from 0 to 1024.",
        Assert.Single(Parse("--threads", given).Errors).Message);

    [Fact]
    public void Every_verb_with_threads_takes_zero_and_says_so()
    {
        Option[] options = [.. AriseCommand.Create().Subcommands.SelectMany(verb => verb.Options)
            .Where(option => option.Name == "--threads")];
        Assert.True(options.Length > 5);
        Assert.All(options, option =>
            Assert.StartsWith("Threads, 0 for one per processor;", option.Description, StringComparison.Ordinal));
    }

    private static ParseResult Parse(params string[] args) =>
        new Command("verb") { ThreadsOption.Create("the answers do") }.Parse(args);
}
