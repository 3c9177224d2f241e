using System.Text;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Reads a text file line by line, counts the lines, and refuses lines longer than any structure file has, so that
/// binary data or a file without line breaks cannot exhaust the memory.
/// </summary>
internal sealed class LineReader(TextReader text, string file) : IDisposable
{
    /// <summary>Longest line accepted, in characters.</summary>
    public const int MaxLineLength = 1 << 20;

    private readonly char[] _buffer = new char[1 << 16];
    private readonly StringBuilder _partial = new();
    private int _start;
    private int _end;
    private string? _pushedBack;
    private bool _ended;
    private double _kept;

    /// <summary>File name as the user gave it.</summary>
    public string File { get; } = file;

    /// <summary>Number of the line returned last, from 1.</summary>
    public long LineNumber { get; private set; }

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
            if (count == 0)
                break;
            _end += count;
        }

        return _buffer.AsSpan(0, _end);
    }

    /// <summary>
    /// Counts what is kept of the lines read, an atom with all that working on it takes. What is counted is what was
    /// really there, never what a header promises.
    /// </summary>
    /// <param name="bytes">Bytes more.</param>
    /// <exception cref="StructureFormatException">That is more than the memory budget.</exception>
    public void Keep(double bytes)
    {
        _kept += bytes;
        if (_kept > MemoryBudget.Bytes)
        {
            throw ErrorAt(
                LineNumber,
                $"to work on what was read up to here takes {MemoryBudget.Text(_kept)} of memory (an atom at least "
                + $"{MemoryBudget.BytesPerAtom:F0} bytes), more than the budget of "
                + $"{MemoryBudget.Text(MemoryBudget.Bytes)}; take fewer atoms, or a larger budget.",
                nameof(MemoryBudget.Bytes));
        }
    }

    /// <summary>Counts anew: what was kept is handed over, or given up.</summary>
    public void Release() => _kept = 0;

    /// <summary>The next line without its line break (LF or CR LF), or null at the end.</summary>
    /// <exception cref="StructureFormatException">The line is too long, or contains a NUL character.</exception>
    public string? ReadLine()
    {
        if (_ended)
            return null;
        LineNumber++;
        if (_pushedBack is { } line)
        {
            _pushedBack = null;
            return line;
        }

        _partial.Clear();
        bool any = false;
        while (true)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, Fill(_buffer));
                _ended = _end == 0 && !any;
                if (_end == 0)
                    return any ? Finish(_partial.ToString()) : null;
            }

            any = true;
            ReadOnlySpan<char> rest = _buffer.AsSpan(_start, _end - _start);
            int length = rest.IndexOf('\n');
            ReadOnlySpan<char> piece = length < 0 ? rest : rest[..length];
            if (_partial.Length + piece.Length > MaxLineLength)
                throw Error($"the line is longer than {MaxLineLength} characters; this is not a text structure file.");
            _start += length < 0 ? rest.Length : length + 1;
            if (length >= 0 && _partial.Length == 0)
                return Finish(piece.ToString());
            _partial.Append(piece);
            if (length >= 0)
                return Finish(_partial.ToString());
        }
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

    /// <summary>Returns a line just read to the reader; at most one at a time.</summary>
    public void PushBack(string line)
    {
        _pushedBack = line;
        LineNumber--;
    }

    /// <summary>The fields of the current line, or of a part of it.</summary>
    public LineFields Fields(ReadOnlySpan<char> text) => new(this, text, LineNumber);

    /// <summary>The fields of an earlier line.</summary>
    public LineFields Fields(ReadOnlySpan<char> text, long line) => new(this, text, line);

    /// <summary>
    /// The number of atoms that a file promises, checked to lie between 1 and what an array holds.
    /// </summary>
    public int AtomCount(long count) => count switch
    {
        <= 0 => throw Error($"the number of atoms is {count}; a structure needs at least one."),
        > 1 << 30 => throw Error($"the number of atoms is {count}; at most {1 << 30} can be read."),
        _ => (int)count,
    };

    /// <summary>A lattice from vectors that end at <paramref name="line"/>, by default the current one.</summary>
    /// <exception cref="StructureFormatException">The vectors span no volume.</exception>
    public Lattice CreateLattice(Vector3D a, Vector3D b, Vector3D c, long? line = null)
    {
        try
        {
            return new Lattice(a, b, c);
        }
        catch (ArgumentException problem)
        {
            throw ErrorAt(line ?? LineNumber, $"the cell is unusable, correct it: {problem.Message}");
        }
    }

    /// <summary>An error at the current line.</summary>
    public StructureFormatException Error(string problem) => ErrorAt(LineNumber, problem);

    /// <summary>An error at a given line.</summary>
    /// <param name="line">Line number from 1; 0 for none.</param>
    /// <param name="problem">One sentence.</param>
    /// <param name="missingSetting">The property of the options that would help.</param>
    public StructureFormatException ErrorAt(long line, string problem, string? missingSetting = null) =>
        new(File, line, problem) { MissingSetting = missingSetting };

    /// <inheritdoc/>
    public void Dispose() => text.Dispose();

    private int Fill(Span<char> buffer)
    {
        try
        {
            return text.Read(buffer);
        }
        catch (InvalidDataException damage)
        {
            throw new StructureFormatException(
                File,
                LineNumber,
                "the gzip data are damaged or truncated from about here on; copy the file again.",
                damage);
        }
    }

    private string Finish(string line)
    {
        if (line.Contains('\0', StringComparison.Ordinal))
            throw Error("the line contains a NUL character; this is not a text structure file.");
        return line.EndsWith('\r') ? line[..^1] : line;
    }
}
