using Arise.Files;

namespace Arise.Structures.Formats;

/// <summary>
/// A binary file of structures that is read here and there. What comes compressed or through a pipe is read into
/// memory first, as far as the memory budget goes.
/// </summary>
internal sealed class BinarySource : StructureSource
{
    private readonly Stream _stream;

    /// <summary>Takes a stream at its beginning; it is disposed with the source.</summary>
    /// <exception cref="StructureFormatException">Compressed data are damaged.</exception>
    /// <exception cref="MemoryBudgetException">More comes through a pipe than the budget allows.</exception>
    public BinarySource(Stream stream, string file)
        : base(file)
    {
        try
        {
            _stream = SeekableInput.Of(stream, file);
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(damage);
        }

        Length = _stream.Length;
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>What is being read, for messages: "frame 3"; null for the file as such.</summary>
    public string? Place { get; set; }

    /// <summary>Some bytes of the file.</summary>
    /// <param name="offset">Where they begin, from 0.</param>
    /// <param name="count">How many; a product that overflowed is refused, as it is negative or too large.</param>
    /// <param name="what">What they are, for the message: "the positions".</param>
    /// <exception cref="StructureFormatException">The file has not so many.</exception>
    public byte[] Bytes(long offset, long count, string what)
    {
        if (offset < 0 || count < 0 || offset > Length || count > Length - offset || count > Array.MaxLength)
            throw Error($"the file ends before {what} at byte {offset} does; it is truncated or damaged.");
        Keep(count);
        byte[] bytes = new byte[count];
        _stream.Position = offset;
        int length = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? bytes : throw Error($"the file became shorter while {what} was read.");
    }

    /// <summary>Some bytes of the file as a stream, read as they are asked for.</summary>
    /// <param name="offset">Where they begin, from 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="what">What they are, for the message.</param>
    /// <exception cref="StructureFormatException">The file has not so many.</exception>
    public Stream Part(long offset, long count, string what) =>
        offset < 0 || count < 0 || offset > Length || count > Length - offset
            ? throw Error($"the file ends before {what} at byte {offset} does; it is truncated or damaged.")
            : new PartStream(_stream, offset, offset + count);

    /// <summary>An array of numbers.</summary>
    /// <param name="offset">Where they begin, from 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="kind">Their type.</param>
    /// <param name="bigEndian">Whether the first byte of each is the highest.</param>
    /// <param name="what">What they are, for the message.</param>
    /// <exception cref="StructureFormatException">The file has not so many.</exception>
    public double[] Reals(long offset, long count, BinaryNumber kind, bool bigEndian, string what)
    {
        byte[] bytes = Bytes(offset, count > Length ? long.MaxValue : count * kind.Size(), what);
        Keep((double)count * sizeof(double));
        return kind.ToReals(bytes, bigEndian);
    }

    /// <inheritdoc/>
    public override StructureFormatException ErrorAt(long line, string problem, string? missingSetting = null) =>
        base.ErrorAt(0, Place is null ? problem : $"{Place}: {problem}", missingSetting);

    /// <inheritdoc/>
    public override void Dispose() => _stream.Dispose();

    private sealed class PartStream(Stream whole, long next, long end) : ForwardStream
    {
        public override int Read(Span<byte> buffer)
        {
            whole.Position = next;
            int length = whole.Read(buffer[..(int)Math.Min(buffer.Length, end - next)]);
            next += length;
            return length;
        }
    }
}
