using Arise.Datasets;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Training;

namespace Arise.Tests.Datasets;

public sealed class StructureTrainingSetTests : IDisposable
{
    private static readonly Prototype[] Few =
        [.. new[] { "fcc", "bcc", "hcp", "B1" }.Select(PrototypeLibrary.Find)];

    private static readonly StructureSampleSettings Small = new()
    {
        CrystalsPerClass = 12,
        Matter = new AtomSampleSettings().Times(1e-6) with { Interfaces = 8, Packings = 6, Fronts = 6 },
        Seed = 4,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-structures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Has_the_same_bytes_on_any_number_of_threads_and_after_an_interruption()
    {
        TrainingSet whole = StructureTrainingSet.Generate(Few, Small, threads: 1);
        Assert.Equal(whole.Digest(), StructureTrainingSet.Generate(Few, Small, threads: 3).Digest());
        Assert.Equal(new OrderDescriptorSettings().Length, whole.DescriptorSize);
        Assert.Contains(whole.Labels, label => label == TrainingSet.NoClass);
        Assert.Contains(whole.SecondShares, share => share > 0);

        string partial = Path.Combine(_folder, "set.partial");
        StructureTrainingSet.Generate(Few, Small, partial);
        using (var file = new FileStream(partial, FileMode.Open))
            file.SetLength(file.Length / 2);
        Assert.Equal(whole.Digest(), StructureTrainingSet.Generate(Few, Small, partial).Digest());
    }

    [Fact]
    public void Second_phases_survive_the_file_and_differ_in_the_digest()
    {
        TrainingSet set = StructureTrainingSet.Generate(Few, Small);
        string path = Path.Combine(_folder, "set.npz");
        set.Write(path);
        TrainingSet read = TrainingSet.Read(path);

        Assert.Equal(set.Digest(), read.Digest());
        Assert.Equal(set.SecondLabels.AsEnumerable(), read.SecondLabels.AsEnumerable());
        Assert.Equal(set.SecondShares.AsEnumerable(), read.SecondShares.AsEnumerable());
        var without = new TrainingSet(
            set.Descriptors, set.Labels, set.ClassLabels, set.Names, set.DescriptorSettings);
        Assert.NotEqual(without.Digest(), set.Digest());
    }

    [Theory]
    [InlineData(9, 0.2f)]
    [InlineData(1, 1f)]
    [InlineData(1, float.NaN)]
    public void A_second_phase_that_makes_no_sense_is_refused(int label, float share) =>
        Assert.Throws<ArgumentException>(() => new TrainingSet(
            [1, 0], [0], ["a", "b"], ["row"], null, default, [label], [share]));
}
