using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Arise.Datasets;

/// <summary>
/// A file that keeps the finished part of a set whose number of rows is not known before: 64 characters that tell what
/// is generated (SHA-256), then chunks in order, each an int32, the number of its rows, and the rows, float32.
/// </summary>
internal sealed class PartialRows
{
    private const int KeyLength = 64;
    private readonly string _path;
    private readonly byte[] _key;
    private readonly int _width;
    private long _end = KeyLength;

    /// <summary>Takes a file that need not exist yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="description">Everything that decides what is generated.</param>
    /// <param name="width">Numbers per row.</param>
    public PartialRows(string path, string description, int width)
    {
        (_path, _width) = (path, width);
        _key = Encoding.ASCII.GetBytes(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description))));
    }

    /// <summary>Reads the whole chunks that are there.</summary>
    /// <exception cref="IOException">The file belongs to another set.</exception>
    public IReadOnlyList<float[]> Read()
    {
        var chunks = new List<float[]>();
        if (!File.Exists(_path))
            return chunks;
        using FileStream file = File.OpenRead(_path);
        byte[] key = new byte[KeyLength];
        if (file.ReadAtLeast(key, KeyLength, throwOnEndOfStream: false) < KeyLength)
            return chunks;
        if (!key.AsSpan().SequenceEqual(_key))
        {
            throw new IOException($"{_path}: this is a part of another training set that was interrupted (other "
                + "classes, numbers or seed); finish that one, or remove this file to begin anew.");
        }

        byte[] head = new byte[sizeof(int)];
        while (file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            int rows = MemoryMarshal.Read<int>(head);
            long bytes = (long)rows * _width * sizeof(float);
            if (rows < 0 || bytes > file.Length - file.Position)
                break;
            var chunk = new float[rows * _width];
            file.ReadExactly(MemoryMarshal.AsBytes(chunk.AsSpan()));
            chunks.Add(chunk);
            _end = file.Position;
        }

        return chunks;
    }

    /// <summary>Adds a chunk behind those that were read or added.</summary>
    public void Append(ReadOnlySpan<float> rows)
    {
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Write);
        file.Write(_key);
        file.SetLength(_end);
        file.Position = _end;
        int count = rows.Length / _width;
        file.Write(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(ref count, 1)));
        file.Write(MemoryMarshal.AsBytes(rows));
        _end = file.Position;
    }
}
