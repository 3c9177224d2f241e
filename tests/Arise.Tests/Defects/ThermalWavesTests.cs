using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Defects;

public class ThermalWavesTests
{
    private static readonly AtomicStructure Crystal = PrototypeLibrary.Find("fcc").Structure;
    private static readonly AtomicStructure Block =
        Supercell.Repeat(Crystal, 12, 12, 12).WithPeriodicity(Periodicity.None);

    private static readonly double Density = Crystal.Count / Crystal.Lattice!.Volume;

    // Mean over k even in [0, k_D] of sin(k r) / (k r): the correlation of displacements a distance r apart in the
    // isotropic Debye model at high temperature, Si(x) / x with x = k_D r.
    [Fact]
    public void Neighbors_move_together_as_in_the_Debye_model()
    {
        const double deviation = 0.2;
        double distance = NearestNeighborDistance.OfAllAtoms(Crystal);
        var search = new NeighborSearch(Block, 1.01 * distance);
        var neighbors = new NeighborBuffer();
        double square = 0, product = 0;
        int atoms = 0, pairs = 0;
        for (ulong number = 0; number < 30; number++)
        {
            AtomicStructure moved = ThermalWaves.Move(Block, deviation, Density, 3, number);
            Vector3D Step(int atom) => moved.Positions[atom] - Block.Positions[atom];
            for (int i = 0; i < Block.Count; i += 7)
            {
                square += Vector3D.Dot(Step(i), Step(i)) / 3;
                atoms++;
                search.Find(i, neighbors);
                foreach (int j in neighbors.Atoms)
                {
                    product += Vector3D.Dot(Step(i), Step(j)) / 3;
                    pairs++;
                }
            }
        }

        double variance = square / atoms, correlation = product / pairs / variance;
        Assert.Equal(1, variance / (deviation * deviation), 0.1);
        double x = Math.Cbrt(6 * Math.PI * Math.PI * Density) * distance, expected = 0;
        for (int k = 0; k < 1000; k++)
            expected += Math.Sin(x * (k + 0.5) / 1000) / (x * (k + 0.5) / 1000) / 1000;
        Assert.Equal(expected, correlation, 0.04);
        Assert.InRange(expected, 0.3, 0.5);
    }

    [Fact]
    public void Seed_and_number_alone_decide_and_periodic_structures_are_refused()
    {
        AtomicStructure once = ThermalWaves.Move(Block, 0.1, Density, 3, 4);
        Assert.Equal(once.Positions, ThermalWaves.Move(Block, 0.1, Density, 3, 4).Positions);
        Assert.NotEqual(once.Positions.ToArray(), ThermalWaves.Move(Block, 0.1, Density, 3, 5).Positions.ToArray());
        Assert.Throws<ArgumentException>(() => ThermalWaves.Move(Crystal, 0.1, Density, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ThermalWaves.Move(Block, -0.1, Density, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => ThermalWaves.Move(Block, 0.1, 0, 3));
    }
}
