using Arise.Datasets;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures.Formats;
using Arise.Training;

namespace Samples;

internal static class APrototype
{
    public static void Run()
    {
        // begin
        IReadOnlyList<Prototype> minerals =
            PrototypeFiles.Read(["examples/fluorite.cif", "examples/anatase.cif", "examples/rock_salt.cif"]);
        TrainingSet set = PristineTrainingSet.Generate(minerals);
        var settings = new TrainingRunSettings
        {
            DataName = "three minerals",
            Training = new TrainingSettings { Epochs = 20 },
        };
        BayesianNetwork network = new TrainingRun(set, settings).Run().Network;
        var classifier = new StructureClassifier(network);
        Classification fluorite = classifier.Classify(StructureFile.ReadFirst("examples/fluorite.cif"));
        Console.WriteLine(fluorite.Best?.Label);
        // end
    }
}
