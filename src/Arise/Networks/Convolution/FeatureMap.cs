using System.Diagnostics;
using Arise.Numerics;

namespace Arise.Networks.Convolution;

/// <summary>
/// Values [channel, row, column] of single precision with a border of zeros around every channel, so that a
/// convolution reads beyond the edges without asking where they are.
/// </summary>
internal sealed unsafe class FeatureMap
{
    /// <summary>Columns before the first one: a whole vector, so that rows begin at its alignment.</summary>
    private const int Left = 8;

    private readonly AlignedBuffer<float> _buffer;

    /// <summary>A map of zeros.</summary>
    /// <param name="channels">Number of channels; room is made for a multiple of 4.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Values per row, a multiple of 24.</param>
    public FeatureMap(int channels, int height, int width)
    {
        Debug.Assert(width % ConvolutionKernel.Pixels == 0, "Rows are whole segments of the kernel.");
        (Channels, Height, Width) = (channels, height, width);
        PaddedChannels = (channels + ConvolutionKernel.Units - 1) / ConvolutionKernel.Units * ConvolutionKernel.Units;
        Pitch = width + (2 * Left);
        Plane = (height + 2) * Pitch;
        _buffer = new AlignedBuffer<float>(PaddedChannels * Plane);
    }

    /// <summary>Number of channels.</summary>
    public int Channels { get; }

    /// <summary>Channels rounded up to whole groups of 4; the others hold zeros or nothing of use.</summary>
    public int PaddedChannels { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>Values per row.</summary>
    public int Width { get; }

    /// <summary>Floats from one row to the next.</summary>
    public int Pitch { get; }

    /// <summary>Floats from one channel to the next.</summary>
    public int Plane { get; }

    /// <summary>Address of the first value of a row.</summary>
    public float* Row(int channel, int row) =>
        _buffer.Pointer + ((nint)channel * Plane) + ((row + 1) * Pitch) + Left;

    /// <summary>The values of a row.</summary>
    public Span<float> RowSpan(int channel, int row) => new(Row(channel, row), Width);
}
