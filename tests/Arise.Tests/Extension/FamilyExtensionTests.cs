using Arise.Datasets;
using Arise.Extension;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Samples;
using Arise.Training;

namespace Arise.Tests.Extension;

public sealed class FamilyExtensionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-families-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_new_class_is_known_the_old_ones_stay_and_the_report_comes_before_the_file()
    {
        Prototype[] old = [.. new[] { "fcc", "bcc", "B1" }.Select(PrototypeLibrary.Find)];
        TrainingSet set = StructureTrainingSet.Generate(old, new StructureSampleSettings
        {
            CrystalsPerClass = 40, Matter = new AtomSampleSettings().Times(1e-6) with { Packings = 20 },
        });
        BayesianNetwork before = new EnsembleRun(
            set,
            new TrainingRunSettings
            {
                Training = new TrainingSettings
                {
                    HiddenSizes = [32, 24, 16], Epochs = 12, LearningRate = 3e-3, BatchSize = 32,
                    ValidationFraction = 0,
                },
                Model = Path.Combine(_folder, "before.safetensors"),
                DataName = "three families",
            },
            2).Run().Network;
        string model = Path.Combine(_folder, "after.safetensors");
        Prototype diamond = PrototypeLibrary.Find("diamond") with { Label = "mine", CommonName = "mine" };
        var extension = new ModelExtension(before, [diamond], new ExtensionSettings
        {
            Model = model, Epochs = 150, LearningRate = 3e-3, Share = 0.2,
        });
        bool wasThere = true;
        ExtensionResult result = extension.Run(_ => wasThere = File.Exists(model), null, default);

        Assert.False(wasThere);
        BayesianNetwork after = ModelFile.Read(model);
        Assert.Equal(2, after.Members.Length);
        Assert.Equal("mine", after.Metadata.ClassLabels[^1]);
        var classifier = new StructureClassifier(after);
        Assert.Equal("mine", classifier.Classify(diamond.Structure).Best!.Label);
        Assert.Equal(old[0].Label, classifier.Classify(old[0].Structure).Best!.Label);
        Assert.All(
            result.Accuracies.Where(row => row.Structures == "members"),
            row => Assert.True(row.After > 0.9, $"{row.IsNew}: {row.After}"));
        Assert.All(
            result.Report.Confusions,
            pair => Assert.True(pair.Class == "mine" || pair.TakenFor == "mine"));
    }
}
