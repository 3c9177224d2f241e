using System.IO.Compression;

namespace Arise.Microscopy.Formats;

/// <summary>How the chunks of an HDF5 data set are packed: deflate, shuffled bytes, checksums.</summary>
internal sealed class Hdf5Filters
{
    /// <summary>How many bytes can come of one.</summary>
    public const double HighestRatio = 1032;

    private const int Deflate = 1, Shuffle = 2, Checksum = 3;

    private static readonly Dictionary<int, string> Others = new()
    {
        [4] = "szip", [5] = "n-bit", [6] = "scale-offset", [307] = "bzip2", [32000] = "LZF", [32001] = "Blosc",
        [32004] = "LZ4",
        [32008] = "bitshuffle", [32013] = "ZFP", [32015] = "zstd", [32026] = "Blosc 2",
    };

    private readonly Hdf5File _file;
    private readonly List<(int Filter, long Value)> _filters = [];

    private Hdf5Filters(Hdf5File file) => _file = file;

    /// <summary>Reads a message.</summary>
    /// <exception cref="ImageFormatException">There is a filter that is not known.</exception>
    public static Hdf5Filters Of(Hdf5File file, Hdf5Cursor? message)
    {
        var filters = new Hdf5Filters(file);
        if (message is null)
            return filters;
        int version = message.Byte(), count = message.Byte();
        message.Skip(version == 1 ? 6 : 0);
        for (int i = 0; i < count; i++)
        {
            int id = message.UInt16();
            int name = version == 1 || id >= 256 ? message.UInt16() : 0;
            int values = message.Skip(2).UInt16();
            message.Skip(version == 1 ? (name + 7) / 8 * 8 : name);
            long value = values > 0 ? message.UInt32() : 0;
            message.Skip(4L * Math.Max(0, values - 1));
            if (version == 1 && values % 2 != 0)
                message.Skip(4);
            if (id is not (Deflate or Shuffle or Checksum))
            {
                throw file.Source.Error(
                    $"its numbers are packed with {Others.GetValueOrDefault(id, $"filter {id}")}, which is not read; "
                    + "repack the file (h5repack -f GZIP=4).");
            }

            filters._filters.Add((id, value));
        }

        return filters;
    }

    /// <summary>Unpacks a chunk.</summary>
    /// <param name="bytes">As it is in the file.</param>
    /// <param name="size">Bytes that it has then.</param>
    /// <param name="skipped">Which filters were left out, bit by bit.</param>
    /// <exception cref="ImageFormatException">It is damaged.</exception>
    public byte[] Undo(byte[] bytes, long size, long skipped)
    {
        for (int i = _filters.Count - 1; i >= 0; i--)
        {
            if (i < 32 && (skipped >> i & 1) != 0)
                continue;
            (int filter, long value) = _filters[i];
            bytes = filter switch
            {
                Deflate => Inflate(bytes, size + 4),
                Shuffle => Unshuffle(bytes, (int)value),
                _ => bytes.Length >= 4 ? bytes[..^4] : throw _file.Damaged(),
            };
        }

        return bytes.Length == size ? bytes : throw _file.Damaged();
    }

    // A checksum of 4 bytes may be packed too.
    private byte[] Inflate(byte[] packed, long most)
    {
        byte[] bytes = new byte[most];
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length == bytes.Length ? bytes : bytes[..length];
        }
        catch (InvalidDataException damage)
        {
            throw _file.Source.Error("a chunk of its numbers is damaged; copy the file again.", damage);
        }
    }

    // All first bytes of the numbers, then all second ones, and so on; what is left stands at the end.
    private static byte[] Unshuffle(byte[] bytes, int width)
    {
        if (width < 2)
            return bytes;
        byte[] numbers = [.. bytes];
        int count = bytes.Length / width;
        for (int part = 0; part < width; part++)
        {
            for (int i = 0; i < count; i++)
                numbers[(i * width) + part] = bytes[(part * count) + i];
        }

        return numbers;
    }
}
