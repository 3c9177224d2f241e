using Arise.Files;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Prototypes;

public class PristineStructuresTests
{
    [Fact]
    public void There_are_396()
    {
        PristineStructures.Sample[] samples = [.. PristineStructures.Of(PrototypeLibrary.Published)];
        Assert.Equal(396, samples.Length);
        Assert.Equal(12, samples.Count(sample => sample.Kind == "nanotube"));
        foreach (string kind in new[] { "periodic", "supercell0", "supercell1", "supercell2" })
            Assert.Equal(96, samples.Count(sample => sample.Kind == kind));
    }

    [Fact]
    public void The_smallest_block_is_the_first_of_at_least_100_atoms_and_two_larger_ones_follow()
    {
        foreach (Prototype prototype in PrototypeLibrary.Published.Where(
            prototype => prototype.MaterialType != MaterialType.Nanotube))
        {
            int dimensions = prototype.MaterialType == MaterialType.TwoDimensional ? 2 : 3;
            int cell = prototype.Structure.Count;
            int[] counts = [.. PristineStructures.Of(prototype).Skip(1).Select(sample => sample.Structure.Count)];
            int n = (int)Math.Round(Math.Pow((double)counts[0] / cell, 1.0 / dimensions));
            Assert.Equal([Copies(n), Copies(n + 1), Copies(n + 2)], counts.Select(count => count / cell));
            Assert.True(counts[0] >= 100, prototype.Label);
            Assert.True(n == 1 || cell * Copies(n - 1) < 100, prototype.Label);

            int Copies(int edge) => dimensions == 2 ? edge * edge : edge * edge * edge;
        }
    }

    [Fact]
    public void Blocks_are_finite_and_layers_are_not_stacked()
    {
        foreach (PristineStructures.Sample sample in PristineStructures.Of(PrototypeLibrary.Published))
        {
            bool isLayer = sample.Prototype.MaterialType == MaterialType.TwoDimensional;
            Periodicity expected = sample.Kind != "periodic"
                ? Periodicity.None : isLayer ? Periodicity.InPlane
                : Periodicity.Bulk;
            Assert.Equal(expected, sample.Structure.Periodicity);
            if (isLayer)
                Assert.Equal(sample.Prototype.Structure.Lattice!.C, sample.Structure.Lattice!.C);
        }
    }

    [Fact]
    public void Classes_kinds_and_numbers_of_atoms_are_the_published_ones()
    {
        NumpyArchive published = NumpyArchive.Read(TestData.PathOf("soap_pristine.npz"));
        Assert.Equal(
            published["names"].As<string>().Zip(published["kind"].As<string>(), published["n_atoms"].As<int>()).Order(),
            PristineStructures.Of(PrototypeLibrary.Published)
                .Select(sample => (sample.Prototype.Label, sample.Kind, sample.Structure.Count))
                .Order());
    }
}
