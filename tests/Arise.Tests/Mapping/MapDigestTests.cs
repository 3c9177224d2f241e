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
}
