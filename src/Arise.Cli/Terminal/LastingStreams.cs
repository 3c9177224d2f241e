namespace Arise.Cli;

/// <summary>
/// Lets the console outlive its terminal: messages that nobody can read any more are dropped, and a terminal that is
/// gone counts as hung up. Answers that go to a file fail, with a sentence.
/// </summary>
internal sealed class LastingStreams : IDisposable
{
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;

    /// <summary>Takes the place of the console's streams.</summary>
    /// <param name="whenLost">Is called when the terminal is gone, perhaps more than once.</param>
    public LastingStreams(Action whenLost)
    {
        Console.SetError(new LastingWriter(_error));
        bool isTerminal = !Console.IsOutputRedirected;
        Console.SetOut(new LastingWriter(_output, isTerminal ? _ => whenLost() : Fail));
    }

    private static void Fail(Exception error) =>
        throw new IOException($"standard output could not be written: {error.Message.TrimEnd('.')}.", error);

    /// <summary>Gives the streams back.</summary>
    public void Dispose()
    {
        Console.SetError(_error);
        Console.SetOut(_output);
    }
}
