using Arise.Descriptors;
using Arise.Exploration;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Exploration;

public class CoordinationNumberTests
{
    [Theory]
    [InlineData("face-centered cubic", 12)]
    [InlineData("body-centered cubic", 14)]
    [InlineData("hexagonal close-packed", 12)]
    [InlineData("diamond", 4)]
    [InlineData("rock salt", 6)]
    public void Crystals_have_theirs(string name, double expected)
    {
        AtomicStructure crystal = PrototypeLibrary.Find(name).Structure;
        double nearest = NearestNeighborDistance.Compute(crystal).Shortest;
        Assert.Equal(expected, CoordinationNumber.Of(crystal, nearest), 1e-12);
        Assert.Equal(double.NaN, CoordinationNumber.Of(crystal, double.NaN));
    }
}
