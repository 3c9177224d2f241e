using Arise.Baselines;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Baselines;

public class NearestAtomsTests
{
    private static readonly ChemicalElement Copper = ChemicalElement.Parse("Cu");

    public static TheoryData<int, int, bool, bool, bool> Cases => new()
    {
        { 1, 18, true, true, true },
        { 2, 14, true, true, false },
        { 7, 20, true, false, false },
        { 30, 18, true, true, true },
        { 60, 12, false, false, false },
        { 70, 18, true, true, true },
        { 200, 18, false, true, false },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Random_atoms_have_those_neighbors_that_all_pairs_give(int atoms, int wanted, bool a, bool b, bool c)
    {
        var lattice = new Lattice(new(6, 0, 0), new(2.5, 7, 0), new(-1, 3, 9));
        var random = new RandomNumbers(3, (ulong)atoms);
        ulong draw = 0;
        Vector3D[] positions =
        [
            .. Enumerable.Range(0, atoms).Select(_ => lattice.ToCartesian(
                new Vector3D(3 * random.Uniform(draw++), random.Uniform(draw++) - 1, random.Uniform(draw++)))),
        ];
        AssertNearest(new AtomicStructure(
            positions, Species(atoms), lattice, new Periodicity(a, b, c)), wanted);
    }

    // A dense cluster, a chain and a far atom: the usual radius is that of the cluster.
    [Fact]
    public void Atoms_with_neighbors_far_away_find_them()
    {
        var random = new RandomNumbers(1, 1);
        ulong draw = 0;
        var positions = new List<Vector3D>();
        for (int k = 0; k < 300; k++)
            positions.Add(12 * new Vector3D(random.Uniform(draw++), random.Uniform(draw++), random.Uniform(draw++)));
        for (int k = 0; k < 10; k++)
            positions.Add(new Vector3D(13 + k, 6, 6));
        AssertNearest(new AtomicStructure(positions.ToArray(), Species(positions.Count)), 18);
    }

    // The volume of the cell, or of the box around the atoms, says nothing of their distances.
    [Theory]
    [InlineData(30, true)]
    [InlineData(0, true)]
    [InlineData(0, false)]
    public void Sheets_and_slabs_with_empty_space_are_searched(double vacuum, bool isPeriodic)
    {
        var random = new RandomNumbers(4, 4);
        Vector3D[] positions =
        [
            .. Enumerable.Range(0, 60).Select(k => new Vector3D(
                random.Uniform(3 * (ulong)k, 0, 14), random.Uniform((3 * (ulong)k) + 1, 0, 14),
                vacuum * 0.1 * random.Uniform((3 * (ulong)k) + 2))),
        ];
        AssertNearest(
            new AtomicStructure(
                positions, Species(60), new Lattice(new(14, 0, 0), new(0, 14, 0), new(0, 0, 20 + vacuum)),
                isPeriodic ? new Periodicity(true, true, vacuum > 0) : Periodicity.None),
            18);
    }

    [Fact]
    public void Atoms_at_one_place_are_neighbors()
    {
        AtomicStructure all = new([new(1, 1, 1), new(1, 1, 1), new(1, 1, 1)], Species(3));
        NearestBuffer nearest = Found(NearestAtoms.Of(all, 2), 1);
        Assert.Equal([0, 2], nearest.Atoms[..nearest.Count]);
        Assert.All(CommonNeighborAnalysis.WithCutoff(all), found => Assert.Equal(LocalStructure.Other, found));
        Assert.All(BondAngleAnalysis.Identify(all), found => Assert.Equal(LocalStructure.Other, found));
    }

    [Fact]
    public void A_small_cluster_gives_all_that_there_are()
    {
        AtomicStructure three = new([new(0, 0, 0), new(2, 0, 0), new(0, 3, 0)], Species(3));
        NearestBuffer nearest = Found(NearestAtoms.Of(three, 18), 0);
        Assert.Equal([1, 2], nearest.Atoms[..nearest.Count]);
        Assert.Equal([4.0, 9.0], nearest.Squares[..nearest.Count]);
        Assert.Equal(0, Found(NearestAtoms.Of(new AtomicStructure([new(0, 0, 0)], Species(1)), 4), 0).Count);
    }

    // At equal distances the order is that of the atoms, and that of the vectors for images.
    [Fact]
    public void Ties_have_a_fixed_order()
    {
        AtomicStructure cube = new(
            [new(0, 0, 0), new(0, 0, 2), new(2, 0, 0), new(0, -2, 0), new(-2, 0, 0)], Species(5));
        Assert.Equal([1, 2, 3, 4], Found(NearestAtoms.Of(cube, 4), 0).Atoms[..4]);
        var lattice = new Lattice(new(2, 0, 0), new(0, 2, 0), new(0, 0, 2));
        NearestBuffer images = Found(
            NearestAtoms.Of(new AtomicStructure([new(0, 0, 0)], Species(1), lattice, new(true, true, true)), 6), 0);
        Assert.Equal([-2.0, 0, 0, 0, 0, 2], images.X[..6]);
        Assert.Equal([0.0, -2, 0, 0, 2, 0], images.Y[..6]);
    }

    private static ChemicalElement[] Species(int atoms) => [.. Enumerable.Repeat(Copper, atoms)];

    private static NearestBuffer Found(NearestAtoms search, int atom)
    {
        var nearest = new NearestBuffer(search.Wanted);
        search.Find(atom, nearest);
        return nearest;
    }

    private static void AssertNearest(AtomicStructure structure, int wanted)
    {
        NearestAtoms search = NearestAtoms.Of(structure, wanted);
        for (int atom = 0; atom < structure.Count; atom++)
        {
            double[] expected = [.. AllDistances(structure, atom).Order().Take(wanted)];
            NearestBuffer nearest = Found(search, atom);
            Assert.Equal(expected.Length, nearest.Count);
            for (int k = 0; k < expected.Length; k++)
            {
                Assert.Equal(expected[k], Math.Sqrt(nearest.Squares[k]), 9);
                var vector = new Vector3D(nearest.X[k], nearest.Y[k], nearest.Z[k]);
                Assert.Equal(expected[k], vector.Length, 9);
                Vector3D rest = structure.Positions[atom] + vector - structure.Positions[nearest.Atoms[k]];
                Vector3D cells = structure.Lattice?.ToFractional(rest) ?? rest;
                for (int axis = 0; axis < 3; axis++)
                {
                    double whole = structure.Periodicity[axis] ? Math.Round(cells[axis]) : 0;
                    Assert.Equal(whole, cells[axis], 9);
                }
            }
        }
    }

    private static IEnumerable<double> AllDistances(AtomicStructure structure, int atom)
    {
        bool few = structure.Count < 10;
        int a = structure.Periodicity.A ? few ? 8 : 4 : 0, b = structure.Periodicity.B ? few ? 8 : 2 : 0,
            c = structure.Periodicity.C ? few ? 8 : 2 : 0;
        for (int other = 0; other < structure.Count; other++)
        {
            for (int i = -a; i <= a; i++)
            {
                for (int j = -b; j <= b; j++)
                {
                    for (int k = -c; k <= c; k++)
                    {
                        Vector3D shift = structure.Lattice?.ToCartesian(new Vector3D(i, j, k)) ?? Vector3D.Zero;
                        if (other != atom || i != 0 || j != 0 || k != 0)
                            yield return (structure.Positions[other] + shift - structure.Positions[atom]).Length;
                    }
                }
            }
        }
    }
}
