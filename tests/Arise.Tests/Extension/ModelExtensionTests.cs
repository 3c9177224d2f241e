using Arise.Datasets;
using Arise.Extension;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Tests.Extension;

public sealed class ModelExtensionTests : IDisposable
{
    private static readonly Prototype[] Old = [PrototypeLibrary.Find("fcc"), PrototypeLibrary.Find("CsCl")];
    private static readonly Prototype[] New = [PrototypeLibrary.Find("diamond")];
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-extension-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_extended_model_knows_old_and_new_classes_and_interrupted_it_goes_on()
    {
        var settings = new ExtensionSettings
        {
            Epochs = 8, LearningRate = 5e-3, Model = Path.Combine(_folder, "straight.safetensors"),
        };
        BayesianNetwork before = Trained();
        var straight = new ModelExtension(before, New, settings);
        Assert.Equal(Old.Select(prototype => prototype.Label), straight.Old.Select(prototype => prototype.Label));
        Assert.Equal(2, straight.Resemblances.Length);
        Assert.Empty(straight.Warnings);
        ExtensionResult result = straight.Run();
        Assert.False(result.LostCalibration);
        Assert.Equal(
            [.. before.Metadata.ClassLabels, New[0].Label], result.Training.Network.Metadata.ClassLabels.ToArray());
        Assert.Equal(10, result.Accuracies.Length);
        Assert.Equal((true, false), (result.Accuracies[^1].IsNew, result.Accuracies[0].IsNew));
        Assert.Null(result.Accuracies[^1].Before);
        var classifier = new StructureClassifier(result.Training.Network);
        Assert.All(
            [.. Old, .. New],
            known => Assert.Equal(known.Label, classifier.Classify(known.Structure).Best!.Label));

        ExtensionSettings other = settings with { Model = Path.Combine(_folder, "other.safetensors") };
        using var stop = new CancellationTokenSource();
        var progress = new Observer(p => CancelIf(p is { Step: "epochs", Done: 3 }, stop));
        Assert.Throws<OperationCanceledException>(
            () => new ModelExtension(before, New, other).Run(progress, stop.Token));
        Assert.False(File.Exists(other.Model));
        new ModelExtension(before, New, other with { Resume = true }).Run();
        Assert.Equal(File.ReadAllBytes(settings.Model), File.ReadAllBytes(other.Model));

        static void CancelIf(bool now, CancellationTokenSource stop)
        {
            if (now)
                stop.Cancel();
        }
    }

    [Fact]
    public void Pairs_that_will_be_confused_are_told_before_anything_is_trained()
    {
        Prototype twin = PrototypeLibrary.Find("hexagonal graphite");
        var extension = new ModelExtension(Trained(), [PrototypeLibrary.Find("rhombohedral graphite"), twin]);
        ClassResemblance pair = Assert.Single(extension.Warnings);
        Assert.True(pair.IsIndistinguishable);
        Assert.Equal(twin.Label, pair.New);
    }

    [Fact]
    public void Impossible_settings_are_refused_by_their_name()
    {
        Assert.Equal("Epochs", Name(new ExtensionSettings { Epochs = 0 }));
        Assert.Equal("LearningRate", Name(new ExtensionSettings { LearningRate = 0 }));
        Assert.Equal(
            "BlocksPerClass",
            Name(new ExtensionSettings { Robust = new RobustTrainingSettings { BlocksPerClass = -1 } }));
        Assert.Throws<ArgumentException>(() => new ModelExtension(Trained(), [Old[0]]));

        static string? Name(ExtensionSettings settings) => Assert.Throws<ArgumentException>(
            () => new ModelExtension(ShippedModels.Find("arise-108-robust"), New, settings)).ParamName;
    }

    private static BayesianNetwork Trained()
    {
        var variations = new DescriptorVariations { Cutoffs = [3.6, 4.0, 4.4], Sigmas = [0.1] };
        var trainer = new Trainer(
            PristineTrainingSet.Generate(Old, variations),
            new TrainingSettings { HiddenSizes = [24], Epochs = 40, BatchSize = 8, LearningRate = 5e-3 });
        trainer.Run();
        return trainer.BestNetwork("two");
    }
}
