using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class RandomCrystalSamplesTests
{
    [Fact]
    public void Atoms_of_random_cells_and_layers_keep_apart()
    {
        for (int k = 0; k < 40; k++)
        {
            var draws = new Draws(RandomStreams.Of(RandomStreams.AtomSamples, 11, (ulong)k));
            AtomicStructure cell = k % 2 == 0 ? RandomCrystalSamples.Cell(draws) : RandomCrystalSamples.Layer(draws);
            Assert.Equal(k % 2 == 0 ? Periodicity.Bulk : Periodicity.InPlane, cell.Periodicity);
            Assert.InRange(cell.Count, 2, 10);
            var search = new NeighborSearch(cell, 0.75 * 2.5);
            var neighbors = new NeighborBuffer();
            for (int atom = 0; atom < cell.Count; atom++)
            {
                search.Find(atom, neighbors);
                Assert.Equal(0, neighbors.Count);
            }
        }
    }
}
