using System.Text;
using Arise.Microscopy;
using Arise.Microscopy.Formats;

namespace Arise.Tests.Microscopy.Formats;

/// <summary>Reading images that exist only in memory.</summary>
public abstract class ImageTestBase
{
    internal static List<MicroscopeImage> Read(byte[] bytes, ImageReadOptions? options = null, string name = "test") =>
        [.. ImageFile.Read(new MemoryStream(bytes), name, options)];

    internal static MicroscopeImage ReadOne(byte[] bytes) => Assert.Single(Read(bytes));

    internal static (MicroscopeImage Image, List<string> Notes) ReadNoted(byte[] bytes)
    {
        var notes = new List<string>();
        return (Assert.Single(Read(bytes, new ImageReadOptions { Note = notes.Add })), notes);
    }

    /// <summary>The sentence that a file is refused with; it names the file.</summary>
    internal static string Refused(byte[] bytes, ImageReadOptions? options = null, string name = "test")
    {
        var error = Assert.Throws<ImageFormatException>(() => Read(bytes, options, name));
        Assert.StartsWith($"{name}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        return error.Problem;
    }

    internal static void AssertPixels(MicroscopeImage image, int width, params float[] expected)
    {
        Assert.Equal((width, expected.Length / width), (image.Width, image.Height));
        Assert.Equal(expected, image.Intensities.ToArray());
    }

    /// <summary>Bytes in a row, numbers in the order given.</summary>
    internal static byte[] Bytes(bool bigEndian, params object[] parts)
    {
        var stream = new MemoryStream();
        foreach (object part in parts)
        {
            byte[] bytes = part switch
            {
                byte value => [value],
                sbyte value => [(byte)value],
                short value => BitConverter.GetBytes(value),
                ushort value => BitConverter.GetBytes(value),
                int value => BitConverter.GetBytes(value),
                uint value => BitConverter.GetBytes(value),
                long value => BitConverter.GetBytes(value),
                ulong value => BitConverter.GetBytes(value),
                float value => BitConverter.GetBytes(value),
                double value => BitConverter.GetBytes(value),
                Half value => BitConverter.GetBytes(value),
                _ => [],
            };
            if (bigEndian)
                Array.Reverse(bytes);
            stream.Write(part switch { byte[] raw => raw, string text => Encoding.Latin1.GetBytes(text), _ => bytes });
        }

        return stream.ToArray();
    }

    /// <summary>A file in the .npy format.</summary>
    internal static byte[] Npy(string type, string shape, byte[] data, bool isFortran = false)
    {
        string header = $"{{'descr': '{type}', 'fortran_order': {isFortran}, 'shape': ({shape}), }}".PadRight(117);
        return Bytes(false, (byte)0x93, "NUMPY", (byte)1, (byte)0, (ushort)(header.Length + 1), header + "\n", data);
    }
}
