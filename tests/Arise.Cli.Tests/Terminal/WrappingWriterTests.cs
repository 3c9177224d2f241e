namespace Arise.Cli.Tests;

public class WrappingWriterTests
{
    [Theory]
    [InlineData("short", "short")]
    [InlineData("one two three four five six seven eight", "one two three four five six|  seven eight")]
    [InlineData("    indented: one two three four five six", "    indented: one two three|      four five six")]
    [InlineData("a_word_that_is_longer_than_the_whole_line", "a_word_that_is_longer_than_|  the_whole_line")]
    [InlineData("", "")]
    public void Lines_go_on_in_the_next_one(string line, string wrapped)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using (var writer = new WrappingWriter(output, 28) { NewLine = "\n" })
        {
            writer.WriteLine(line);
            writer.Write("next");
            writer.Flush();
        }

        Assert.Equal(wrapped.Replace("|", "\n", StringComparison.Ordinal) + "\nnext", output.ToString());
        Assert.All(output.ToString().Split('\n'), part => Assert.InRange(part.Length, 0, 28));
    }

    [Fact]
    public void Files_and_pipes_are_not_wrapped()
    {
        using var output = new StringWriter();
        Assert.Same(output, WrappingWriter.Of(output));
    }
}
