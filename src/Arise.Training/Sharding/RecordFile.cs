using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Arise.Sharding;

/// <summary>
/// Numbered records that are appended while work goes on, so that it can go on later: a line of text that says what
/// they are of, then number, length, bytes and checksum of each. A record cut short by a crash is dropped.
/// </summary>
internal sealed class RecordFile : IDisposable
{
    private const int HeadLength = 12, ChecksumLength = 8;

    private readonly FileStream _file;
    private readonly Dictionary<long, (long Offset, int Length)> _records = [];

    private RecordFile(FileStream file) => _file = file;

    /// <summary>The numbers of the records.</summary>
    public IReadOnlyCollection<long> Numbers => _records.Keys;

    /// <summary>Opens a file, or creates it.</summary>
    /// <param name="path">Its name.</param>
    /// <param name="title">What the records are of, one line.</param>
    /// <param name="readOnly">Whether nothing will be appended.</param>
    /// <exception cref="IOException">It is of something else, or cannot be opened.</exception>
    public static RecordFile Open(string path, string title, bool readOnly = false)
    {
        var file = new FileStream(
            path, readOnly ? FileMode.Open : FileMode.OpenOrCreate, readOnly ? FileAccess.Read : FileAccess.ReadWrite,
            FileShare.Read, 1 << 16);
        try
        {
            var records = new RecordFile(file);
            records.Begin(Encoding.UTF8.GetBytes(title + "\n"), path, readOnly);
            return records;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is a record of a number.</summary>
    public bool Has(long number) => _records.ContainsKey(number);

    /// <summary>The bytes of a record; null where there is none.</summary>
    public byte[]? Read(long number)
    {
        if (!_records.TryGetValue(number, out (long Offset, int Length) place))
            return null;
        byte[] bytes = new byte[place.Length];
        RandomAccess.Read(_file.SafeFileHandle, bytes, place.Offset);
        return bytes;
    }

    /// <summary>Appends a record; it is in the hands of the system when this returns.</summary>
    public void Append(long number, ReadOnlySpan<byte> bytes)
    {
        byte[] record = new byte[HeadLength + bytes.Length + ChecksumLength];
        BinaryPrimitives.WriteInt64LittleEndian(record, number);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(sizeof(long)), bytes.Length);
        bytes.CopyTo(record.AsSpan(HeadLength));
        SHA256.HashData(record.AsSpan(0, record.Length - ChecksumLength)).AsSpan(0, ChecksumLength)
            .CopyTo(record.AsSpan(record.Length - ChecksumLength));
        _records[number] = (_file.Position + HeadLength, bytes.Length);
        _file.Write(record);
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Begin(byte[] title, string path, bool readOnly)
    {
        byte[] found = new byte[title.Length];
        int length = _file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false);
        bool isCut = length < title.Length && title.AsSpan().StartsWith(found.AsSpan(0, length));
        if (isCut && !readOnly)
        {
            _file.SetLength(0);
            _file.Write(title);
            _file.Flush();
        }
        else if (isCut || !found.AsSpan().SequenceEqual(title))
        {
            throw new IOException($"{path}: this is the state of something else, or of another version.");
        }

        long end = Scan(title.Length);
        if (!readOnly)
            _file.SetLength(end);
        _file.Position = end;
    }

    private long Scan(long end)
    {
        _file.Position = end;
        byte[] head = new byte[HeadLength];
        while (_file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) == HeadLength)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(sizeof(long)));
            if (length < 0 || length > _file.Length - end - HeadLength - ChecksumLength)
                break;
            byte[] record = new byte[HeadLength + length + ChecksumLength];
            head.CopyTo(record, 0);
            _file.ReadExactly(record.AsSpan(HeadLength));
            ReadOnlySpan<byte> sum = SHA256.HashData(record.AsSpan(0, record.Length - ChecksumLength));
            if (!sum[..ChecksumLength].SequenceEqual(record.AsSpan(record.Length - ChecksumLength)))
                break;
            _records[BinaryPrimitives.ReadInt64LittleEndian(head)] = (end + HeadLength, length);
            end += record.Length;
        }

        return end;
    }
}
