using System.Collections.Immutable;
using Arise.Microscopy;
using Arise.Structures;

namespace Arise.Tests.Microscopy;

public class FoundAtomsTests
{
    private static readonly FoundAtoms Found = new()
    {
        Atoms = [new FoundAtom(10, 20, 5, 2, 1, 0.5), new FoundAtom(24, 20, 22, 2, 0.5, 0.5)],
        Width = 100,
        Height = 80,
        Spacing = 14.2,
        Finder = "classical",
        Reason = "as asked",
    };

    [Fact]
    public void Without_a_pixel_size_lengths_are_pixels()
    {
        AtomicStructure structure = Found.ToStructure("image");
        Assert.Equal("pixel", structure.LengthUnit.Name);
        Assert.Equal(24, structure.Positions[1].X);
        Assert.Equal(["intensity", "width", "confidence", "position_error"], structure.Columns.Select(c => c.Name));
    }

    [Fact]
    public void A_bond_gives_the_size_of_a_pixel()
    {
        FoundAtoms scaled = Found.WithBond(1.42);
        Assert.Equal(0.1, scaled.PixelSize!.Value, 1e-12);
        AtomicStructure structure = scaled.ToStructure();
        Assert.Equal(LengthUnit.Angstrom, structure.LengthUnit);
        Assert.Equal(2.4, structure.Positions[1].X, 1e-12);
        Assert.Equal(0.05, structure.Columns[3].Reals[0], 1e-12);
        Assert.Throws<ArgumentException>(() => Found.WithBond(0));
    }

    [Fact]
    public void Samples_move_atoms_by_their_errors_and_leave_doubtful_ones_out()
    {
        AtomicStructure[] samples = [.. Enumerable.Range(0, 2000).Select(k => Found.Sample(3, (ulong)k))];
        Assert.Equal(0.5, samples.Average(sample => sample.Count - 1.0), 0.05);
        double[] x = [.. samples.Select(sample => sample.Positions[0].X - 10)];
        Assert.Equal(0, x.Average(), 0.05);
        Assert.Equal(0.5, Math.Sqrt(x.Average(value => value * value)), 0.03);
        Assert.Equal(samples[5].Positions.ToArray(), Found.Sample(3, 5).Positions.ToArray());
        Assert.NotEqual(samples[5].Positions.ToArray(), Found.Sample(4, 5).Positions.ToArray());
    }

    [Fact]
    public void Elements_are_told_by_intensity()
    {
        ChemicalElement carbon = ChemicalElement.Parse("C"), silicon = ChemicalElement.Parse("Si");
        FoundAtom[] atoms = [.. Enumerable.Range(0, 60).Select(k =>
            new FoundAtom(k, 0, (k % 20 == 7 ? 21 : 5) + (0.3 * Math.Sin(k)), 2, 1, 0.1))];
        FoundAtoms many = Found with { Atoms = [.. atoms] };
        Assert.Equal([7, 27, 47], many.WithSpecies([carbon, silicon]).Species.Index()
            .Where(one => one.Item == silicon).Select(one => one.Index));

        // Of one kind all are the first, whichever the others are.
        FoundAtoms same = Found with { Atoms = [.. atoms.Where((_, k) => k % 20 != 7)] };
        Assert.All(same.WithSpecies([carbon, silicon]).Species, element => Assert.Equal(carbon, element));
        Assert.All(same.WithSpecies([silicon]).Species, element => Assert.Equal(silicon, element));
        Assert.Throws<ArgumentException>(() => Found.WithSpecies([]));
    }

    [Fact]
    public void A_tail_of_one_kind_is_no_other_and_a_doubtful_atom_says_so()
    {
        ChemicalElement carbon = ChemicalElement.Parse("C"), silicon = ChemicalElement.Parse("Si");
        (int wrong, int found) = (0, 0);
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            double[] heights =
                [.. Enumerable.Range(0, 500).Select(_ => Math.Max(0.1, 5 * (1 + (0.3 * Normal(random)))))];
            wrong += (Found with { Atoms = Of(heights) }).WithSpecies([carbon, silicon]).Species
                .Count(element => element != carbon);
            double[] doped = [.. heights[..496], 20, 19, 16, 21];
            FoundAtoms some = (Found with { Atoms = Of(doped) }).WithSpecies([carbon, silicon]);
            found += some.Species.Skip(496).Count(element => element == silicon);
            Assert.All(some.SpeciesProbabilities, probability => Assert.InRange(probability, 0, 1));
        }

        Assert.InRange(wrong, 0, 5);
        Assert.InRange(found, 39, 40);
    }

    private static ImmutableArray<FoundAtom> Of(double[] heights) =>
        [.. heights.Select(height => new FoundAtom(0, 0, height, 2, 1, 0.1))];

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    [Fact]
    public void Sublattices_of_two_elements_are_told_apart()
    {
        ChemicalElement molybdenum = ChemicalElement.Parse("Mo"), sulfur = ChemicalElement.Parse("S");
        FoundAtom[] atoms = [.. Enumerable.Range(0, 80).Select(k =>
            new FoundAtom(k, 0, ((k % 2 == 0 ? 600 : 112) * (1 + (0.08 * Math.Sin(3 * k)))), 2, 1, 0.1))];
        Assert.Equal(
            atoms.Select((_, k) => k % 2 == 0 ? molybdenum : sulfur),
            (Found with { Atoms = [.. atoms] }).WithSpecies([molybdenum, sulfur]).Species);
    }
}
