using System.Text;

namespace Arise.Cli.Tests.Terminal;

public class LastingWriterTests
{
    [Fact]
    public void What_a_lost_terminal_does_not_take_is_dropped_and_told()
    {
        int lost = 0;
        using var writer = new LastingWriter(new LostTerminal(), _ => lost++);
        writer.WriteLine("a line");
        writer.Write("a word");
        writer.Write('c');
        Assert.Equal(3, lost);
    }

    [Fact]
    public void A_terminal_that_is_there_gets_everything()
    {
        using var text = new StringWriter { NewLine = "\n" };
        using var writer = new LastingWriter(text, _ => Assert.Fail("Nothing is lost."));
        writer.WriteLine("a line");
        writer.Write("a word");
        writer.Write(" and {0}", 5);
        Assert.Equal("a line\na word and 5", text.ToString());
    }

    private sealed class LostTerminal : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new IOException("Input/output error");
    }
}
