using Arise.Microscopy.Finders;
using Arise.Tests.Networks.Convolution;

namespace Arise.Tests.Microscopy.Finders;

public class NetworkInputTests
{
    [Fact]
    public void Unit_background_and_contrast_do_not_matter()
    {
        const int side = 120;
        float[] image = UShapedNetworkTests.Random(side * side, 14, 1);
        float[] other = [.. image.Select((value, k) => (250 * value) + 4000 + (2f * (k % side)))];
        NetworkInput first = NetworkInput.Of(image, side, side, null, 0.8), second =
            NetworkInput.Of(other, side, side, null, 0.8);
        double difference = first.Values.Zip(second.Values, (a, b) => Math.Pow(a - b, 2)).Average();
        Assert.InRange(first.Values.Average(value => value * value), 0.8, 1.2);
        Assert.True(difference < 0.02, $"{difference}");
    }

    [Fact]
    public void What_is_not_usable_changes_nothing_elsewhere()
    {
        const int side = 100;
        float[] image = UShapedNetworkTests.Random(side * side, 15, 1), damaged = (float[])image.Clone();
        bool[] usable = [.. Enumerable.Range(0, side * side).Select(k => k % side < 60)];
        for (int k = 0; k < image.Length; k++)
            damaged[k] = usable[k] ? image[k] : k % 3 == 0 ? float.NaN : 1e6f;
        Assert.Equal(
            NetworkInput.Of(image, side, side, usable, 1).Values,
            NetworkInput.Of(damaged, side, side, usable, 1).Values);
    }

    [Fact]
    public void A_flat_image_gives_zeros() =>
        Assert.All(NetworkInput.Of(new float[400], 20, 20, null, 1).Values, value => Assert.Equal(0, value));
}
