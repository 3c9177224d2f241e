using Arise.Benchmarks.Numerics;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Training;

namespace Arise.Benchmarks.Networks;

/// <summary>Whole jobs of the published network (316-256-512-256-108): a step of training, a prediction.</summary>
internal static class NetworkBenchmarks
{
    private const int Inputs = 316;
    private const int Classes = 108;

    public static void Run()
    {
        TileKernelBenchmarks.Run();
        TrainingSet set = Clusters(4096);
        foreach (int threads in new[] { 1, Environment.ProcessorCount })
            Console.WriteLine($"training step of 64 rows, {threads} threads: {1e3 * Step(set, threads):F2} ms");

        var trainer = new Trainer(set, new TrainingSettings { Epochs = 3, LearningRate = 1e-3 });
        trainer.Run();
        BayesianNetwork network = trainer.BestNetwork("clusters");
        foreach (int threads in new[] { 1, Environment.ProcessorCount })
        {
            int structures = threads;
            var settings = new PredictionSettings { Threads = threads };
            double seconds = Stopwatches.Best(300, () =>
                network.PredictMany(set.Descriptors.AsMemory(0, structures * Inputs), settings));
            Console.WriteLine(
                $"T = {settings.Passes} per descriptor, {threads} threads: {1e3 * seconds / structures:F2} ms");
        }

        ulong seed = 1;
        double first = Stopwatches.Best(200, () =>
            network.Predict(set.Descriptor(0), new PredictionSettings { Seed = seed++ }));
        Console.WriteLine($"one descriptor with a new seed: {1e3 * first:F2} ms");
        uint[] words = new uint[1340];
        uint[] nextWords = new uint[words.Length];
        double masks = Stopwatches.Best(100, () => BalancedDropout.Fill(words, nextWords, 0.0317, 1, 0, 0));
        Console.WriteLine($"dropout words: {1e9 * masks / words.Length:F1} ns per unit and 64 passes");
        double block = Stopwatches.Best(1000, () =>
            network.PredictWithoutDropout(set.Descriptors.AsMemory(0, TileKernel.Lanes * Inputs)));
        Console.WriteLine($"without dropout, one thread: {1e6 * block / TileKernel.Lanes:F2} us per descriptor");
    }

    private static double Step(TrainingSet set, int threads)
    {
        var settings = new TrainingSettings();
        var network = new TrainableNetwork(
            new NetworkArchitecture
            {
                InputSize = Inputs,
                HiddenSizes = settings.HiddenSizes,
                ClassCount = Classes,
                Dropout = settings.Dropout,
            },
            settings.BatchSize);
        network.Initialize(1);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        int[] rows = [.. Enumerable.Range(0, settings.BatchSize)];
        int step = 0;
        return Stopwatches.Best(1000, () => network.Step(set, rows, ++step, settings.LearningRate, 1, options));
    }

    private static TrainingSet Clusters(int rows)
    {
        var noise = new RandomNumbers(1, 1);
        float[] descriptors = new float[rows * Inputs];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % Classes)];
        for (int i = 0; i < descriptors.Length; i++)
        {
            double center = new RandomNumbers(2, (ulong)labels[i / Inputs]).Normal((ulong)(i % Inputs));
            descriptors[i] = (float)(0.1 * Math.Abs(center + (0.3 * noise.Normal((ulong)i))));
        }

        return new TrainingSet(
            descriptors,
            labels,
            [.. Enumerable.Range(0, Classes).Select(c => $"class {c}")],
            [.. labels.Select(label => $"row of {label}")]);
    }
}
