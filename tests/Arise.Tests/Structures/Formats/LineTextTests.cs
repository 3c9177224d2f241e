using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class LineTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a\n")]
    [InlineData("a\r\nb c\n\n", "a\nb c\n\n")]
    public void The_whole_text_comes_with_plain_line_ends(string content, string expected) =>
        Assert.Equal(expected, Over(content, out _).ReadToEnd());

    [Fact]
    public void Letters_and_lines_may_be_read_in_turn_and_lines_are_counted()
    {
        using LineText text = Over("ab\ncd\n\ne", out LineReader lines);

        Assert.Equal('a', text.Peek());
        Assert.Equal('a', text.Read());
        Assert.Equal("b", text.ReadLine());
        Assert.Equal(1, lines.LineNumber);
        Assert.Equal(['c', 'd', '\n'], [text.Read(), text.Read(), text.Read()]);
        Assert.Equal("", text.ReadLine());
        Assert.Equal(3, lines.LineNumber);
        Assert.Equal("e", text.ReadLine());
        Assert.Null(text.ReadLine());
        Assert.Equal(-1, text.Read());
    }

    private static LineText Over(string content, out LineReader lines) =>
        new(lines = new LineReader(new StringReader(content), "test"));
}
