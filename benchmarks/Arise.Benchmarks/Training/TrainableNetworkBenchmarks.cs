using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Training;
using BenchmarkDotNet.Attributes;

namespace Arise.Benchmarks.Training;

/// <summary>A training step of the published network (316-256-512-256-108) with 64 rows, one thread.</summary>
public class TrainableNetworkBenchmarks : PeakBenchmark
{
    private const int Inputs = 316;
    private const int Classes = 108;

    private static readonly TrainingSettings Settings = new();

    private readonly ParallelOptions _oneThread = new() { MaxDegreeOfParallelism = 1 };
    private readonly int[] _rows = [.. Enumerable.Range(0, Settings.BatchSize)];
    private readonly TrainingSet _set = Rows(Settings.BatchSize);
    private TrainableNetwork _network = null!;
    private int _step;

    [GlobalSetup]
    public void Setup()
    {
        _network = new TrainableNetwork(
            new NetworkArchitecture
            {
                InputSize = Inputs,
                HiddenSizes = Settings.HiddenSizes,
                ClassCount = Classes,
                Dropout = Settings.Dropout,
            },
            Settings.BatchSize);
        _network.Initialize(1);
        _step = 0;
    }

    [Benchmark]
    public double Step() => _network.Step(_set, _rows, ++_step, Settings.LearningRate, 1, _oneThread).Loss;

    private static TrainingSet Rows(int count)
    {
        var noise = new RandomNumbers(1, 1);
        int[] labels = [.. Enumerable.Range(0, count).Select(row => row % Classes)];
        return new TrainingSet(
            [.. Enumerable.Range(0, count * Inputs).Select(i => (float)(0.1 * Math.Abs(noise.Normal((ulong)i))))],
            [.. labels],
            [.. Enumerable.Range(0, Classes).Select(c => $"class {c}")],
            [.. labels.Select(label => $"row of {label}")]);
    }
}
