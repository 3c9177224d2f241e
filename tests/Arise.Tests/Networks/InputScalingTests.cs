using System.Collections.Immutable;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;

namespace Arise.Tests.Networks;

/// <summary>Standardized inputs: their moments, sparse components, and that a model keeps them.</summary>
public sealed class InputScalingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-scaling-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void GivesMeanZeroAndDeviationAboutOne()
    {
        RandomNumbers random = new(1, 2);
        float[] rows = [.. Enumerable.Range(0, 4000).Select(i =>
            (float)((i % 4) + 3 + ((1 + (i % 4)) * random.Normal((ulong)i))))];
        InputScaling scaling = InputScaling.Of(rows, 4);
        for (int k = 0; k < 4; k++)
        {
            float[] x = [.. Enumerable.Range(0, 1000).Select(row => scaling.Apply(rows[(row * 4) + k], k))];
            Assert.Equal(0, x.Average(), 3e-6);
            Assert.InRange(Math.Sqrt(x.Average(v => v * v)), 0.75, 1);
        }
    }

    [Fact]
    public void KeepsTheZerosOfAComponentThatIsOftenZero()
    {
        float[] rows = [.. Enumerable.Range(0, 200).SelectMany(i => new[] { i % 3 == 0 ? 0f : 5f, 5f + (i % 7) })];
        InputScaling scaling = InputScaling.Of(rows, 2);
        Assert.Equal(0, scaling.Apply(0, 0));
        Assert.NotEqual(0, scaling.Means[1]);
    }

    [Fact]
    public void AModelWithThemAnswersAsOneWithoutDoesForScaledInputs()
    {
        var scaling = new InputScaling([1, 0, -2], [2, 0.5f, 3]);
        float[] raw = [0.7f, 0.2f, -1.5f];
        BayesianNetwork plain = Network(null), scaled = Network(scaling);
        Assert.Equal(
            plain.PredictWithoutDropout(scaling.Apply(raw)).AsEnumerable(),
            scaled.PredictWithoutDropout(raw).AsEnumerable());
        Assert.Equal(
            plain.Predict(scaling.Apply(raw)).Probabilities.AsEnumerable(),
            scaled.Predict(raw).Probabilities.AsEnumerable());

        string path = Path.Combine(_folder, "scaled.safetensors");
        ModelFile.Write(scaled, path);
        Assert.Equal(
            scaled.Predict(raw).Probabilities.AsEnumerable(),
            ModelFile.Read(path).Predict(raw).Probabilities.AsEnumerable());
    }

    [Fact]
    public void AModelWithoutItsMeansIsRefused()
    {
        string path = Path.Combine(_folder, "lost.safetensors");
        ModelFile.Write(Network(null, asked: true), path);
        Assert.Throws<ModelFormatException>(() => ModelFile.Read(path));
    }

    private static BayesianNetwork Network(InputScaling? scaling, bool asked = false)
    {
        RandomNumbers random = new(5, 6);
        float[] Numbers(int count, ulong first) =>
            [.. Enumerable.Range(0, count).Select(i => (float)random.Normal(first + (ulong)i))];
        var architecture = new NetworkArchitecture
        {
            InputSize = 3, HiddenSizes = [4], ClassCount = 2, Dropout = 0.1,
        };
        DenseLayer[] layers =
            [new(3, 4, Numbers(12, 0), Numbers(4, 20)), new(4, 2, Numbers(8, 40), Numbers(2, 60))];
        return new BayesianNetwork(architecture, layers, new ModelMetadata
        {
            ClassLabels = ["a", "b"],
            DescriptorSettings = scaling is null && !asked
                ? ImmutableSortedDictionary<string, string>.Empty
                : ImmutableSortedDictionary<string, string>.Empty.Add(
                    InputScaling.Setting, InputScaling.Standardized),
            Scaling = scaling,
        });
    }
}
