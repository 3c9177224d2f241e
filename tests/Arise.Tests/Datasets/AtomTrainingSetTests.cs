using Arise.Datasets;
using Arise.Environments;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Training;

namespace Arise.Tests.Datasets;

/// <summary>Rows of atoms out of labeled samples.</summary>
public sealed class AtomTrainingSetTests : IDisposable
{
    private static readonly AtomSampleSettings Few = new AtomSampleSettings { Seed = 5 }.Times(0.01);
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-atoms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void HasTheSameBytesOnAnyNumberOfThreadsAndAfterAnInterruption()
    {
        TrainingSet whole = AtomTrainingSet.Generate(PrototypeLibrary.Published, Few, threads: 1)[0];
        Assert.Equal(
            [.. PrototypeLibrary.Published.Select(one => one.Label), "none"], whole.ClassLabels.AsEnumerable());
        Assert.InRange(whole.Count, 200, Few.Rows * 200);
        Assert.Equal(whole.Digest(), AtomTrainingSet.Generate(PrototypeLibrary.Published, Few, threads: 3)[0].Digest());

        string partial = Path.Combine(_folder, "set.partial");
        AtomTrainingSet.Generate(PrototypeLibrary.Published, Few, partial: partial);
        using (var file = new FileStream(partial, FileMode.Open))
            file.SetLength(file.Length / 2);
        TrainingSet resumed = AtomTrainingSet.Generate(PrototypeLibrary.Published, Few, partial: partial)[0];
        Assert.Equal(whole.Digest(), resumed.Digest());
    }

    [Fact]
    public void TwoRadiiDescribeTheSameAtoms()
    {
        IReadOnlyList<TrainingSet> sets = AtomTrainingSet.Generate(PrototypeLibrary.Published, Few, [1.8, 1.3]);
        Assert.Equal(sets[0].Labels.AsEnumerable(), sets[1].Labels.AsEnumerable());
        Assert.Equal("1.8", sets[0].DescriptorSettings["averaging_radius"]);
        Assert.Equal("1.3", sets[1].DescriptorSettings["averaging_radius"]);
        int length = new EnvironmentSettings().SpectrumLength;
        double alike = 0;
        for (int row = 0; row < sets[0].Count; row++)
        {
            ReadOnlySpan<float> wide = sets[0].Descriptor(row)[..length], narrow = sets[1].Descriptor(row)[..length];
            alike += System.Numerics.Tensors.TensorPrimitives.Dot(wide, narrow) / sets[0].Count;
        }

        // Unit vectors of the same surroundings, averaged over 43 and over 13 centers.
        Assert.InRange(alike, 0.9, 0.9999);
    }

    [Fact]
    public void RowsOfNoCrystalAreOfTheLastClass()
    {
        AtomSampleSettings packings = new AtomSampleSettings().Times(1e-6) with { Packings = 2 };
        TrainingSet set = AtomTrainingSet.Generate(PrototypeLibrary.Published, packings)[0];
        Assert.All(set.Labels, label => Assert.Equal(PrototypeLibrary.Published.Count, label));
    }
}
