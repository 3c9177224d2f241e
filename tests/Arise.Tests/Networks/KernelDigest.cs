using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Training;

namespace Arise.Tests.Networks;

/// <summary>Trains a small network and predicts with it: the digest of all weights and probabilities.</summary>
internal static class KernelDigest
{
    public static string Compute()
    {
        DoubleNetwork start = DoubleNetwork.Random([21, 19, 40, 7], 0.1, 5);
        const int rows = 50;
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % 7)];
        var set = new TrainingSet(
            [.. DoubleNetwork.Descriptor(21 * rows, 1)],
            [.. labels],
            ["a", "b", "c", "d", "e", "f", "g"],
            [.. labels.Select(l => $"{l}")]);
        var trainer = new Trainer(
            set, new TrainingSettings { HiddenSizes = [19, 40], Dropout = 0.1, Epochs = 5, BatchSize = 20 });
        trainer.Run();
        BayesianNetwork network = trainer.BestNetwork("rows");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DenseLayer layer in network.Layers)
        {
            hash.AppendData(MemoryMarshal.AsBytes(layer.Weights));
            hash.AppendData(MemoryMarshal.AsBytes(layer.Bias));
        }

        Prediction prediction = start.ToSingle().Predict(set.Descriptor(0), new PredictionSettings { Passes = 100 });
        hash.AppendData(MemoryMarshal.AsBytes(prediction.Probabilities.AsSpan()));
        foreach (PredictionMode mode in new[] { PredictionMode.Adaptive, PredictionMode.Linearized })
        {
            prediction = start.ToSingle().Predict(set.Descriptor(1), new PredictionSettings { Mode = mode });
            hash.AppendData(MemoryMarshal.AsBytes(prediction.Probabilities.AsSpan()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
