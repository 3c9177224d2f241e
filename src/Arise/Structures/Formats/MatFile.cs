using System.IO.Compression;
using System.Text;
using Arise.Files;

namespace Arise.Structures.Formats;

/// <summary>
/// The matrices of numbers and the lists of texts in a file of MATLAB 5 (also 6 and 7), compressed or not; those inside
/// of structs too. Arrays of more dimensions, sparse ones and others are passed over.
/// </summary>
/// <remarks>Format: MAT-File Format, MathWorks.</remarks>
internal sealed class MatFile
{
    private const int HeaderLength = 128;
    private const int MatrixType = 14;
    private const int CompressedType = 15;
    private const int MaxDepth = 8;

    // Deflate packs at most 1032 to 1.
    private const long MaxRatio = 1032;

    private readonly BinarySource _source;
    private readonly List<MatVariable> _variables = [];
    private readonly bool _bigEndian;

    /// <summary>Reads all variables.</summary>
    /// <exception cref="StructureFormatException">It is no such file, or damaged.</exception>
    public MatFile(BinarySource source)
    {
        _source = source;
        byte[] header = source.Bytes(0, Math.Min(HeaderLength, source.Length), "the header");
        if (!Begins(header))
            throw source.Error("this is no file of MATLAB 5; save it with save('file.mat', '-v7').");
        _bigEndian = header[126] == 'M';
        for (long offset = HeaderLength; offset < source.Length;)
        {
            using Stream stream = source.Part(offset, source.Length - offset, "an element");
            MatElement element = MatElement.Next(source, stream, _bigEndian)!;
            long content = offset + 8;
            offset = content + element.Length + (element.Type == CompressedType ? 0 : -element.Length & 7);
            if (element.Length > source.Length - content)
                throw source.Error("the file ends inside of an element; it is truncated.");
            if (element.Type == CompressedType)
                ReadCompressed(source.Part(content, element.Length, "an element"), element.Length);
            else if (element.Type == MatrixType)
                ReadMatrix(source.Part(content, element.Length, "an element"), "", 0);
        }
    }

    /// <summary>The variables.</summary>
    public IReadOnlyList<MatVariable> Variables => _variables;

    /// <summary>Whether a file begins like this: text, and behind it the version and the order of bytes.</summary>
    public static bool Begins(ReadOnlyMemory<byte> head) => head.Length >= HeaderLength
        && (head.Span[124..128].SequenceEqual((ReadOnlySpan<byte>)[0, 1, (byte)'I', (byte)'M'])
            || head.Span[124..128].SequenceEqual((ReadOnlySpan<byte>)[1, 0, (byte)'M', (byte)'I']));

    private void ReadCompressed(Stream packed, long length)
    {
        try
        {
            using var stream = new ZLibStream(packed, CompressionMode.Decompress);
            if (MatElement.Next(_source, stream, _bigEndian) is not { Type: MatrixType } element)
                return;
            if (element.Length > (MaxRatio * length) + HeaderLength)
                throw _source.Error("a compressed element claims more than it can hold; the file is damaged.");
            ReadMatrix(stream, "", 0);
        }
        catch (Exception damage) when (damage is not AriseException && PackedInput.IsDamage(damage))
        {
            throw _source.Error("a compressed element is damaged; copy the file again.");
        }
    }

    // The content of a matrix: flags, dimensions, name, and what its class has. The stream may stay inside of it.
    private void ReadMatrix(Stream stream, string prefix, int depth)
    {
        if (Next(stream) is not { } flags)
            return;
        double[] words = Small(flags), dimensions = Small(Next(stream));
        string name = prefix + Encoding.UTF8.GetString(Array.ConvertAll(Small(Next(stream)), letter => (byte)letter));
        if (words.Length < 1 || dimensions.Length < 2 || Array.Exists(dimensions, length => length < 0))
            throw _source.Error("a matrix has no dimensions; the file is damaged.");
        (long rows, long columns) = ((long)dimensions[0], (long)dimensions[1]);
        bool isPlain = dimensions.Length == 2 && (double)rows * columns <= Array.MaxLength && depth < MaxDepth;
        switch ((int)((long)words[0] & 0xff))
        {
            case 1 when isPlain && (rows == 1 || columns == 1):
                ReadCells(stream, name, rows * columns);
                break;
            case 2 when isPlain && rows * columns == 1:
                ReadStruct(stream, name, depth);
                break;
            case 4 when isPlain && (columns > 0 || rows == 0):
                double[] letters = Next(stream)?.Reals() ?? [];
                if (letters.Length == rows * columns)
                    _variables.Add(new MatVariable(name, rows, columns, null, Rows(letters, rows, columns)));
                break;
            case >= 6 and <= 15 when isPlain && (rows is 1 or 3 || columns is 1 or 3):
                double[] values = Next(stream)?.Reals() ?? [];
                if (values.Length != rows * columns)
                {
                    throw _source.Error(
                        $"{LineReader.Quote(name)} has not {rows} x {columns} numbers; the file is damaged.");
                }

                _variables.Add(new MatVariable(name, rows, columns, values, null));
                break;
        }
    }

    private void ReadStruct(Stream stream, string name, int depth)
    {
        double[] width = Small(Next(stream));
        byte[] names = Array.ConvertAll(Small(Next(stream)), letter => (byte)letter);
        if (width is not [>= 1 and <= 64])
            return;
        for (int start = 0; start + (int)width[0] <= names.Length; start += (int)width[0])
        {
            if (Next(stream) is not { Type: MatrixType } field)
                return;
            using var content = new Limited(stream, field.Length);
            string label = Encoding.UTF8.GetString(names, start, (int)width[0]).Split('\0')[0];
            ReadMatrix(content, $"{name}.{label}", depth + 1);
            content.Finish();
        }
    }

    // A list of texts; anything else in a cell ends it.
    private void ReadCells(Stream stream, string name, long count)
    {
        var texts = new List<string>();
        while (texts.Count < count && Next(stream) is { Type: MatrixType } cell)
        {
            using var content = new Limited(stream, cell.Length);
            int before = _variables.Count;
            ReadMatrix(content, "", MaxDepth - 1);
            content.Finish();
            if (_variables.Count != before + 1)
                return;
            MatVariable inner = _variables[before];
            _variables.RemoveAt(before);
            if (inner.Texts is not { Length: <= 1 } text)
                return;
            _source.Keep(64);
            texts.Add(text.Length == 0 ? "" : text[0]);
        }

        if (texts.Count == count)
            _variables.Add(new MatVariable(name, count, 1, null, [.. texts]));
    }

    private MatElement? Next(Stream stream) => MatElement.Next(_source, stream, _bigEndian);

    // Flags, dimensions and names, which are short.
    private double[] Small(MatElement? element) => element is { Length: <= 1 << 16 }
        ? element.Reals()
        : throw _source.Error("a matrix is not complete; the file is damaged.");

    private static string[] Rows(double[] letters, long rows, long columns)
    {
        var texts = new string[rows];
        var text = new StringBuilder();
        for (long row = 0; row < rows; row++)
        {
            text.Clear();
            for (long column = 0; column < columns; column++)
                text.Append((char)letters[(column * rows) + row]);
            texts[row] = text.ToString().Trim();
        }

        return texts;
    }

    /// <summary>At most so many bytes of a stream; what is left of them can be passed over.</summary>
    private sealed class Limited(Stream whole, long length) : ForwardStream
    {
        private long _left = length;
        private readonly long _padding = -length & 7;

        public override int Read(Span<byte> buffer)
        {
            int count = whole.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            _left -= count;
            return count;
        }

        public void Finish()
        {
            byte[] rest = new byte[1 << 12];
            for (_left += _padding; _left > 0 && Read(rest) > 0;)
            {
            }
        }
    }
}
