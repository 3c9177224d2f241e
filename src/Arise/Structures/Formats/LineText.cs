namespace Arise.Structures.Formats;

/// <summary>
/// The lines of a file as a text reader, with LF line ends, so that they stay counted and guarded
/// (<see cref="LineReader"/>). A last line without a line end gets one.
/// </summary>
internal sealed class LineText(LineReader lines) : TextReader
{
    private string? _line;
    private int _next;

    /// <inheritdoc/>
    public override int Peek() => !Fill() ? -1 : _next < _line!.Length ? _line[_next] : '\n';

    /// <inheritdoc/>
    public override int Read()
    {
        int letter = Peek();
        if (letter >= 0 && _next++ == _line!.Length)
            _line = null;
        return letter;
    }

    /// <inheritdoc/>
    public override string? ReadLine()
    {
        string? line = Fill() ? _line![_next..] : null;
        _line = null;
        return line;
    }

    private bool Fill()
    {
        if (_line is null)
            (_line, _next) = (lines.ReadLine(), 0);
        return _line is not null;
    }
}
