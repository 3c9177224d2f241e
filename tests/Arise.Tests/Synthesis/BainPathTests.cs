using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Synthesis;

public class BainPathTests
{
    [Fact]
    public void The_published_grid_has_3721_crystals()
    {
        var path = new BainPath();
        Assert.Equal(3721, path.Count * path.Count);
        Assert.Equal(6.0, path.Parameter(path.Count - 1), 1e-12);
    }

    // Body-centered tetragonal: two atoms in a a c; nearest neighbors at a, c or half the body diagonal.
    [Theory]
    [InlineData(3.0, 3.0)]
    [InlineData(3.0, 6.0)]
    [InlineData(6.0, 3.0)]
    [InlineData(4.2, 5.1)]
    public void The_cell_is_body_centered_tetragonal(double a, double c)
    {
        AtomicStructure crystal = new BainPath().Crystal(a, c);
        Assert.Equal(a * a * c / 2, crystal.Lattice!.Volume, 1e-9);
        double diagonal = Math.Sqrt((2 * a * a) + (c * c)) / 2;
        double nearest = Math.Min(Math.Min(a, c), diagonal);
        Assert.Equal(nearest, NearestNeighborDistance.Compute(crystal).Shortest, 1e-9);
    }

    [Fact]
    public void Its_ends_are_the_cubic_crystals()
    {
        var soap = new SoapDescriptor();
        foreach ((double ratio, string name) in new[] { (1.0, "bcc"), (Math.Sqrt(2), "fcc") })
        {
            ImmutableArray<float> tetragonal = soap.Compute(new BainPath().Crystal(3.3, 3.3 * ratio));
            ImmutableArray<float> cubic = soap.Compute(PrototypeLibrary.Find(name).Structure);
            for (int k = 0; k < cubic.Length; k++)
                Assert.Equal(cubic[k], tetragonal[k], 1e-5f);
        }
    }

    [Fact]
    public void Grids_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(nameof(BainPath.Step), () => new BainPath { Step = 0 }.Validate());
        Assert.Throws<ArgumentException>(nameof(BainPath.Minimum), () => new BainPath { Minimum = 0 }.Validate());
        Assert.Throws<ArgumentException>(nameof(BainPath.Maximum), () => new BainPath { Maximum = 2 }.Validate());
        Assert.Throws<ArgumentException>(nameof(BainPath.Step), () => new BainPath { Step = 1e-6 }.Validate());
    }
}
