using Arise.Mapping;
using Arise.Networks.Models;
using Arise.Tests.Networks;

namespace Arise.Tests.Mapping;

public class MapDigestTests
{
    [Fact]
    public void Every_member_of_an_ensemble_counts()
    {
        BayesianNetwork[] networks =
            [.. Enumerable.Range(1, 3).Select(seed => DoubleNetwork.Random([5, 4, 3], 0.1, (ulong)seed).ToSingle())];
        string[] digests =
        [
            MapDigest.Of(networks[0]),
            MapDigest.Of(BayesianNetwork.Ensemble([networks[0], networks[1]])),
            MapDigest.Of(BayesianNetwork.Ensemble([networks[0], networks[2]])),
            MapDigest.Of(BayesianNetwork.Ensemble(networks)),
        ];
        Assert.Equal(digests.Length, digests.Distinct().Count());
        Assert.Equal(digests[0], MapDigest.Of(BayesianNetwork.Ensemble([networks[0]])));
    }

    [Fact]
    public void The_measure_of_novelty_counts()
    {
        BayesianNetwork network = DoubleNetwork.Random([5, 4, 3], 0.1, 1).ToSingle();
        BayesianNetwork Fitted(float radius) => network.With(network.Metadata with
        {
            Novelty = new MahalanobisNovelty(0, new float[16], new float[12], [1, radius, 1], 0.2, 1, 0.01),
        });
        string[] digests =
        [
            MapDigest.Of(network),
            MapDigest.Of(Fitted(1)),
            MapDigest.Of(Fitted(2)),
        ];
        Assert.Equal(3, digests.Distinct().Count());
        Assert.Equal(digests[1], MapDigest.Of(Fitted(1)));
    }
}
