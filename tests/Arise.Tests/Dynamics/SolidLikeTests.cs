using Arise.Dynamics;

namespace Arise.Tests.Dynamics;

public class SolidLikeTests
{
    [Theory]
    [InlineData("Lennard-Jones 12-6")]
    [InlineData("tungsten")]
    [InlineData("silicon")]
    [InlineData("titanium")]
    public void A_crystal_is_solid_and_random_places_are_not(string name)
    {
        Substance substance = Substances.All.First(one => one.Name == name);
        Particles crystal = Matter.Hot(substance, 5, 0.08);
        Assert.True(Share(substance, crystal) > 0.95);
        Particles random = Matter.Hot(substance, 5, 1);
        Assert.True(Share(substance, random) < 0.02);
    }

    private static double Share(Substance substance, Particles particles) =>
        SolidLike.Find(particles, substance.Crystal, substance.Spacing).Count(solid => solid)
        / (double)particles.Count;
}
