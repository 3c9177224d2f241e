using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Structures;

public class SupercellTests
{
    private static readonly Lattice Cell = new(new Vector3D(4, 0, 0), new Vector3D(1, 5, 0), new Vector3D(0.5, -1, 6));

    [Fact]
    public void Copies_follow_each_other_with_the_last_index_fastest_and_carry_their_columns()
    {
        AtomicStructure block = Sample().Repeat(2, 3, 4);
        Assert.Equal(2 * 24, block.Count);
        int atom = 0;
        for (int i = 0; i < 2; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                for (int k = 0; k < 4; k++)
                {
                    foreach (int source in new[] { 0, 1 })
                    {
                        Vector3D expected = Sample().Positions[source] + Cell.ToCartesian(new Vector3D(i, j, k));
                        Assert.Equal(0, (block.Positions[atom] - expected).Length, 1e-12);
                        Assert.Equal(Sample().Species[source], block.Species[atom]);
                        Assert.Equal(source + 10, ((long[])block.Columns[0].Values)[atom]);
                        atom++;
                    }
                }
            }
        }
    }

    [Fact]
    public void The_lattice_grows_and_the_density_stays()
    {
        AtomicStructure block = Sample().Repeat(2, 3, 4);
        Assert.Equal(2 * Cell.A, block.Lattice!.A);
        Assert.Equal(3 * Cell.B, block.Lattice.B);
        Assert.Equal(4 * Cell.C, block.Lattice.C);
        Assert.Equal(Sample().Count / Cell.Volume, block.Count / block.Lattice.Volume, 1e-12);
        Assert.Equal(Periodicity.InPlane, block.Periodicity);
    }

    [Fact]
    public void Every_atom_has_the_neighbors_it_had_in_the_cell()
    {
        const double Cutoff = 7.5;
        var cell = new NeighborSearch(Sample(), Cutoff);
        var block = new NeighborSearch(Sample().Repeat(3, 2, 1), Cutoff);
        for (int atom = 0; atom < block.Count; atom++)
            Assert.Equal(Distances(cell, atom % 2), Distances(block, atom), Nearly);

        static double[] Distances(NeighborSearch search, int atom)
        {
            var buffer = new NeighborBuffer();
            search.Find(atom, buffer);
            return [.. buffer.SquaredDistances.ToArray().Order()];
        }

        static bool Nearly(double a, double b) => Math.Abs(a - b) < 1e-9;
    }

    [Fact]
    public void A_count_below_one_or_a_missing_lattice_is_refused()
    {
        Assert.Contains(
            "2 x 0 x 1",
            Assert.Throws<ArgumentException>(() => Sample().Repeat(2, 0, 1)).Message,
            StringComparison.Ordinal);
        var molecule = new AtomicStructure([Vector3D.Zero], [ChemicalElement.Parse("Cu")]);
        Assert.Throws<ArgumentException>(() => molecule.Repeat(1, 1, 1));
        Assert.Throws<MemoryBudgetException>(() => Sample().Repeat(10_000, 10_000, 10_000));
    }

    private static AtomicStructure Sample() => new(
        [new(0.1, 0.2, 0.3), new(2, 2.5, 3)],
        [ChemicalElement.Parse("Na"), ChemicalElement.Parse("Cl")],
        Cell,
        Periodicity.InPlane,
        [AtomColumn.Integer("id", [10, 11])]);
}
