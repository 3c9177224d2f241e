namespace Arise.Cli.Tests;

public class CommandLineApplicationTests
{
    [Theory]
    [InlineData("--no-such-option")]
    [InlineData("clasify")]
    [InlineData("classify")]
    [InlineData("classify", "--passes", "many", "a.cif")]
    [InlineData("classify", "")]
    [InlineData("convert", "a.cif", " ")]
    [InlineData("prototypes", "show", "")]
    [InlineData("prototypes", "--export", "")]
    [InlineData("dataset", "--out", "a.npz", "--threads", "0")]
    public void Unknown_missing_and_malformed_words_are_wrong_usage(params string[] args) =>
        Assert.Equal(CommandLineApplication.WrongUsage, CommandLineApplication.Run(AriseCommand.Create(), args));

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("classify", "--help")]
    [InlineData("prototypes", "show", "-h")]
    [InlineData("--version")]
    public void Help_is_always_to_be_had(params string[] args) =>
        Assert.Equal(0, CommandLineApplication.Run(AriseCommand.Create(), args));

    [Fact]
    public void A_missing_file_is_a_failure() =>
        Assert.Equal(
            CommandLineApplication.Failure,
            CommandLineApplication.Run(AriseCommand.Create(), ["classify", "no-such-file.cif"]));
}
