using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;

namespace Arise.Tests.Samples;

public class InterfaceSamplesTests
{
    private static readonly CrystalClasses Classes = new(PrototypeLibrary.Published);

    // The plane is at most a quarter of a distance from z = 0, and noise is at most a tenth: beyond one distance every
    // atom that is told has the label of its side.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Labels_follow_the_side(int which)
    {
        SampleKind kind = new InterfaceSamples(Classes, new AtomSampleSettings()).Kinds.ElementAt(which);
        for (int k = 0; k < 2; k++)
        {
            AtomSample sample = Assert.Single(kind.Make(k, Draws(k)));
            string[] sides = sample.Name.Split(" | ");
            CrystalClass above = Classes.Find(sides[0])!;
            int below = which == 0 ? AtomSample.None : Classes.Find(sides[1])!.Index;
            int[] counts = [0, 0];
            for (int atom = 0; atom < sample.Labels.Length; atom++)
            {
                double z = sample.Structure.Positions[atom].Z / above.Distance;
                if (sample.Labels[atom] == AtomSample.Untold || Math.Abs(z) < 1)
                    continue;
                Assert.Equal(z > 0 ? above.Index : below, sample.Labels[atom]);
                counts[z > 0 ? 0 : 1]++;
            }

            Assert.True(counts.Min() > 20, $"{sample.Name}: {counts[0]}, {counts[1]}");
        }
    }

    [Fact]
    public void Atoms_at_a_grain_boundary_without_most_of_their_neighbors_are_untold()
    {
        SampleKind kind = new InterfaceSamples(Classes, new AtomSampleSettings()).Kinds.ElementAt(2);
        AtomSample sample = Assert.Single(kind.Make(0, Draws(0)));
        double distance = Classes.Find(sample.Name.Split(" | ")[0])!.Distance;
        int[] inside = [.. Enumerable.Range(0, sample.Labels.Length)
            .Where(atom => sample.Structure.Positions[atom].Length < 4 * distance)];
        int[] untold = [.. inside.Where(atom => sample.Labels[atom] == AtomSample.Untold)];
        Assert.True(untold.Length > 3);
        Assert.All(untold, atom => Assert.True(Math.Abs(sample.Structure.Positions[atom].Z) < 1.3 * distance));
    }

    private static Draws Draws(int k) => new(RandomStreams.Of(RandomStreams.AtomSamples, 4, (ulong)k));
}
