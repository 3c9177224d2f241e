using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class ForeignAtomsTests
{
    private static readonly AtomicStructure Block =
        LabelColumn.Fill(PrototypeLibrary.Find("fcc").Structure.Repeat(7, 7, 7), 5);

    [Fact]
    public void Interstitials_are_untold_and_their_hosts_keep_their_label()
    {
        double distance = Block.Lattice!.A.Length / 7;
        for (int k = 0; k < 10; k++)
        {
            AtomicStructure made = ForeignAtoms.WithInterstitials(Block, distance, Draws(k));
            short[] labels = LabelColumn.Of(made);
            int added = made.Count - Block.Count;
            Assert.InRange(added, 1, 0.03 * Block.Count);
            Assert.All(labels[Block.Count..], label => Assert.Equal(AtomSample.Untold, label));
            Assert.True(labels[..Block.Count].Count(label => label == 5) > 0.8 * Block.Count);
            var search = new NeighborSearch(made, 0.6 * distance);
            var neighbors = new NeighborBuffer();
            for (int atom = Block.Count; atom < made.Count; atom++)
            {
                search.Find(atom, neighbors);
                Assert.Equal(0, neighbors.Count);
            }
        }
    }

    [Fact]
    public void An_alloy_has_two_to_five_species_with_a_fair_share_each()
    {
        for (int k = 0; k < 20; k++)
        {
            AtomicStructure made = ForeignAtoms.Alloy(Block, Draws(k));
            int[] counts = [.. made.Species.ToArray().GroupBy(one => one).Select(group => group.Count())];
            Assert.InRange(counts.Length, 2, 5);
            Assert.True(counts.Min() > 0.02 * made.Count);
            Assert.Equal(LabelColumn.Of(Block), LabelColumn.Of(made));
        }
    }

    private static Draws Draws(int k) => new(RandomStreams.Of(RandomStreams.AtomSamples, 3, (ulong)k));
}
