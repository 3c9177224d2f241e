using Arise.Defects;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Defects;

public class StrainTests
{
    private static readonly AtomicStructure Cell = PrototypeLibrary.Find("rock salt").Structure;

    // det(1 + e) = 1.1 * 0.9 * 1.2 - 1.2 * 0.1^2 for e with e_xy = 0.1 and diagonal 0.1, -0.1, 0.2.
    [Fact]
    public void Volume_and_lengths_follow_the_tensor_and_fractional_coordinates_stay()
    {
        var strain = new Strain(0.1, -0.1, 0.2, 0, 0, 0.1);
        AtomicStructure strained = strain.Apply(Cell);
        Assert.Equal(1.2 * ((1.1 * 0.9) - 0.01), strained.Lattice!.Volume / Cell.Lattice!.Volume, 1e-12);
        Assert.Equal(new Vector3D(0, 0, 1.2), strain.Apply(new Vector3D(0, 0, 1)));
        Assert.Equal(new Vector3D(1.1, 0.1, 0), strain.Apply(new Vector3D(1, 0, 0)));
        for (int atom = 0; atom < Cell.Count; atom++)
        {
            Vector3D before = Cell.Lattice.ToFractional(Cell.Positions[atom]);
            Vector3D after = strained.Lattice.ToFractional(strained.Positions[atom]);
            Assert.True((after - before).Length < 1e-12);
        }
    }

    [Fact]
    public void Random_strains_stay_within_their_amplitude_and_differ()
    {
        Strain[] strains = [.. Enumerable.Range(0, 200).Select(k => Strain.Random(0.03, 9, (ulong)k))];
        double[] components = [.. strains.SelectMany(s => new[] { s.XX, s.YY, s.ZZ, s.YZ, s.XZ, s.XY })];
        Assert.All(components, c => Assert.InRange(c, -0.03, 0.03));
        Assert.True(components.Max() > 0.0295 && components.Min() < -0.0295);
        Assert.Equal(components.Length, components.Distinct().Count());
        Assert.Equal(strains[7], Strain.Random(0.03, 9, 7));
    }
}
