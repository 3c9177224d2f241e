using Arise.Dynamics;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class DynamicSurfacesTests
{
    private static readonly DynamicClasses Classes = new(new CrystalClasses(PrototypeLibrary.Published));

    [Theory]
    [InlineData("iron", "bcc")]
    [InlineData("copper", "fcc")]
    public void A_warm_particle_is_crystal_up_to_its_surface(string name, string crystal)
    {
        Substance substance = Substances.All.First(one => one.Name == name);
        AtomSample frame = Assert.Single(DynamicSurfaces.Particle(
            substance, 4, [0.45], Classes, new Draws(new RandomNumbers(1, 1)), 20));
        short label = (short)PrototypeLibrary.Published.ToList().IndexOf(PrototypeLibrary.Find(crystal));
        Assert.Equal(Periodicity.None, frame.Structure.Periodicity);
        Assert.InRange(frame.Structure.Count, 300, 500);
        Assert.True(frame.Labels.Count(one => one == label) > 0.85 * frame.Labels.Length);
        Assert.DoesNotContain(AtomSample.None, frame.Labels);
    }

    [Fact]
    public void A_slab_has_two_surfaces()
    {
        Substance silicon = Substances.All.First(one => one.Name == "silicon");
        AtomSample frame = Assert.Single(DynamicSurfaces.Slab(
            silicon, "110", 5, [0.5], Classes, new Draws(new RandomNumbers(1, 1)), 20));
        Assert.Equal(Periodicity.InPlane, frame.Structure.Periodicity);
        Assert.True(frame.Labels.Count(label => label >= 0) > 0.9 * frame.Labels.Length);
    }

    [Fact]
    public void A_particle_that_melts_gives_nothing()
    {
        Substance iron = Substances.All.First(one => one.Name == "iron");
        Assert.Empty(DynamicSurfaces.Particle(
            iron, 3.5, [1.5], Classes, new Draws(new RandomNumbers(1, 1)), 20));
    }
}
