namespace Arise.Cli.Tests;

public class UsageErrorTests
{
    [Theory]
    [InlineData("--seed", "x", "--seed x: it must be a whole number from 0 to 18446744073709551615.")]
    [InlineData("--seed", "18446744073709551616",
        "--seed 18446744073709551616: it must be a whole number from 0 to 18446744073709551615.")]
    [InlineData("--tolerance", "small", "--tolerance small: it must be a number.")]
    [InlineData("--mode", "fast", "--mode fast: it must be adaptive or exact or linearized.")]
    public void A_value_of_the_wrong_kind_is_told_in_plain_words(string option, string value, string sentence)
    {
        var errors = ClassifyCommand.Create().Parse(["a.cif", option, value]).Errors;
        Assert.Equal(sentence, UsageError.Sentence(Assert.Single(errors).Message));
    }

    [Fact]
    public void Other_messages_stay() => Assert.Equal("Something else.", UsageError.Sentence("Something else."));
}
