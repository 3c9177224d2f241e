using System.Text;

namespace Arise.Cli;

/// <summary>
/// A terminal, or a stream of messages, that may be gone before the work is done: what cannot be written there any more
/// is dropped, so that the results are not lost with it.
/// </summary>
/// <param name="inner">Where to write.</param>
/// <param name="whenLost">Is called with every failure; null for nothing.</param>
internal sealed class LastingWriter(TextWriter inner, Action<Exception>? whenLost = null) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => inner.Encoding;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner.Write(value));

    /// <inheritdoc/>
    public override void WriteLine() => Try(inner.WriteLine);

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            whenLost?.Invoke(error);
        }
    }
}
