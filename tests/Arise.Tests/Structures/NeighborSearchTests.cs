using Arise.Numerics;
using Arise.Structures;
using FsCheck;
using FsCheck.Fluent;

namespace Arise.Tests.Structures;

public class NeighborSearchTests
{
    // Cells of a few Angstrom, skewed, flat or needle-like, with cutoffs up to several times their thickness.
    private static readonly
        Gen<(ulong Seed, int Atoms, Periodicity Periodicity, double Cutoff, double Flatness)> Cases =
        from seed in Gen.Choose(0, int.MaxValue)
        from atoms in Gen.Choose(0, 25)
        from flags in Gen.Choose(0, 7)
        from cutoff in Gen.Choose(5, 60)
        from flatness in Gen.Choose(1, 10)
        select (
            (ulong)seed,
            atoms,
            new Periodicity((flags & 1) > 0, (flags & 2) > 0, (flags & 4) > 0),
            cutoff / 10.0,
            flatness / 10.0);

    [KernelFact]
    public void All_neighbors_equal_brute_force_in_random_cells() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            AtomicStructure structure = RandomStructure(c.Seed, c.Atoms, c.Periodicity, c.Flatness);
            var search = new NeighborSearch(structure, c.Cutoff);
            var buffer = new NeighborBuffer();
            for (int i = 0; i < structure.Count; i++)
            {
                search.Find(i, buffer);
                AssertSame(BruteForce(structure, i, c.Cutoff), Listed(i, buffer), c.Cutoff);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [KernelFact]
    public void Unordered_pairs_are_reported_once_and_none_is_lost() =>
        Prop.ForAll(Cases.ToArbitrary(), c =>
        {
            AtomicStructure structure = RandomStructure(c.Seed, c.Atoms, c.Periodicity, c.Flatness);
            var search = new NeighborSearch(structure, c.Cutoff);
            var buffer = new NeighborBuffer();
            var both = new List<(int, int, Vector3D)>();
            var all = new List<(int, int, Vector3D)>();
            for (int i = 0; i < structure.Count; i++)
            {
                search.FindUnordered(i, buffer);
                foreach ((int from, int to, Vector3D v) in Listed(i, buffer))
                    both.AddRange([(from, to, v), (to, from, -v)]);
                all.AddRange(BruteForce(structure, i, c.Cutoff));
            }

            AssertSame(all, both, c.Cutoff);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [KernelFact]
    public void Shells_of_an_infinite_copper_crystal_have_the_textbook_numbers()
    {
        // Kittel, Introduction to Solid State Physics: fcc shells 12, 6, 24, 12, 24, 8 at a sqrt(n/2).
        const double a = 3.61491;
        var cell = new Lattice(new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0));
        ReadOnlySpan<Vector3D> one = [new Vector3D(17.3, -4.2, 0.1)];
        int[] expected = [12, 18, 42, 54, 78, 86];
        var buffer = new NeighborBuffer();
        for (int shell = 1; shell <= expected.Length; shell++)
        {
            double cutoff = a * Math.Sqrt(shell / 2.0) * 1.001;
            new NeighborSearch(one, cell, Periodicity.Bulk, cutoff).Find(0, buffer);
            Assert.Equal(expected[shell - 1], buffer.Count);
            new NeighborSearch(one, cell, Periodicity.Bulk, cutoff).FindUnordered(0, buffer);
            Assert.Equal(expected[shell - 1] / 2, buffer.Count);
        }
    }

    [Fact]
    public void The_cutoff_itself_is_excluded()
    {
        ReadOnlySpan<Vector3D> two = [Vector3D.Zero, new Vector3D(2, 0, 0)];
        var buffer = new NeighborBuffer();
        new NeighborSearch(two, null, Periodicity.None, 2).Find(0, buffer);
        Assert.Equal(0, buffer.Count);
        new NeighborSearch(two, null, Periodicity.None, Math.BitIncrement(2.0)).Find(0, buffer);
        Assert.Equal(1, buffer.Count);
    }

    [KernelFact]
    public void A_large_sample_has_the_same_neighbors_as_its_brute_force()
    {
        AtomicStructure structure = RandomStructure(7, 3000, Periodicity.InPlane, 1, edge: 40);
        var search = new NeighborSearch(structure, 3.3);
        var buffer = new NeighborBuffer();
        for (int i = 0; i < structure.Count; i += 97)
        {
            search.Find(i, buffer);
            AssertSame(BruteForce(structure, i, 3.3), Listed(i, buffer), 3.3);
        }
    }

    [Fact]
    public void Spatial_order_names_every_atom_once()
    {
        var search = new NeighborSearch(RandomStructure(3, 500, Periodicity.Bulk, 1, edge: 20), 3);
        Assert.Equal(Enumerable.Range(0, 500), search.SpatialOrder.ToArray().Order());
    }

    [Fact]
    public void A_useless_cutoff_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new NeighborSearch([Vector3D.Zero], null, Periodicity.None, 0));
        Assert.Throws<ArgumentException>(() => new NeighborSearch([Vector3D.Zero], null, Periodicity.None, double.NaN));
    }

    private static AtomicStructure RandomStructure(
        ulong seed, int atoms, Periodicity periodicity, double flatness, double edge = 6)
    {
        var random = new System.Random((int)seed);
        double Next() => (2 * random.NextDouble()) - 1;
        Lattice lattice;
        do
        {
            Vector3D a = new(edge * (1 + Next()), edge * Next(), edge * Next());
            Vector3D b = new(edge * Next(), edge * (1 + Next()), edge * Next());
            Vector3D c = flatness * new Vector3D(edge * Next(), edge * Next(), edge * (1 + Next()));
            Vector3D normal = Vector3D.Cross(a, b);
            if (a.Length > 1 && b.Length > 1 && c.Length > 0.3
                && Math.Abs(Vector3D.Dot(normal, c)) > 0.05 * normal.Length * c.Length
                && normal.Length > 0.1 * a.Length * b.Length)
            {
                lattice = new Lattice(a, b, c);
                break;
            }
        }
        while (true);

        // Atoms lie inside and outside the cell.
        var positions = new Vector3D[atoms];
        for (int i = 0; i < atoms; i++)
            positions[i] = lattice.ToCartesian(new Vector3D(1.5 * Next(), 1.5 * Next(), 1.5 * Next()));
        var species = new ChemicalElement[atoms];
        species.AsSpan().Fill(ChemicalElement.Parse("Cu"));
        return new AtomicStructure(positions, species, lattice, periodicity);
    }

    private static List<(int From, int To, Vector3D Vector)> Listed(int atom, NeighborBuffer buffer)
    {
        var list = new List<(int, int, Vector3D)>();
        for (int k = 0; k < buffer.Count; k++)
        {
            var v = new Vector3D(buffer.X[k], buffer.Y[k], buffer.Z[k]);
            Assert.Equal(Vector3D.Dot(v, v), buffer.SquaredDistances[k], 1e-12);
            list.Add((atom, buffer.Atoms[k], v));
        }

        return list;
    }

    // Every image in a range that provably covers the cutoff: no bins, no wrapping.
    private static List<(int From, int To, Vector3D Vector)> BruteForce(AtomicStructure structure, int i, double cutoff)
    {
        var list = new List<(int, int, Vector3D)>();
        Lattice lattice = structure.Lattice!;
        for (int j = 0; j < structure.Count; j++)
        {
            Vector3D direct = structure.Positions[j] - structure.Positions[i];
            Vector3D f = lattice.ToFractional(direct);
            (int low, int high) Range(int axis, double fraction, Vector3D dual) => structure.Periodicity[axis]
                ? ((int)Math.Floor(-fraction - (cutoff * dual.Length)),
                    (int)Math.Ceiling(-fraction + (cutoff * dual.Length)))
                : (0, 0);
            (int a0, int a1) = Range(0, f.X, lattice.ReciprocalA);
            (int b0, int b1) = Range(1, f.Y, lattice.ReciprocalB);
            (int c0, int c1) = Range(2, f.Z, lattice.ReciprocalC);
            for (int a = a0; a <= a1; a++)
            {
                for (int b = b0; b <= b1; b++)
                {
                    for (int c = c0; c <= c1; c++)
                    {
                        Vector3D v = direct + lattice.ToCartesian(new Vector3D(a, b, c));
                        if (v.Length < cutoff && (i != j || a != 0 || b != 0 || c != 0))
                            list.Add((i, j, v));
                    }
                }
            }
        }

        return list;
    }

    private static void AssertSame(
        List<(int From, int To, Vector3D Vector)> expected,
        List<(int From, int To, Vector3D Vector)> actual,
        double cutoff)
    {
        // A pair within rounding of the cutoff may fall on either side.
        expected.RemoveAll(p => Math.Abs(p.Vector.Length - cutoff) < 1e-9);
        actual.RemoveAll(p => Math.Abs(p.Vector.Length - cutoff) < 1e-9);
        Assert.Equal(expected.Count, actual.Count);
        ILookup<(int, int), Vector3D> found = actual.ToLookup(p => (p.From, p.To), p => p.Vector);
        foreach (var pair in expected.GroupBy(p => (p.From, p.To), p => p.Vector))
        {
            List<Vector3D> rest = [.. found[pair.Key]];
            foreach (Vector3D v in pair)
                Assert.True(rest.RemoveAll(u => (u - v).Length < 1e-9) == 1, $"pair {pair.Key}, vector {v}");
        }
    }
}
