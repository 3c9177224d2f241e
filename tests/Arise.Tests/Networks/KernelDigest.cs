using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Arise.Environments;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;
using Arise.Training;

namespace Arise.Tests.Networks;

/// <summary>
/// Trains a small network, predicts with it, and describes environments: the digest of all numbers.
/// </summary>
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

        AtomicStructure crystal =
            PrototypeLibrary.Published.Single(prototype => prototype.Label == "RockSalt_NaCl").Structure;
        RandomNumbers random = new(3, 4);
        Vector3D[] moved = [.. crystal.Repeat(3, 3, 3).Positions.ToArray().Select((p, i) =>
            p + new Vector3D(0.2 * random.Uniform((ulong)i), 0.1 * random.Uniform((ulong)(i + 99)), 0))];
        float[] environments = EnvironmentDescriptor.Compute(
            crystal.Repeat(3, 3, 3).WithPositions(moved), new EnvironmentSettings());
        hash.AppendData(MemoryMarshal.AsBytes(environments.AsSpan()));

        // The novelty of the shipped network, which is no matrix product.
        Classification answer = StructureClassifier.Default.Classify(
            crystal, new PredictionSettings { Passes = 16 });
        hash.AppendData(BitConverter.GetBytes(answer.Novelty!.Value));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
