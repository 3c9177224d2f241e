namespace Arise.Tests;

public class VisibleTextTests
{
    [Theory]
    [InlineData("Cu_cF4", "Cu_cF4")]
    [InlineData("", "")]
    [InlineData("Å, Ti₂CO₂ \U0001F48E \\n", "Å, Ti₂CO₂ \U0001F48E \\n")]
    [InlineData("a\u001b[31mred\a", "a\\x1b[31mred\\x07")]
    [InlineData("two\nlines\r\n\tand\0", "two\\nlines\\r\\n\\tand\\x00")]
    [InlineData("\u007f\u0085\u009b2J", "\\x7f\\x85\\x9b2J")]
    [InlineData("abc\u202egpj.exe\u2066x\u2069", "abc\\u202egpj.exe\\u2066x\\u2069")]
    [InlineData("\u2028\u2029", "\\u2028\\u2029")]
    [InlineData("\ufffe\uffff", "\\ufffe\\uffff")]
    public void What_would_not_be_seen_is_escaped(string text, string shown) =>
        Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void Halves_of_pairs_are_escaped_and_pairs_stay()
    {
        Assert.Equal("\\ud800x\\udc00", VisibleText.Of("\ud800x\udc00"));
        Assert.Equal("\\ud83d", VisibleText.Of("\ud83d"));
        Assert.Equal("\\x1b\U0001F48E\\ud83d\U0001F48E", VisibleText.Of("\u001b\U0001F48E\ud83d\U0001F48E"));
        Assert.Equal("\U0001F48E\\x07", VisibleText.Of("\U0001F48E\a"));
    }

    [Fact]
    public void Line_breaks_stay_where_they_are_quoted() =>
        Assert.Equal("a\r\n\tb\\x1b\\u2028", VisibleText.WithLines("a\r\n\tb\u001b\u2028"));

    [Fact]
    public void Nothing_hidden_is_left_of_any_character()
    {
        for (int code = 0; code <= char.MaxValue; code++)
        {
            string shown = VisibleText.Of($"a{(char)code}b");
            Assert.DoesNotContain(shown, VisibleText.IsHidden);
            Assert.Equal(shown, VisibleText.Of(shown));
        }
    }
}
