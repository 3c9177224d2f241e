using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Arise.Datasets;

/// <summary>
/// A file that keeps the finished part of a long generation: 64 characters that tell what is generated (SHA-256), then
/// descriptors [row, component], float32, always whole chunks of rows and from the first row on.
/// </summary>
internal sealed class PartialDescriptors
{
    private const int KeyLength = 64;
    private readonly string _path;
    private readonly byte[] _key;

    /// <summary>Takes a file that need not exist yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="description">Everything that decides what is generated.</param>
    public PartialDescriptors(string path, string description)
    {
        _path = path;
        _key = Encoding.ASCII.GetBytes(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(description))));
    }

    /// <summary>Reads what is there; chunks from the first number on that is not finite are made again.</summary>
    /// <param name="descriptors">[row, component]; the first rows are filled.</param>
    /// <param name="chunk">Numbers per chunk.</param>
    /// <returns>How many numbers were read, a multiple of the chunk or all.</returns>
    /// <exception cref="IOException">The file belongs to another generation.</exception>
    public int Read(Span<float> descriptors, int chunk)
    {
        if (!File.Exists(_path))
            return 0;
        using FileStream file = File.OpenRead(_path);
        byte[] key = new byte[KeyLength];
        if (file.ReadAtLeast(key, KeyLength, throwOnEndOfStream: false) < KeyLength)
            return 0;
        if (!key.AsSpan().SequenceEqual(_key))
        {
            throw new IOException($"{_path}: this is a part of another training set that was interrupted (other "
                + "classes, numbers or seed); finish that one, or remove this file to begin anew.");
        }

        int there = (int)Math.Min((file.Length - KeyLength) / sizeof(float), descriptors.Length);
        int complete = there == descriptors.Length ? there : there / chunk * chunk;
        file.ReadExactly(MemoryMarshal.AsBytes(descriptors[..complete]));
        for (int number = 0; number < complete; number++)
        {
            if (!float.IsFinite(descriptors[number]))
                return number / chunk * chunk;
        }

        return complete;
    }

    /// <summary>Adds a chunk.</summary>
    /// <param name="first">Where it stands among all numbers; the file is cut off there.</param>
    /// <param name="descriptors">The numbers.</param>
    public void Append(int first, ReadOnlySpan<float> descriptors)
    {
        using var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.Write);
        file.Write(_key);
        long start = KeyLength + ((long)first * sizeof(float));
        file.SetLength(start);
        file.Position = start;
        file.Write(MemoryMarshal.AsBytes(descriptors));
    }
}
