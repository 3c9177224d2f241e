using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class PiecesTests
{
    [Fact]
    public void Pieces_have_20_to_600_atoms_of_the_crystal_and_no_cell()
    {
        AtomicStructure cell = PrototypeLibrary.Find("B1").Structure;
        double distance = NearestNeighborDistance.OfAllAtoms(cell);
        int[] counts = new int[60];
        for (int k = 0; k < counts.Length; k++)
        {
            var draws = new Draws(new RandomNumbers(4, (ulong)k));
            AtomicStructure piece = Pieces.Cut(cell, distance, draws);
            counts[k] = piece.Count;
            Assert.Equal(Periodicity.None, piece.Periodicity);
            Assert.Equal(distance, NearestNeighborDistance.OfAllAtoms(piece), 1e-9);
        }

        Assert.InRange(counts.Min(), 10, 60);
        Assert.InRange(counts.Max(), 300, 900);
    }

    [Fact]
    public void A_small_sample_gives_all_it_has()
    {
        AtomicStructure cluster = PrototypeLibrary.Find("fcc").Structure.Repeat(2, 2, 2)
            .WithPeriodicity(Periodicity.None);
        AtomicStructure piece = Pieces.Cut(
            LabelColumn.Fill(cluster, 3), 2.5, new Draws(new RandomNumbers(1, 1)), 600);

        Assert.Equal(8, piece.Count);
        Assert.All(LabelColumn.Of(piece), label => Assert.Equal(3, label));
    }
}
