using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Arise.Files;

/// <summary>
/// One array in the .npy format: magic, version, a header in Python syntax padded so that the data begin at a multiple
/// of 64 bytes, then the elements, little-endian, C order. Integers of 16 bits are read as <see cref="int"/>.
/// </summary>
internal static partial class NumpyFormat
{
    private const int Alignment = 64;
    private const int ChunkLength = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>
    /// Reads one array; <paramref name="source"/> names it in errors. Nothing is allocated before type and shape fit
    /// the length of the data and the memory budget.
    /// </summary>
    /// <param name="stream">The data.</param>
    /// <param name="length">How many bytes there are, or are said to be.</param>
    /// <param name="source">What the array is called.</param>
    /// <exception cref="NumpyFormatException">Damaged, or an unsupported element type or order.</exception>
    /// <exception cref="MemoryBudgetException">It needs more than the budget.</exception>
    public static NumpyArray Read(Stream stream, long length, string source)
    {
        try
        {
            (string type, int[] shape, int headerLength) = ReadHeader(stream, source);
            long width = WidthOf(type, source);
            long count = 1;
            foreach (int axis in shape)
                count = axis == 0 ? 0 : count <= Array.MaxLength ? count * axis : count;
            if (count > Array.MaxLength || (width == 0 && count > 0))
                throw new NumpyFormatException(source, $"{count} elements of type '{type}' are too many.");
            if (width * count != length - headerLength)
            {
                throw new NumpyFormatException(
                    source,
                    $"the data end early or the header is damaged: {Text(shape)} of type '{type}' are {width * count} "
                    + $"bytes, but there are {length - headerLength}.");
            }

            MemoryBudget.Require(
                (double)count * MemoryOf(type, width), $"{source} of {Text(shape)}", "take a smaller file");
            return new NumpyArray(ReadValues(stream, type, (int)count, (int)width, source), shape);
        }
        catch (Exception error) when (error is EndOfStreamException or OverflowException or FormatException)
        {
            throw new NumpyFormatException(source, "the data end early or the header is damaged.", error);
        }
    }

    /// <summary>Writes one array, format version 1.0.</summary>
    public static void Write(Stream stream, NumpyArray array)
    {
        int width = array.Values is string[] texts ? CodePointWidth(texts) : 0;
        string type = array.Values switch
        {
            float[] => "<f4",
            double[] => "<f8",
            int[] => "<i4",
            long[] => "<i8",
            sbyte[] => "|i1",
            bool[] => "|b1",
            _ => string.Create(CultureInfo.InvariantCulture, $"<U{width}"),
        };
        WriteHeader(stream, type, [.. array.Shape.ToArray().Select(length => (long)length)]);
        switch (array.Values)
        {
            case float[] values: WriteNumbers(stream, values); break;
            case double[] values: WriteNumbers(stream, values); break;
            case int[] values: WriteNumbers(stream, values); break;
            case long[] values: WriteNumbers(stream, values); break;
            case sbyte[] values: WriteNumbers(stream, values); break;
            case bool[] values: WriteNumbers(stream, values); break;
            default: WriteTexts(stream, (string[])array.Values, width); break;
        }
    }

    /// <summary>Writes what stands before the elements of an array.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="type">Element type as NumPy writes it: "&lt;f4".</param>
    /// <param name="shape">Length per axis.</param>
    public static void WriteHeader(Stream stream, string type, params long[] shape)
    {
        string lengths = string.Join(", ", shape);
        string tuple = shape.Length == 1 ? $"({lengths},)" : $"({lengths})";
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {tuple}, }}";
        int prefix = Magic.Length + 4;
        int padded = ((prefix + header.Length + 1 + Alignment - 1) / Alignment * Alignment) - prefix;

        stream.Write(Magic);
        stream.Write([1, 0, (byte)(padded & 0xff), (byte)(padded >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(padded - 1) + "\n"));
    }

    private static (string Type, int[] Shape, int Length) ReadHeader(Stream stream, string source)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        if (!start[..6].SequenceEqual(Magic) || start[6] is < 1 or > 3)
            throw new NumpyFormatException(source, "this is not a NumPy array of format version 1, 2 or 3.");
        Span<byte> size = stackalloc byte[4];
        size.Clear();
        int sizeLength = start[6] == 1 ? 2 : 4;
        stream.ReadExactly(size[..sizeLength]);
        int length = BitConverter.ToInt32(size);
        if (length is < 0 or > 1 << 20)
            throw new NumpyFormatException(source, "the header is damaged.");
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);

        Match header = Header().Match(Encoding.UTF8.GetString(bytes));
        if (!header.Success)
            throw new NumpyFormatException(source, "the header is damaged or describes a structured array.");
        string[] lengths = header.Groups["shape"].Value.Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] shape = new int[lengths.Length];
        for (int axis = 0; axis < shape.Length; axis++)
            shape[axis] = int.Parse(lengths[axis], CultureInfo.InvariantCulture);
        if (header.Groups["order"].Value == "True" && shape.Length > 1)
        {
            throw new NumpyFormatException(
                source, "the array is in Fortran order; save numpy.ascontiguousarray of it.");
        }
        return (header.Groups["type"].Value, shape, start.Length + sizeLength + length);
    }

    private static long WidthOf(string type, string source) => type switch
    {
        "<f4" or "<i4" => 4,
        "<f8" or "<i8" => 8,
        "<i2" => 2,
        "|b1" or "|i1" => 1,
        _ when type.StartsWith("<U", StringComparison.Ordinal) =>
            4L * int.Parse(type.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture),
        _ => throw new NumpyFormatException(
            source,
            $"element type '{type}' is not supported (float32, float64, int8, int16, int32, int64, bool, str)."),
    };

    // Short integers are read and then widened; a text is an object with a length, two bytes per character.
    private static double MemoryOf(string type, long width) => type switch
    {
        "<i2" => sizeof(short) + sizeof(int),
        ['<', 'U', ..] => 32 + (width / 2),
        _ => width,
    };

    private static string Text(int[] shape) => $"({string.Join(", ", shape)})";

    private static Array ReadValues(Stream stream, string type, int count, int width, string source) => type switch
    {
        "<f4" => ReadNumbers<float>(stream, count),
        "<f8" => ReadNumbers<double>(stream, count),
        "<i2" => Array.ConvertAll(ReadNumbers<short>(stream, count), value => (int)value),
        "|i1" => ReadNumbers<sbyte>(stream, count),
        "<i4" => ReadNumbers<int>(stream, count),
        "<i8" => ReadNumbers<long>(stream, count),
        "|b1" => Array.ConvertAll(ReadNumbers<byte>(stream, count), value => value != 0),
        _ => ReadTexts(stream, count, width, source),
    };

    private static T[] ReadNumbers<T>(Stream stream, int count)
        where T : unmanaged
    {
        var values = new T[count];
        for (int start = 0; start < count; start += ChunkLength)
            stream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(ChunkLength, count - start))));
        return values;
    }

    private static void WriteNumbers<T>(Stream stream, T[] values)
        where T : unmanaged
    {
        for (int start = 0; start < values.Length; start += ChunkLength)
            stream.Write(MemoryMarshal.AsBytes(values.AsSpan(start, Math.Min(ChunkLength, values.Length - start))));
    }

    // NumPy texts are UTF-32 of fixed width, filled with zeros.
    private static string[] ReadTexts(Stream stream, int count, int width, string source)
    {
        var texts = new string[count];
        byte[] buffer = new byte[width];
        var encoding = new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);
        for (int i = 0; i < count; i++)
        {
            stream.ReadExactly(buffer);
            try
            {
                texts[i] = encoding.GetString(buffer).TrimEnd('\0');
            }
            catch (DecoderFallbackException error)
            {
                throw new NumpyFormatException(source, $"text {i} is not valid Unicode.", error);
            }
        }

        return texts;
    }

    private static void WriteTexts(Stream stream, string[] texts, int width)
    {
        byte[] buffer = new byte[4 * width];
        foreach (string text in texts)
        {
            Array.Clear(buffer);
            Encoding.UTF32.GetBytes(text, buffer);
            stream.Write(buffer);
        }
    }

    private static int CodePointWidth(string[] texts)
    {
        int width = 1;
        foreach (string text in texts)
            width = Math.Max(width, Encoding.UTF32.GetByteCount(text) / 4);
        return width;
    }

    [GeneratedRegex(@"^\s*\{\s*'descr'\s*:\s*'(?<type>[^']+)'\s*,\s*'fortran_order'\s*:\s*(?<order>True|False)\s*,"
        + @"\s*'shape'\s*:\s*\((?<shape>[0-9,\s]*)\)\s*,?\s*\}\s*$")]
    private static partial Regex Header();
}
