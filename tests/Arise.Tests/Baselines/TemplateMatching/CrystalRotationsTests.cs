using Arise.Baselines.TemplateMatching;
using Arise.Numerics;

namespace Arise.Tests.Baselines.TemplateMatching;

public class CrystalRotationsTests
{
    [Fact]
    public void Groups_have_their_orders()
    {
        Assert.Equal(24, CrystalRotations.Cubic.Length);
        Assert.Equal(12, CrystalRotations.Hexagonal.Length);
        Assert.Equal(60, CrystalRotations.Icosahedral.Length);
    }

    // No rotation from a cube to its nearest copy is larger than 62.8 degrees (F. C. Frank, MRS Bull. 13, 24 (1988)).
    [Fact]
    public void The_nearest_of_equivalent_orientations_turns_little()
    {
        double largest = 0;
        for (ulong seed = 0; seed < 3000; seed++)
        {
            var random = new RandomNumbers(seed, 9);
            var q = UnitQuaternion.Of(random.Normal(0), random.Normal(1), random.Normal(2), random.Normal(3));
            UnitQuaternion near = q * CrystalRotations.Nearest(CrystalRotations.Cubic, q);
            Assert.All(CrystalRotations.Cubic, s => Assert.True((q * s).W <= near.W + 1e-12));
            largest = Math.Max(largest, 2 * Math.Acos(Math.Min(near.W, 1)));
        }

        Assert.InRange(largest * 180 / Math.PI, 57, 62.8);
    }
}
