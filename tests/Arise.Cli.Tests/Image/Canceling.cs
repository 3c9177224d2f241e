namespace Arise.Cli.Tests;

/// <summary>Takes what is written, and ends the run once a word is.</summary>
internal sealed class Canceling(CancellationTokenSource source, string word) : StringWriter
{
    public override void Write(char value)
    {
        base.Write(value);
        End();
    }

    public override void Write(string? value)
    {
        base.Write(value);
        End();
    }

    private void End()
    {
        if (ToString().Contains(word, StringComparison.Ordinal))
            source.Cancel();
    }
}
