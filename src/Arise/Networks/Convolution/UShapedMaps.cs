using System.Collections.Immutable;

namespace Arise.Networks.Convolution;

/// <summary>The maps of a <see cref="UShapedNetwork"/> at work on one image: its workspace.</summary>
internal sealed class UShapedMaps
{
    /// <summary>Makes room.</summary>
    /// <param name="channels">Those of the network.</param>
    /// <param name="height">Rows of the image, a multiple of <see cref="UShapedNetwork.Granularity"/>.</param>
    /// <param name="width">Pixels per row, a multiple of the same.</param>
    /// <param name="keepsAll">Whether all maps outlast the forward pass, for derivatives; otherwise some share their
    /// memory.</param>
    public UShapedMaps(ImmutableArray<int> channels, int height, int width, bool keepsAll)
    {
        (int full, int half, int quarter) = (channels[0], channels[1], channels[2]);
        Input = new FeatureMap(1, height, width);
        Half = Map(full, 2);
        Quarter = Map(half, 4);
        FeatureMap first = Map(full, 1), second = Map(full, 1), third = Map(half, 2), fourth = Map(half, 2);
        HalfSum = keepsAll ? Map(half, 2) : third;
        FullSum = keepsAll ? Map(full, 1) : first;
        Outputs =
        [
            first, second, third, fourth,
            Map(quarter, 4), Map(quarter, 4), Map(half, 4),
            keepsAll ? Map(half, 2) : fourth, Map(full, 2),
            keepsAll ? Map(full, 1) : second, Map(1, 1),
        ];

        FeatureMap Map(int count, int division) => new(count, height / division, width / division);
    }

    /// <summary>The image.</summary>
    public FeatureMap Input { get; }

    /// <summary>The image of the second layer at half resolution.</summary>
    public FeatureMap Half { get; }

    /// <summary>The image of the fourth layer at a quarter of the resolution.</summary>
    public FeatureMap Quarter { get; }

    /// <summary>What comes back to half resolution, with what was there.</summary>
    public FeatureMap HalfSum { get; }

    /// <summary>What comes back to the full resolution, with what was there.</summary>
    public FeatureMap FullSum { get; }

    /// <summary>Outputs of all layers; the last is the output of the network.</summary>
    public ImmutableArray<FeatureMap> Outputs { get; }

    /// <summary>Bytes per pixel where maps share memory, for plans.</summary>
    public static double BytesPerPixel(ImmutableArray<int> channels) =>
        sizeof(float) * ((2 * channels[0]) + 5 + (((2 * channels[0]) + (2 * channels[1])) / 4.0)
            + (((2 * channels[2]) + (2 * channels[1])) / 16.0));
}
