using System.Text.Json;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting;

namespace Arise.Tests.Recognition;

public class VerdictTests
{
    [Theory]
    [InlineData(1e-6, Verdict.Unknown)]
    [InlineData(1e6, Verdict.Known)]
    [InlineData(null, Verdict.Open)]
    public void A_structure_beyond_the_threshold_is_none_of_the_classes(double? threshold, Verdict expected)
    {
        ClassifiedStructure item = Classify(threshold);
        Assert.Equal(expected, item.Result.Verdict);
        Assert.Equal("RockSalt_NaCl", item.Result.Best?.Label);

        using var output = new StringWriter();
        using (var json = new ClassificationJson(output, 1))
            json.Write(item);
        JsonElement row = JsonDocument.Parse(output.ToString()).RootElement[0];
        Assert.Equal(VerdictWords.Of(expected), row.GetProperty("verdict").GetString());
        Assert.Equal(
            expected == Verdict.Unknown ? "none" : "RockSalt_NaCl", row.GetProperty("class_label").GetString());
        Assert.Equal(
            threshold is null ? JsonValueKind.Null : JsonValueKind.Number, row.GetProperty("novelty").ValueKind);
    }

    // d + b H over the threshold: half the threshold, twice the novelty.
    [Fact]
    public void The_novelty_is_in_units_of_the_threshold() =>
        Assert.Equal(2 * Classify(8).Result.Novelty!.Value, Classify(4).Result.Novelty!.Value, 1e-12);

    [Fact]
    public void A_little_beyond_the_threshold_is_doubtful()
    {
        double novelty = Classify(1).Result.Novelty!.Value;
        Assert.Equal(Verdict.Doubtful, Classify(novelty / 1.2).Result.Verdict);
        Assert.Equal(Verdict.Known, Classify(novelty / 0.99).Result.Verdict);
        Assert.Equal(Verdict.Unknown, Classify(novelty / 1.6).Result.Verdict);
    }

    private static ClassifiedStructure Classify(double? threshold)
    {
        BayesianNetwork shipped = ShippedModels.Default;
        int units = shipped.Architecture.HiddenSizes[0], classes = shipped.Architecture.ClassCount;
        float[] identity = new float[units * units];
        for (int unit = 0; unit < units; unit++)
            identity[unit * (units + 1)] = 1;
        float[] radii = new float[classes];
        Array.Fill(radii, 1f);
        NoveltyMeasure? measure = threshold is { } t
            ? new MahalanobisNovelty(0, identity, new float[classes * units], radii, 0.2, t, 0.01)
            : null;
        var network = new BayesianNetwork(
            shipped.Architecture, shipped.Layers, shipped.Metadata with { Novelty = measure });
        var structure = PrototypeLibrary.Find("rock salt").Structure;
        return new ClassifiedStructure(
            "salt.cif", 1, structure, new StructureClassifier(network).Classify(structure, new() { Passes = 20 }));
    }
}
