using System.Runtime.CompilerServices;
using JpegLibrary;

namespace Arise.Microscopy.Formats;

/// <summary>Takes the blocks of a JPEG image as they are decoded, and keeps their luminance.</summary>
/// <param name="width">Pixels per row.</param>
/// <param name="height">Number of rows.</param>
/// <param name="values">Takes the luminance, row by row.</param>
/// <param name="components">1, or 3 colors.</param>
/// <param name="precision">Bits of a number.</param>
/// <param name="isRgb">Whether the colors are red, green and blue, and not luminance and two differences.</param>
/// <param name="source">The file.</param>
internal sealed class JpegGrayWriter(
    int width, int height, float[] values, int components, int precision, bool isRgb, ImageSource source)
    : JpegBlockOutputWriter
{
    private const int Block = 8;

    // Differences of colors that rounding makes of gray.
    private const int Rounding = 4;

    private static readonly float[] Weights = [0.299f, 0.587f, 0.114f];

    private bool _isColored;

    /// <inheritdoc/>
    public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y)
    {
        for (int row = 0; row < Block && y + row < height; row++)
        {
            for (int column = 0; column < Block && x + column < width; column++)
            {
                short value = Unsafe.Add(ref blockRef, (Block * row) + column);
                ref float gray = ref values[((y + row) * width) + x + column];
                if (components == 1 || (!isRgb && componentIndex == 0))
                    gray = value;
                else if (isRgb)
                    gray += Weights[componentIndex] * value;
                else
                    _isColored |= Math.Abs(value - (1 << (precision - 1))) > Rounding;
            }
        }
    }

    /// <summary>Cuts what decoding made too small or too large, and says whether there were colors.</summary>
    public void Finish()
    {
        foreach (ref float value in values.AsSpan())
            value = Math.Clamp(value, 0, (1 << precision) - 1);
        if (isRgb || _isColored)
            new GrayConverter(source).Tell();
    }
}
