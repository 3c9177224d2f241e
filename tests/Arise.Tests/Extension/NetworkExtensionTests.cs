using System.Collections.Immutable;
using Arise.Datasets;
using Arise.Extension;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Tests.Extension;

public sealed class NetworkExtensionTests
{
    [Fact]
    public void Old_probabilities_stay_until_the_new_classes_are_trained()
    {
        BayesianNetwork old = ShippedModels.Find("arise-108-robust");
        BayesianNetwork extended = NetworkExtension.AddClasses(old, ["fluorite", "anatase"]);
        Assert.Equal([.. old.Metadata.ClassLabels, "fluorite", "anatase"], extended.Metadata.ClassLabels.ToArray());
        TrainingSet set = PristineTrainingSet.Generate(
            [PrototypeLibrary.Find("fcc"), PrototypeLibrary.Find("MoS2")], new DescriptorVariations { Cutoffs = [4] });
        ImmutableArray<float> before = old.PredictWithoutDropout(set.Descriptors.AsMemory());
        ImmutableArray<float> after = extended.PredictWithoutDropout(set.Descriptors.AsMemory());
        for (int row = 0; row < set.Count; row++)
        {
            ImmutableArray<float> p = before[(row * 108)..((row + 1) * 108)];
            ImmutableArray<float> q = after[(row * 110)..((row + 1) * 110)];
            double kept = 1 - q[108] - q[109];
            double mean = Math.Exp(p.Average(x => Math.Log(x)));
            for (int c = 0; c < 108; c++)
                Assert.Equal(p[c] * kept, q[c], 1e-6);
            if (p.Min() > 1e-36)
                Assert.Equal(Math.Exp(-5) * mean, q[108] / kept, 1e-3 * mean);
            Assert.InRange(kept, 1 - (2 * Math.Exp(-5) / 108), 1);
        }

        Assert.Throws<ArgumentException>(() => NetworkExtension.AddClasses(old, []));
        Assert.Throws<ArgumentException>(() => NetworkExtension.AddClasses(old, ["a", "a"]));
        Assert.Throws<ArgumentException>(() => NetworkExtension.AddClasses(old, ["C"]));
    }

    [Fact]
    public void A_calibration_of_fewer_classes_is_left_out()
    {
        BayesianNetwork extended = NetworkExtension.AddClasses(ShippedModels.Find("arise-108-robust"), ["fluorite"]);
        Assert.NotNull(ShippedModels.Find("arise-108-robust").Metadata.Novelty);
        Assert.Null(extended.Metadata.Novelty);
        string path = Path.GetTempFileName();
        try
        {
            ModelFile.Write(extended, path);
            Assert.Equal(109, ModelFile.Read(path).Metadata.ClassLabels.Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Training_from_a_network_begins_where_that_network_stands()
    {
        Prototype[] classes =
            [PrototypeLibrary.Find("fcc"), PrototypeLibrary.Find("bcc"), PrototypeLibrary.Find("hcp")];
        var variations = new DescriptorVariations { Cutoffs = [3.6, 4.0], Sigmas = [0.1] };
        var settings = new TrainingSettings { HiddenSizes = [16], Epochs = 60, BatchSize = 8, LearningRate = 5e-3 };
        var first = new Trainer(PristineTrainingSet.Generate(classes[..2], variations), settings);
        first.Run();
        Assert.Equal(1, first.BestNetwork("two").Metadata.Training!.TotalAccuracy);

        BayesianNetwork three = NetworkExtension.AddClasses(first.BestNetwork("two"), [classes[2].Label]);
        TrainingSet set = PristineTrainingSet.Generate(classes, variations);
        var second = new Trainer(set, settings with { Epochs = 25 }, three);
        second.Run();
        BayesianNetwork network = second.BestNetwork("three");
        Assert.Equal(1, network.Metadata.Training!.TotalAccuracy);

        var still = new Trainer(set, settings with { Epochs = 1, LearningRate = 1e-12 }, network);
        still.Run();
        Assert.Equal(1, still.BestNetwork("three").Metadata.Training!.TotalAccuracy);
        Assert.Throws<ArgumentException>(() => new Trainer(set, settings with { HiddenSizes = [17] }, three));
    }

    [Fact]
    public void The_known_near_pairs_are_found_and_others_are_not()
    {
        Prototype hexagonal = PrototypeLibrary.Find("HexGraph_C_A_hP4_194_bc");
        Prototype samarium = PrototypeLibrary.Find("rhombAlphaSm_Sm_A_hR3_166_ac");
        Prototype[] others = [.. PrototypeLibrary.Published.Where(p => p != hexagonal && p != samarium)];
        ImmutableArray<ClassResemblance> pairs = ClassResemblance.Compare(others, [hexagonal, samarium]);
        Assert.Equal((106 * 2) + 1, pairs.Length);
        ClassResemblance[] near = [.. pairs.Where(pair => pair.Cosine >= ClassResemblance.Indistinguishable)];
        Assert.Equal(
            ["rhombGraph_C_A_hR2_166_c", "dhcp_alphaLa_A_hP4_194_ac"], near.Select(pair => pair.Other));
        Assert.DoesNotContain(
            pairs, pair => pair.Cosine is >= ClassResemblance.Similar and < ClassResemblance.Indistinguishable);
        Assert.All(pairs, pair => Assert.InRange(pair.Cosine, -1, 1 + 1e-6));
    }
}
