using System.Collections.Immutable;
using Arise.Networks.Convolution;

namespace Arise.Tests.Networks.Convolution;

public class TiledPassTests
{
    private static readonly ImmutableArray<int> Channels = [4, 4, 4];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(250, 131)]
    [InlineData(40, 333)]
    public void Tiles_and_threads_cannot_be_seen(int width, int height)
    {
        UShapedNetwork network = Network();
        float[] image = UShapedNetworkTests.Random(width * height, 5, 1);
        float[] whole = TiledPass.Run(network, image, width, height, 1, largest: 480);
        Assert.Equal(whole, TiledPass.Run(network, image, width, height, 3, largest: 96));
        Assert.Equal(whole, TiledPass.Run(network, image, width, height, 2, largest: 192));
    }

    [Fact]
    public void It_stops_when_it_is_canceled() => Assert.Throws<OperationCanceledException>(() =>
        TiledPass.Run(Network(), new float[100], 10, 10, 1, cancellation: new CancellationToken(true)));

    private static UShapedNetwork Network()
    {
        var network = new UShapedNetwork(Channels);
        network.Load(UShapedNetworkTests.Random(UShapedNetwork.ParameterCount(Channels), 6, 0.4));
        return network;
    }
}
