using System.CommandLine;

namespace Arise.Cli.Tests.Terminal;

public class UnforeseenErrorTests
{
    [Fact]
    public void Errors_that_only_carry_others_are_opened()
    {
        var inner = new IOException("the disk is full");
        Assert.Same(inner, UnforeseenError.Cause(new AggregateException(
            new OperationCanceledException(), new AggregateException(inner))));
        Assert.IsType<OperationCanceledException>(
            UnforeseenError.Cause(new AggregateException(new OperationCanceledException())));
        Assert.Same(inner, UnforeseenError.Cause(new TypeInitializationException("Table", inner)));
    }

    [Fact]
    public void Lack_of_memory_names_what_to_make_smaller()
    {
        string sentence = UnforeseenError.Sentence(new InsufficientMemoryException(), TrainCommand.Create());
        Assert.Contains("train", sentence);
        Assert.Contains("not enough memory", sentence);
        Assert.Contains("--hidden", sentence);
        Assert.DoesNotContain("bug", sentence);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_bug_is_one_line_and_a_trace_only_with_debug(bool isDebugging)
    {
        var command = new Command("arise") { DebugOption.Instance, Broken() };
        using var errors = new StringWriter { NewLine = "\n" };
        TextWriter before = Console.Error;
        Console.SetError(errors);
        int exitCode;
        try
        {
            exitCode = CommandLineApplication.Run(command, isDebugging ? ["break", "--debug"] : ["break"]);
        }
        finally
        {
            Console.SetError(before);
        }

        string[] lines = errors.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(CommandLineApplication.Failure, exitCode);
        Assert.StartsWith("arise: break", lines[0]);
        Assert.Contains("two words", lines[0]);
        Assert.Contains("report it", lines[0]);
        Assert.Equal(isDebugging, lines.Length > 1);
        Assert.Equal(isDebugging, errors.ToString().Contains("   at ", StringComparison.Ordinal));

        static Command Broken()
        {
            var verb = new Command("break");
            verb.SetAction((_, _) => throw new AggregateException(new InvalidOperationException("two\nwords")));
            return verb;
        }
    }
}
