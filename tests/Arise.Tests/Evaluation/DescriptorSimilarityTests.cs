using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Evaluation;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Evaluation;

public class DescriptorSimilarityTests
{
    [Fact]
    public void Only_the_direction_counts()
    {
        Assert.Equal(1, DescriptorSimilarity.Cosine([1, 2, 3], [2, 4, 6]), 1e-12);
        Assert.Equal(0, DescriptorSimilarity.Cosine([1, 0], [0, 5]), 1e-12);
        Assert.Equal(Math.Sqrt(0.5), DescriptorSimilarity.Cosine([1, 0], [3, 3]), 1e-7);
        Assert.True(double.IsNaN(DescriptorSimilarity.Cosine([0, 0], [3, 3])));
    }

    // The two graphites differ in the stacking of their layers alone: the pair most alike, as
    // doi:10.1038/s41467-021-26511-5 finds them the hardest.
    [Fact]
    public void Similar_crystals_look_similar()
    {
        string[] names = ["hexagonal graphite", "rhombohedral graphite", "fcc", "CsCl"];
        AtomicStructure[] crystals = [.. names.Select(name => PrototypeLibrary.Find(name).Structure)];
        SoapSettings[] settings = [SoapSettings.Default, SoapSettings.Default with { Cutoff = 3, Sigma = 0.08 }];
        ImmutableArray<DescriptorSimilarity.Matrix> matrices = DescriptorSimilarity.Between(crystals, settings, 2);
        foreach (DescriptorSimilarity.Matrix matrix in matrices)
        {
            for (int k = 0; k < 4; k++)
                Assert.Equal(1, matrix.Values[(k * 4) + k], 1e-6);
            (int a, int b, double cosine) = matrix.Closest()[0];
            Assert.Equal((0, 1), (a, b));
            Assert.InRange(cosine, 0.99, 0.99999);
            ImmutableArray<float> fcc = new SoapDescriptor(matrix.Settings).Compute(crystals[2]);
            ImmutableArray<float> cesium = new SoapDescriptor(matrix.Settings).Compute(crystals[3]);
            Assert.Equal(DescriptorSimilarity.Cosine(fcc.AsSpan(), cesium.AsSpan()), matrix.Values[(2 * 4) + 3], 1e-6);
        }
    }

    // The share of atoms at the surface falls as 1/r: so should the distance from the periodic crystal.
    [Fact]
    public void Larger_blocks_come_closer_to_the_crystal_and_short_cutoffs_sooner()
    {
        (string, AtomicStructure)[] crystals =
            [.. new[] { "rock salt", "diamond", "graphene" }.Select(n => (n, PrototypeLibrary.Find(n).Structure))];
        SoapSettings[] settings = [SoapSettings.Default with { Cutoff = 3 }, SoapSettings.Default];
        ImmutableArray<DescriptorSimilarity.Block> blocks = DescriptorSimilarity.OfBlocks(crystals, 9, settings, 2);
        Assert.Equal(3 * 9 * 2, blocks.Length);
        foreach (var line in blocks.GroupBy(block => (block.Name, block.Settings)))
        {
            double[] cosines = [.. line.Where(b => b.Repetitions is 3 or 6 or 9).Select(b => b.Cosine)];
            Assert.True(cosines[0] < cosines[1] && cosines[1] < cosines[2] && cosines[2] < 1, $"{line.Key}");
        }

        double At(string name, SoapSettings s) =>
            blocks.Single(b => b.Name == name && b.Settings == s && b.Repetitions == 6).Cosine;
        Assert.True(At("rock salt", settings[0]) > At("rock salt", settings[1]));
        Assert.Equal(81 * 2, blocks.First(b => b.Name == "graphene" && b.Repetitions == 9).Atoms);
    }
}
