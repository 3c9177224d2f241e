using Arise.Calibration;
using Arise.Datasets;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;
using Arise.Training;

namespace Arise.Tests.Calibration;

public sealed class NoveltyCalibratorTests
{
    private static readonly Prototype[] Two = [PrototypeLibrary.Find("fcc"), PrototypeLibrary.Find("CsCl")];

    // Weights stay; what was seen in training is known then, and a crystal of another kind is not.
    [Fact]
    public void A_calibrated_model_knows_its_classes_and_refuses_another_crystal()
    {
        BayesianNetwork before = Trained();
        List<string> steps = [];
        CalibrationResult result = NoveltyCalibrator.Calibrate(
            before, new CalibrationSettings { FalseAlarmRate = 0.02 }, new Observer(p => steps.Add(p.Step)));
        Assert.Equal(before.Layers[0].Weights.ToArray(), result.Network.Layers[0].Weights.ToArray());
        Assert.Equal(0.02, result.Network.Metadata.Novelty!.FalseAlarmRate);
        Assert.Equal(2 * (4 + (3 * 9)), result.MildStructures);

        // Blocks and pieces of both classes, and hot pieces of fcc, which is a hard one.
        Assert.Equal((2 * (60 + 90)) + 100, result.DefectiveStructures);
        Assert.Contains("defective structures", steps);
        var classifier = new StructureClassifier(result.Network);
        Assert.All(Two, known => Assert.Equal(Verdict.Known, classifier.Classify(known.Structure).Verdict));
        AtomicStructure graphite = PrototypeLibrary.Find("hexagonal graphite").Structure;
        Assert.NotEqual(Verdict.Known, classifier.Classify(graphite).Verdict);
    }

    [Fact]
    public void Classes_without_structures_and_impossible_rates_are_refused_by_their_name()
    {
        BayesianNetwork network = Trained();
        var unknown = new BayesianNetwork(
            network.Architecture, network.Layers, network.Metadata with { ClassLabels = ["unobtainium", "CsCl"] });
        ArgumentException error = Assert.Throws<ArgumentException>(() => NoveltyCalibrator.Calibrate(unknown));
        Assert.Equal("Prototypes", error.ParamName);
        Assert.Contains("unobtainium", error.Message, StringComparison.Ordinal);
        Assert.Equal("FalseAlarmRate", Assert.Throws<ArgumentException>(
            () => NoveltyCalibrator.Calibrate(network, new CalibrationSettings { FalseAlarmRate = 1 })).ParamName);
    }

    [Fact]
    public void Canceled_work_stops() => Assert.Throws<OperationCanceledException>(() => NoveltyCalibrator.Calibrate(
        Trained(), cancellation: new CancellationToken(canceled: true)));

    private static BayesianNetwork Trained()
    {
        var variations = new DescriptorVariations { Cutoffs = [4.0], Sigmas = [0.1] };
        var trainer = new Trainer(
            PristineTrainingSet.Generate(Two, variations),
            new TrainingSettings { HiddenSizes = [16, 12], Epochs = 60, BatchSize = 8, LearningRate = 5e-3 });
        trainer.Run();
        return trainer.BestNetwork("two");
    }
}
