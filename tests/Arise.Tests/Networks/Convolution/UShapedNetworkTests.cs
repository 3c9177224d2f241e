using System.Collections.Immutable;
using Arise.Networks.Convolution;
using Arise.Numerics;

namespace Arise.Tests.Networks.Convolution;

public class UShapedNetworkTests
{
    private static readonly ImmutableArray<int> Channels = [4, 8, 12];

    [Fact]
    public void It_computes_what_the_plain_twin_computes()
    {
        float[] parameters = Random(UShapedNetwork.ParameterCount(Channels), 1, 0.3);
        float[] image = Random(96 * 192, 2, 1);
        double[,] plain = new double[96, 192];
        for (int k = 0; k < image.Length; k++)
            plain[k / 192, k % 192] = image[k];
        plain = PlainUShapedNetwork.Forward(Channels, Array.ConvertAll(parameters, value => (double)value), plain);
        foreach (bool keepsAll in new[] { true, false })
        {
            UShapedMaps maps = Forward(parameters, image, 96, 192, keepsAll);
            for (int k = 0; k < image.Length; k++)
                Assert.Equal(plain[k / 192, k % 192], maps.Outputs[^1].RowSpan(0, k / 192)[k % 192], 1e-4);
        }
    }

    [Fact]
    public void A_number_depends_on_nothing_beyond_its_reach()
    {
        float[] parameters = Random(UShapedNetwork.ParameterCount(Channels), 3, 0.3);
        float[] image = Random(96 * 96, 4, 1), changed = (float[])image.Clone();
        for (int k = 0; k < image.Length; k++)
        {
            if (k / 96 < 44 - UShapedNetwork.Reach || k % 96 > 44 + UShapedNetwork.Reach)
                changed[k] += 1;
        }

        float before = Forward(parameters, image, 96, 96, false).Outputs[^1].RowSpan(0, 44)[44];
        Assert.Equal(before, Forward(parameters, changed, 96, 96, false).Outputs[^1].RowSpan(0, 44)[44]);
        changed[(44 * 96) + 45] += 1;
        Assert.NotEqual(before, Forward(parameters, changed, 96, 96, false).Outputs[^1].RowSpan(0, 44)[44]);
    }

    internal static float[] Random(int count, ulong stream, double scale)
    {
        var random = new RandomNumbers(7, stream);
        return [.. Enumerable.Range(0, count).Select(k => (float)(scale * random.Normal((ulong)k)))];
    }

    private static UShapedMaps Forward(float[] parameters, float[] image, int height, int width, bool keepsAll)
    {
        var network = new UShapedNetwork(Channels);
        network.Load(parameters);
        var maps = new UShapedMaps(Channels, height, width, keepsAll);
        for (int row = 0; row < height; row++)
            image.AsSpan(row * width, width).CopyTo(maps.Input.RowSpan(0, row));
        network.Forward(maps);
        return maps;
    }
}
