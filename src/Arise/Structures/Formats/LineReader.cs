using System.Text;

namespace Arise.Structures.Formats;

/// <summary>
/// Reads a text file line by line, counts the lines, and refuses lines longer than any structure file has, so that
/// binary data or a file without line breaks cannot exhaust the memory.
/// </summary>
internal sealed class LineReader(TextReader text, string file) : StructureSource(file)
{
    /// <summary>Longest line accepted, in characters.</summary>
    public const int MaxLineLength = 1 << 20;

    // A line end that some programs double: CR CR LF.
    private const int MaxReturns = 4;

    private readonly char[] _buffer = new char[1 << 16];
    private readonly StringBuilder _partial = new();
    private readonly LinkedList<string> _ahead = new();
    private int _start;
    private int _end;
    private bool _exhausted;
    private bool _ended;

    /// <summary>A field in quotation marks for a message: shortened, and without control characters.</summary>
    public static string Quote(ReadOnlySpan<char> field)
    {
        const int longest = 40;
        var quoted = new StringBuilder("'");
        foreach (char letter in field.Length > longest ? field[..longest] : field)
            quoted.Append(char.IsControl(letter) || char.IsSurrogate(letter) ? '?' : letter);
        return quoted.Append(field.Length > longest ? "...'" : "'").ToString();
    }

    /// <summary>
    /// The first characters of the file, at most one buffer (64 Ki), without consuming them. Valid before the first
    /// line is read.
    /// </summary>
    public ReadOnlySpan<char> PeekHead()
    {
        while (_end < _buffer.Length)
        {
            int count = Fill(_buffer.AsSpan(_end));
            _exhausted = count == 0;
            if (_exhausted)
                break;
            _end += count;
        }

        return _buffer.AsSpan(0, _end);
    }

    /// <summary>The next line without its line break (LF, CR LF or CR), or null at the end.</summary>
    /// <exception cref="StructureFormatException">The line is too long, or contains a NUL character.</exception>
    public string? ReadLine()
    {
        if (_ahead.First is { } first)
        {
            _ahead.RemoveFirst();
            LineNumber++;
            return first.Value;
        }

        if (_ended)
            return null;
        string? line = ReadFromText();
        LineNumber++;
        _ended = line is null;
        return line;
    }

    /// <summary>The next lines, at most <paramref name="count"/>, without taking them.</summary>
    public IEnumerable<string> PeekLines(int count)
    {
        while (_ahead.Count < count && ReadFromText() is { } line)
            _ahead.AddLast(line);
        return _ahead.Take(count);
    }

    /// <summary>The next line, or an error that says the file ended too early.</summary>
    /// <param name="expected">What should have stood there, for the message: "the number of atoms".</param>
    public string ReadLine(string expected) =>
        ReadLine() ?? throw Error($"the file ends where {expected} should stand; it is truncated.");

    /// <summary>The next line that is not blank, or null at the end.</summary>
    public string? ReadFilledLine()
    {
        string? line;
        do
            line = ReadLine();
        while (line is not null && string.IsNullOrWhiteSpace(line));
        return line;
    }

    /// <summary>Returns a line just read to the reader.</summary>
    public void PushBack(string line)
    {
        _ahead.AddFirst(line);
        LineNumber--;
    }

    /// <summary>The fields of the current line, or of a part of it.</summary>
    public LineFields Fields(ReadOnlySpan<char> text) => new(this, text, LineNumber);

    /// <summary>The fields of an earlier line.</summary>
    public LineFields Fields(ReadOnlySpan<char> text, long line) => new(this, text, line);

    /// <inheritdoc/>
    public override void Dispose() => text.Dispose();

    private int Fill(Span<char> buffer)
    {
        try
        {
            return text.Read(buffer);
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(damage);
        }
    }

    private string? ReadFromText()
    {
        _partial.Clear();
        bool any = false;
        while (Available(0))
        {
            any = true;
            ReadOnlySpan<char> rest = _buffer.AsSpan(_start, _end - _start);
            int length = rest.IndexOfAny('\n', '\r');
            ReadOnlySpan<char> piece = length < 0 ? rest : rest[..length];
            if (_partial.Length + piece.Length > MaxLineLength)
                throw ErrorAhead(
                    $"the line is longer than {MaxLineLength} characters; this is not a text structure file.");
            string? whole = length >= 0 && _partial.Length == 0 ? piece.ToString() : null;
            if (whole is null)
                _partial.Append(piece);
            bool isReturn = length >= 0 && rest[length] == '\r';
            _start += length < 0 ? rest.Length : length + 1;
            if (isReturn)
                SkipLineFeed();
            if (length >= 0)
                return Finish(whole ?? _partial.ToString());
        }

        return any ? Finish(_partial.ToString()) : null;
    }

    // Carriage returns before a line feed belong to it; any other ends a line by itself.
    private void SkipLineFeed()
    {
        for (int k = 0; k < MaxReturns && Available(k); k++)
        {
            char letter = _buffer[_start + k];
            if (letter == '\n')
                _start += k + 1;
            if (letter != '\r')
                return;
        }
    }

    private bool Available(int offset)
    {
        if (_start + offset < _end)
            return true;
        if (_exhausted)
            return false;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        int count = Fill(_buffer.AsSpan(_end));
        _exhausted = count == 0;
        _end += count;
        return count > 0;
    }

    private string Finish(string line) => line.Contains('\0', StringComparison.Ordinal)
        ? throw ErrorAhead("the line contains a NUL character; this is not a text structure file.")
        : line;

    // An error of the line that is read from the text, behind those that were only looked at.
    private StructureFormatException ErrorAhead(string problem) => ErrorAt(LineNumber + _ahead.Count + 1, problem);
}
