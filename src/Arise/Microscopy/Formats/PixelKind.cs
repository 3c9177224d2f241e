using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Arise.Microscopy.Formats;

/// <summary>The type of the numbers of an image in a file, and how they become intensities.</summary>
internal sealed class PixelKind
{
    private readonly Converter _convert;

    private PixelKind(string name, int size, double? largest, Converter convert) =>
        (Name, Size, Largest, _convert) = (name, size, largest, convert);

    private delegate void Converter(ReadOnlySpan<byte> bytes, Span<float> values);

    /// <summary>Numbers of 8 bits, unsigned; likewise the others.</summary>
    public static PixelKind UInt8 { get; } = Whole<byte>("uint8");

    public static PixelKind Int8 { get; } = Whole<sbyte>("int8");

    public static PixelKind UInt16 { get; } = Whole<ushort>("uint16");

    public static PixelKind Int16 { get; } = Whole<short>("int16");

    public static PixelKind UInt32 { get; } = Whole<uint>("uint32");

    public static PixelKind Int32 { get; } = Whole<int>("int32");

    public static PixelKind UInt64 { get; } = Whole<ulong>("uint64");

    public static PixelKind Int64 { get; } = Whole<long>("int64");

    public static PixelKind Float16 { get; } = Real<Half>("float16");

    public static PixelKind Float32 { get; } = Real<float>("float32");

    public static PixelKind Float64 { get; } = Real<double>("float64");

    /// <summary>True and false: they become 1 and 0.</summary>
    public static PixelKind Boolean { get; } = new("bool", 1, null, (bytes, values) =>
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = bytes[i] == 0 ? 0 : 1;
    });

    /// <summary>As NumPy calls it: "uint16".</summary>
    public string Name { get; }

    /// <summary>Bytes of one.</summary>
    public int Size { get; }

    /// <summary>
    /// Where counts are cut off: the largest number of 8 and 16 bits. Others are too large to be reached.
    /// </summary>
    public double? Largest { get; }

    /// <summary>The kind of so many bits, or null.</summary>
    /// <param name="bits">Bits of a number.</param>
    /// <param name="isReal">Whether it is a floating-point number.</param>
    /// <param name="isSigned">Whether a whole number has a sign.</param>
    public static PixelKind? Of(int bits, bool isReal, bool isSigned) => (bits, isReal, isSigned) switch
    {
        (16, true, _) => Float16,
        (32, true, _) => Float32,
        (64, true, _) => Float64,
        (8, false, false) => UInt8,
        (8, false, true) => Int8,
        (16, false, false) => UInt16,
        (16, false, true) => Int16,
        (32, false, false) => UInt32,
        (32, false, true) => Int32,
        (64, false, false) => UInt64,
        (64, false, true) => Int64,
        _ => null,
    };

    /// <summary>Converts numbers; those beyond single precision are rounded.</summary>
    /// <param name="bytes">The numbers; if their bytes are in the other order, they are turned around here.</param>
    /// <param name="values">As many intensities.</param>
    /// <param name="bigEndian">Whether the first byte of each is the highest.</param>
    public void Convert(Span<byte> bytes, Span<float> values, bool bigEndian)
    {
        if (bigEndian)
            Reverse(bytes);
        _convert(bytes, values);
    }

    private static PixelKind Whole<T>(string name)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> =>
        new(
            name, Unsafe.SizeOf<T>(), Unsafe.SizeOf<T>() <= 2 ? double.CreateTruncating(T.MaxValue) : null,
            ToSingle<T>);

    private static PixelKind Real<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(name, Unsafe.SizeOf<T>(), null, ToSingle<T>);

    private static void ToSingle<T>(ReadOnlySpan<byte> bytes, Span<float> values)
        where T : unmanaged, INumberBase<T> =>
        TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, T>(bytes)[..values.Length], values);

    private void Reverse(Span<byte> bytes)
    {
        switch (Size)
        {
            case 2:
                Span<ushort> halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(halves, halves);
                break;
            case 4:
                Span<uint> words = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 8:
                Span<ulong> longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
