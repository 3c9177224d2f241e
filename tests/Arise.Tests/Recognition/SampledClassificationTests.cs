using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Tests.Recognition;

public class SampledClassificationTests
{
    [Fact]
    public void Means_deviations_and_wins_are_those_of_the_samples()
    {
        AtomicStructure[] samples =
        [
            PrototypeLibrary.Find("fcc").Structure, PrototypeLibrary.Find("bcc").Structure,
            PrototypeLibrary.Find("fcc").Structure, PrototypeLibrary.Find("fcc").Structure,
        ];
        var settings = new PredictionSettings { Passes = 32 };
        SampledClassification sampled =
            SampledClassification.Of(samples, samples.Length, StructureClassifier.Default, settings);
        double[] fcc = [.. samples.Select(sample => StructureClassifier.Default.Classify(sample, settings)
            .Candidates.First(one => one.Label == sampled.Classes[0].Label).Probability)];
        Assert.Equal(4, sampled.Samples);
        Assert.Equal("face-centered cubic", sampled.Classes[0].Name);
        Assert.Equal(0.75, sampled.Classes[0].Wins);
        Assert.Equal(fcc.Average(), sampled.Classes[0].Mean, 1e-12);
        double variance = fcc.Sum(p => Math.Pow(p - fcc.Average(), 2)) / 3;
        Assert.Equal(Math.Sqrt(variance), sampled.Classes[0].Deviation, 1e-9);
        Assert.Equal("body-centered cubic", sampled.Classes[1].Name);
        Assert.True(sampled.MutualInformation.Mean < 0.05);
    }

    [Fact]
    public void Without_a_class_there_is_nothing()
    {
        SampledClassification sampled = SampledClassification.Of([], 0, StructureClassifier.Default);
        Assert.Equal(0, sampled.Samples);
        Assert.Empty(sampled.Classes);
    }
}
