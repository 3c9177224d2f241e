using Arise.Descriptors;
using Arise.Labeling;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Labeling;

public class LabelInputTests
{
    // 2.556 Angstrom between neighbors in copper, whatever the cell, the periodicity and the vacuum.
    [Theory]
    [InlineData(1, true)]
    [InlineData(6, true)]
    [InlineData(6, false)]
    public void The_median_of_the_nearest_distances_is_found(int cells, bool periodic)
    {
        AtomicStructure copper = Copper(cells, 1);
        if (!periodic)
            copper = copper.WithPeriodicity(Periodicity.None);
        Assert.Equal(2.556, LabelInput.MedianNearest(copper), 2);
    }

    [Fact]
    public void A_particle_in_a_wide_empty_cell_is_fine()
    {
        AtomicStructure particle = Copper(4, 1);
        var wide = new AtomicStructure(
            particle.Positions,
            particle.Species,
            new Lattice(new Vector3D(500, 0, 0), new Vector3D(0, 500, 0), new Vector3D(0, 0, 500)),
            Periodicity.Bulk);
        Assert.Equal(2.556, LabelInput.MedianNearest(wide), 2);
        LabelInput.Require(wide);
    }

    [Theory]
    [InlineData(0.1, "1 nm is 10 Angstrom")]
    [InlineData(100, "100 pm are 1 Angstrom")]
    public void Another_unit_is_refused(double factor, string advice)
    {
        DescriptorException error = Assert.Throws<DescriptorException>(() => LabelInput.Require(Copper(3, factor)));
        Assert.Contains(advice, error.Message);
        Assert.Contains("median of the nearest distances", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Few_atoms_are_refused(int atoms) => Assert.Contains(
        "at least 5",
        Assert.Throws<DescriptorException>(
            () => LabelInput.Require(Copper(2, 1).Select(Enumerable.Range(0, atoms).ToArray()))).Message);

    // Atoms found in an image have no unit that could be wrong.
    [Fact]
    public void A_sample_in_another_unit_by_its_own_words_is_fine() => LabelInput.Require(new AtomicStructure(
        [.. Enumerable.Range(0, 9).Select(k => new Vector3D(k % 3 * 30, k / 3 * 30, 0))],
        [.. Enumerable.Repeat(ChemicalElement.Parse("C"), 9)],
        properties: new Dictionary<string, string> { ["unit"] = "pixel" }));

    private static AtomicStructure Copper(int cells, double factor)
    {
        AtomicStructure copper = PrototypeLibrary.Find("fcc").Structure.Repeat(cells, cells, cells);
        double scale = 2.556 / LabelInput.MedianNearest(copper) * factor;
        Lattice lattice = copper.Lattice!;
        return new AtomicStructure(
            [.. copper.Positions.ToArray().Select(p => scale * p)],
            copper.Species,
            new Lattice(scale * lattice.A, scale * lattice.B, scale * lattice.C),
            copper.Periodicity);
    }
}
