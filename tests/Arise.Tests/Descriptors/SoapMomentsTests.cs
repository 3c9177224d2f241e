using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Descriptors;

public class SoapMomentsTests
{
    [Fact]
    public void Unlike_species_share_their_sum_when_their_lengths_are_equal()
    {
        AtomicStructure rockSalt = RockSalt(5.6402);
        var moments = new SoapMoments(4, 6);
        moments.Compute(rockSalt, NearestNeighborDistance.Compute(rockSalt), 1);
        Assert.Equal(2, moments.SpeciesCount);
        Assert.Equal([1.0, 2, 1], moments.Pairs.Select(pair => pair.Weight));
        Assert.Equal([true, false, true], moments.Pairs.Select(pair => pair.Moments.IsEvenOnly));

        // The zeroth moment of Y_00 counts pairs: around each of the 4 Na stand Cl at the odd points of a cubic grid.
        double pairs = Enumerable.Range(0, RadialBins.Count(4))
            .Sum(bin => moments.Pairs[1].Moments.Row(0)[bin * RadialBins.Moments]);
        Assert.Equal(4 * OddShells(16), pairs * Math.Sqrt(4 * Math.PI), 1e-3);

        static int OddShells(int limit) =>
            (from x in Enumerable.Range(-4, 9)
             from y in Enumerable.Range(-4, 9)
             from z in Enumerable.Range(-4, 9)
             where (x + y + z) % 2 != 0 && (x * x) + (y * y) + (z * z) < limit
             select 1).Count();
    }

    [Fact]
    public void Unlike_species_with_different_lengths_are_summed_one_by_one()
    {
        // Each carbon has an oxygen at 1.2, but the lone oxygen makes the oxygen-to-carbon histogram another one.
        AtomicStructure structure = Of(
            "C 0 0 0", "O 1.2 0 0", "C 5 0 0", "O 5 1.2 0", "O 2.5 0 0", "O 2.5 3 0", "O 2.5 3 3");
        SpeciesPairDistances distances = NearestNeighborDistance.Compute(structure);
        Assert.NotEqual(distances[0, 1], distances[1, 0]);
        var moments = new SoapMoments(4, 6);
        moments.Compute(structure, distances, 1);
        Assert.Equal([1.0, 1, 1, 1], moments.Pairs.Select(pair => pair.Weight));
        AssertAgree(structure);
    }

    [Fact]
    public void A_rare_species_far_from_its_like_is_described_as_the_definition_says()
    {
        // One nickel atom in 500 copper atoms: its own image is 18 Angstrom away, seven times the nearest neighbor.
        Vector3D[] positions = [.. Fcc(5, 3.615)];
        ChemicalElement[] species = [.. positions.Select((_, i) => ChemicalElement.Parse(i == 0 ? "Ni" : "Cu"))];
        var alloy = new AtomicStructure(positions, species, Cubic(5 * 3.615), Periodicity.Bulk);
        SpeciesPairDistances distances = NearestNeighborDistance.Compute(alloy);
        Assert.True(distances[0, 0] > 6 * distances.Shortest);
        AssertAgree(alloy);
    }

    [Fact]
    public void Large_crystals_have_the_descriptor_of_their_cell()
    {
        var random = new Random(5);
        AtomicStructure cell = RockSalt(5.6402);
        cell = cell.WithPositions([.. cell.Positions.ToArray().Select(p =>
            p + (0.2 * new Vector3D(random.NextDouble(), random.NextDouble(), random.NextDouble())))]);
        AtomicStructure crystal = Supercell.Repeat(cell, 9, 9, 9);
        Assert.True(crystal.Count > 4096);
        var descriptor = new SoapDescriptor();
        ImmutableArray<float> expected = descriptor.Compute(cell), found = descriptor.Compute(crystal);
        for (int k = 0; k < expected.Length; k++)
            Assert.Equal(expected[k], found[k], 1e-5f);
    }

    // 25 species have more pairs than one group holds.
    [Fact]
    public void Groups_of_pairs_give_what_all_pairs_together_give()
    {
        AtomicStructure structure = ManySpecies(25);
        var moments = new SoapMoments(4, 6);
        moments.Compute(structure, NearestNeighborDistance.Compute(structure), 1);
        Assert.False(moments.HasOneGroup);
        int pairs = moments.Pairs.Count;
        while (moments.NextGroup())
            pairs += moments.Pairs.Count;
        Assert.InRange(pairs, 25 * 26 / 2, 25 * 25);
        Assert.Empty(moments.Pairs);
        AssertAgree(structure);
    }

    [Fact]
    public void Settings_of_one_scale_do_not_share_what_comes_in_groups()
    {
        AtomicStructure structure = ManySpecies(25);
        SoapSettings narrow = SoapSettings.Default, wide = narrow with { Sigma = 2 * narrow.Sigma };
        var both = new float[2 * narrow.Length];
        new SoapBatch(narrow, wide).Compute(1, _ => structure, both);
        Assert.Equal(new SoapDescriptor(narrow).Compute(structure), both[..narrow.Length]);
        Assert.Equal(new SoapDescriptor(wide).Compute(structure), both[narrow.Length..]);
    }

    [Fact]
    public void A_hundred_species_take_little_memory()
    {
        AtomicStructure structure = ManySpecies(ChemicalElement.MaxAtomicNumber);
        var moments = new SoapMoments(4, 6);
        SpeciesPairDistances distances = NearestNeighborDistance.Compute(structure);
        long before = GC.GetAllocatedBytesForCurrentThread();
        moments.Compute(structure, distances, 1);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 200L << 20);
    }

    private static AtomicStructure ManySpecies(int species)
    {
        var random = new Random(11);
        return new AtomicStructure(
            [.. Enumerable.Range(0, species + 7).Select(i =>
                new Vector3D(2.5 * (i % 5), 2.5 * (i / 5 % 5), 2.5 * (i / 25))
                + (0.4 * new Vector3D(random.NextDouble(), random.NextDouble(), random.NextDouble())))],
            [.. Enumerable.Range(0, species + 7).Select(i => ChemicalElement.FromAtomicNumber((i % species) + 1))]);
    }

    private static void AssertAgree(AtomicStructure structure)
    {
        double[] plain = PlainSoap.Compute(structure);
        ImmutableArray<float> fast = new SoapDescriptor().Compute(structure);
        for (int k = 0; k < plain.Length; k++)
            Assert.Equal(plain[k], fast[k], 1e-5);
    }

    private static AtomicStructure Of(params string[] atoms)
    {
        string[][] rows = [.. atoms.Select(atom => atom.Split(' '))];
        double Number(string text) => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return new AtomicStructure(
            [.. rows.Select(row => new Vector3D(Number(row[1]), Number(row[2]), Number(row[3])))],
            [.. rows.Select(row => ChemicalElement.Parse(row[0]))]);
    }

    private static IEnumerable<Vector3D> Fcc(int cells, double a) =>
        from x in Enumerable.Range(0, 2 * cells)
        from y in Enumerable.Range(0, 2 * cells)
        from z in Enumerable.Range(0, 2 * cells)
        where (x + y + z) % 2 == 0
        select (a / 2) * new Vector3D(x, y, z);

    private static Lattice Cubic(double a) => new(new Vector3D(a, 0, 0), new Vector3D(0, a, 0), new Vector3D(0, 0, a));

    private static AtomicStructure RockSalt(double a)
    {
        Vector3D[] sodium = [.. Fcc(1, a)];
        return new AtomicStructure(
            [.. sodium, .. sodium.Select(p => p + new Vector3D(a / 2, 0, 0))],
            [.. Enumerable.Range(0, 8).Select(i => ChemicalElement.Parse(i < 4 ? "Na" : "Cl"))],
            Cubic(a),
            Periodicity.Bulk);
    }
}
