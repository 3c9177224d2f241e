namespace Arise.Cli.Tests;

public class VisibleWriterTests
{
    [Fact]
    public void Control_characters_are_escaped_and_line_ends_and_tabs_stay()
    {
        Assert.Equal("a\\x1b[2Jb\n\tc", Written(writer => writer.Write("a\u001b[2Jb\n\tc")));
        Assert.Equal("a\n", Written(writer => writer.WriteLine("a")).ReplaceLineEndings("\n"));
        Assert.Equal("\\x07", Written(writer => writer.Write('\a')));
        Assert.Equal("x\\u202ey1", Written(writer => writer.Write($"x\u202ey{1}")));
        Assert.Equal("b\\x9bc", Written(writer => writer.Write("ab\u009bcd".ToCharArray(), 1, 3)));
        Assert.Equal("plain Å", Written(writer => writer.Write("plain Å")));
    }

    [Fact]
    public void A_carriage_return_does_not_write_over_a_line()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal("fine\\rfake", Written(writer => writer.Write("fine\rfake")));
    }

    [Fact]
    public void Pairs_of_surrogates_stay_and_halves_are_escaped()
    {
        Assert.Equal("\U0001F48E!", Written(writer => writer.Write("\U0001F48E!")));
        Assert.Equal("<\U0001F48E>", Written(writer =>
        {
            writer.Write("<\ud83d");
            writer.Write('\udc8e');
            writer.Write(">");
        }));
        Assert.Equal("\\ud83d\U0001F48Ex", Written(writer => writer.Write("\ud83d\U0001F48Ex")));
        Assert.Equal("\\udc8ex\\ud83d", Written(writer => writer.Write("\udc8ex\ud83d")));
        Assert.Equal("\\ud83d\n", Written(writer => writer.Write("\ud83d\n")));
    }

    private static string Written(Action<TextWriter> write)
    {
        using var text = new StringWriter();
        using (var writer = new VisibleWriter(text) { NewLine = "\n" })
            write(writer);
        return text.ToString();
    }
}
