using System.Collections.Immutable;

namespace Arise.Networks.Convolution;

/// <summary>
/// A small network of convolutions that gives one number per pixel of an image and sees it at three resolutions: two
/// layers at the full one, two at half and three at a quarter, and back, where what was found at a finer resolution is
/// added (after O. Ronneberger et al., MICCAI 2015, doi:10.1007/978-3-319-24574-4_28).
/// </summary>
internal sealed class UShapedNetwork
{
    /// <summary>Images have sides that are a multiple of this.</summary>
    public const int Granularity = 4 * ConvolutionKernel.Pixels;

    /// <summary>
    /// A number depends on pixels up to 27 away: 2 for the layers at full resolution, 4 at half, 12 at a quarter, 4 and
    /// 2 on the way back, and 3 because pixels are joined. Rounded up to whole pixels of the coarsest map.
    /// </summary>
    public const int Reach = 28;

    private readonly ConvolutionLayer[] _layers;

    /// <summary>A network of zeros.</summary>
    /// <param name="channels">Channels at the full, half and quarter resolution, multiples of 4.</param>
    public UShapedNetwork(ImmutableArray<int> channels)
    {
        Channels = channels;
        (int Inputs, int Units)[] shape = Shape(channels);
        _layers = [.. shape.Select((size, k) => new ConvolutionLayer(size.Inputs, size.Units, k < shape.Length - 1))];
    }

    /// <summary>Channels at the full, half and quarter resolution.</summary>
    public ImmutableArray<int> Channels { get; }

    /// <summary>The layers in the order in which they work.</summary>
    public IReadOnlyList<ConvolutionLayer> Layers => _layers;

    /// <summary>Number of weights and biases.</summary>
    public static int ParameterCount(ImmutableArray<int> channels) =>
        Shape(channels).Sum(size => ((size.Inputs * ConvolutionKernel.Taps) + 1) * size.Units);

    /// <summary>Channels of inputs and outputs of all layers.</summary>
    public static (int Inputs, int Units)[] Shape(ImmutableArray<int> channels)
    {
        (int full, int half, int quarter) = (channels[0], channels[1], channels[2]);
        return
        [
            (1, full), (full, full),
            (full, half), (half, half),
            (half, quarter), (quarter, quarter), (quarter, half),
            (half, half), (half, full),
            (full, full), (full, 1),
        ];
    }

    /// <summary>Sets all parameters: layer after layer weights [unit, channel, row, column] and biases.</summary>
    public void Load(ReadOnlySpan<float> parameters)
    {
        foreach (ConvolutionLayer layer in _layers)
        {
            int weights = layer.Units * layer.Depth;
            layer.Load(parameters[..weights], parameters.Slice(weights, layer.Units));
            parameters = parameters[(weights + layer.Units)..];
        }
    }

    /// <summary>Fills all maps of a workspace from its input.</summary>
    public void Forward(UShapedMaps maps)
    {
        const float Mean = 0.25f;
        _layers[0].Apply(maps.Input, maps.Outputs[0]);
        _layers[1].Apply(maps.Outputs[0], maps.Outputs[1]);
        Resolution.Halve(maps.Outputs[1], maps.Half, Mean);
        _layers[2].Apply(maps.Half, maps.Outputs[2]);
        _layers[3].Apply(maps.Outputs[2], maps.Outputs[3]);
        Resolution.Halve(maps.Outputs[3], maps.Quarter, Mean);
        _layers[4].Apply(maps.Quarter, maps.Outputs[4]);
        _layers[5].Apply(maps.Outputs[4], maps.Outputs[5]);
        _layers[6].Apply(maps.Outputs[5], maps.Outputs[6]);
        Resolution.DoubleAndAdd(maps.Outputs[6], maps.Outputs[3], maps.HalfSum, 1);
        _layers[7].Apply(maps.HalfSum, maps.Outputs[7]);
        _layers[8].Apply(maps.Outputs[7], maps.Outputs[8]);
        Resolution.DoubleAndAdd(maps.Outputs[8], maps.Outputs[1], maps.FullSum, 1);
        _layers[9].Apply(maps.FullSum, maps.Outputs[9]);
        _layers[10].Apply(maps.Outputs[9], maps.Outputs[10]);
    }
}
