using System.Buffers.Binary;
using System.Text;

namespace Arise.Structures.Formats;

/// <summary>
/// The index of a GSD file: which chunk of which frame stands where. A chunk is a matrix of N x M numbers.
/// </summary>
/// <remarks>Format: https://gsd.readthedocs.io/en/stable/file-layer.html (versions 1 and 2), little-endian.</remarks>
internal sealed class GsdFile
{
    private const int HeaderLength = 256;
    private const int EntryLength = 32;
    private const int NameLength = 64;
    private const int EntriesAtOnce = 1 << 15;

    private readonly BinarySource _source;
    private readonly Dictionary<(long Frame, int Name), Chunk> _chunks = [];
    private readonly Dictionary<string, int> _names = [];

    /// <summary>Reads header, names and index.</summary>
    /// <exception cref="StructureFormatException">It is no such file, or damaged.</exception>
    public GsdFile(BinarySource source)
    {
        _source = source;
        byte[] header = source.Bytes(0, HeaderLength, "the header");
        if (!Begins(header))
            throw source.Error("this is no GSD file.");
        int version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(44));
        Schema = Encoding.UTF8.GetString(header, 112, NameLength).Split('\0')[0];
        ReadNames(Long(header, 24), Long(header, 32), version >> 16);
        ReadIndex(Long(header, 8), Long(header, 16));
    }

    /// <summary>What the chunks mean: "hoomd".</summary>
    public string Schema { get; }

    /// <summary>Number of frames.</summary>
    public long Frames { get; private set; }

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlyMemory<byte> head) =>
        head.Span.StartsWith((ReadOnlySpan<byte>)[0xdf, 0x65, 0xdf, 0x65, 0xdf, 0x65, 0xdf, 0x65]);

    /// <summary>The numbers of a chunk, row by row, and how many stand in a row; null when the frame has none.
    /// </summary>
    /// <exception cref="StructureFormatException">The file does not hold it.</exception>
    public (double[] Values, int Width)? Reals(long frame, string name)
    {
        if (!_names.TryGetValue(name, out int id) || !_chunks.TryGetValue((frame, id), out Chunk chunk))
            return null;
        BinaryNumber kind = chunk.Type switch
        {
            1 => BinaryNumber.UInt8,
            2 => BinaryNumber.UInt16,
            3 => BinaryNumber.UInt32,
            4 => BinaryNumber.UInt64,
            5 or 11 => BinaryNumber.Int8,
            6 => BinaryNumber.Int16,
            7 => BinaryNumber.Int32,
            8 => BinaryNumber.Int64,
            9 => BinaryNumber.Float32,
            10 => BinaryNumber.Float64,
            _ => throw _source.Error($"the chunk '{name}' has the unknown type {chunk.Type}."),
        };
        if (chunk.Rows < 0 || chunk.Width == 0 || (double)chunk.Rows * chunk.Width > _source.Length)
            throw _source.Error($"the chunk '{name}' is larger than the file; it is damaged.");
        return (
            _source.Reals(chunk.Offset, chunk.Rows * chunk.Width, kind, bigEndian: false, $"the chunk '{name}'"),
            (int)Math.Min(chunk.Width, int.MaxValue));
    }

    private static long Long(byte[] bytes, int offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(offset));

    // Version 1: names of 64 bytes each. Version 2: one behind the other, closed by zeros.
    private void ReadNames(long offset, long entries, int version)
    {
        byte[] names = _source.Bytes(
            offset, entries is >= 0 and <= ushort.MaxValue ? entries * NameLength : long.MaxValue, "the list of names");
        if (version < 2)
        {
            for (int start = 0; start < names.Length; start += NameLength)
                Add(Encoding.UTF8.GetString(names, start, NameLength).Split('\0')[0]);
        }
        else
        {
            foreach (string name in Encoding.UTF8.GetString(names).Split('\0'))
                Add(name);
        }

        void Add(string name)
        {
            if (name.Length > 0)
                _names.TryAdd(name, _names.Count);
        }
    }

    // Entries are in the order of the frames; the first without a place ends the index.
    private void ReadIndex(long offset, long entries)
    {
        if (entries < 0 || entries > _source.Length / EntryLength)
            throw _source.Error("the index of the GSD file is damaged.");
        for (long first = 0; first < entries; first += EntriesAtOnce)
        {
            int count = (int)Math.Min(EntriesAtOnce, entries - first);
            byte[] block = _source.Bytes(offset + (first * EntryLength), (long)count * EntryLength, "the index");
            for (int entry = 0; entry < count; entry++)
            {
                ReadOnlySpan<byte> bytes = block.AsSpan(entry * EntryLength, EntryLength);
                long frame = BinaryPrimitives.ReadInt64LittleEndian(bytes);
                var chunk = new Chunk(
                    BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
                    BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
                    bytes[30]);
                if (chunk.Offset == 0)
                    return;
                if (frame < Frames - 1 || frame > Frames)
                    throw _source.Error("the frames in the index of the GSD file are not in order; it is damaged.");
                _chunks[(frame, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]))] = chunk;
                Frames = frame + 1;
            }
        }
    }

    private readonly record struct Chunk(long Rows, long Offset, long Width, byte Type);
}
