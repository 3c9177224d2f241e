using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Training;

namespace Samples;

internal static class ADescriptor
{
    public static void Run()
    {
        // begin
        string[] names = ["face-centered cubic", "body-centered cubic", "diamond"];
        AtomicStructure[] crystals = [.. names.Select(name => PrototypeLibrary.Find(name).Structure)];
        var set = new TrainingSet([.. crystals.SelectMany(Describe)], [0, 1, 2], [.. names], [.. names]);
        var settings = new TrainingRunSettings
        {
            DataName = "three crystals",
            Training = new TrainingSettings { HiddenSizes = [64], ValidationFraction = 0, Epochs = 200, BatchSize = 3 },
        };
        BayesianNetwork network = new TrainingRun(set, settings).Run().Network;
        Prediction prediction = network.Predict(Describe(crystals[1]));
        Console.WriteLine(prediction.Label);

        // The share of the neighbors within 2 d_NN at each distance, in steps of a tenth of d_NN.
        static float[] Describe(AtomicStructure structure)
        {
            double unit = NearestNeighborDistance.OfAllAtoms(structure);
            var search = new NeighborSearch(structure, 2 * unit);
            var neighbors = new NeighborBuffer();
            var histogram = new float[21];
            for (int atom = 0; atom < structure.Count; atom++)
            {
                search.Find(atom, neighbors);
                foreach (double square in neighbors.SquaredDistances)
                    histogram[(int)Math.Round(10 * Math.Sqrt(square) / unit)]++;
            }

            return [.. histogram.Select(count => count / histogram.Sum())];
        }
        // end
    }
}
