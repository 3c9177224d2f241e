using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Samples;

public class AdsorbatesTests
{
    [Fact]
    public void Atoms_of_another_species_lie_outside_the_particle_and_not_on_each_other()
    {
        AtomicStructure cell = PrototypeLibrary.Find("fcc").Structure;
        AtomicStructure particle = LabelColumn.Fill(CrystalPiece.Ball(cell, Vector3D.Zero, 8), 93);
        AtomicStructure covered = Adsorbates.Cover(particle, 2.55, new Draws(new RandomNumbers(2, 6)));

        int added = covered.Count - particle.Count;
        Assert.InRange(added, 10, particle.Count);
        Assert.Equal(particle.Positions.ToArray(), covered.Positions[..particle.Count].ToArray());
        double inside = particle.Positions.ToArray().Max(p => p.Length);
        Vector3D[] outside = covered.Positions[particle.Count..].ToArray();
        Assert.True(outside.Average(p => p.Length) > 0.95 * inside);
        Assert.All(outside, p => Assert.True(covered.Positions.ToArray().Count(q => (p - q).Length < 1.1) == 1));
        Assert.All(
            covered.Species[particle.Count..].ToArray(), species => Assert.NotEqual(particle.Species[0], species));
        Assert.All(LabelColumn.Of(covered)[particle.Count..], label => Assert.Equal(AtomSample.Untold, label));
    }
}
