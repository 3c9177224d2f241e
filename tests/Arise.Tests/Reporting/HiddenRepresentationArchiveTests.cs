using Arise.Files;
using Arise.Networks;
using Arise.Recognition;
using Arise.Reporting;

namespace Arise.Tests.Reporting;

public sealed class HiddenRepresentationArchiveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-hidden-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Rows_are_the_hidden_layers_and_those_without_a_class_are_NaN()
    {
        ClassifiedStructure known = Classified.RockSalt("a.cif", 4);
        using var archive = new HiddenRepresentationArchive(ShippedModels.Default, PathOfFile);
        archive.Add(Classified.LoneAtom("one.xyz"));
        archive.Add(known);
        NumpyArchive read = WrittenAndRead(archive);

        Assert.Equal(["one.xyz#1", "a.cif#4"], read["names"].As<string>());
        int classes = ShippedModels.Default.Architecture.ClassCount;
        Assert.Equal(classes, read["class_labels"].As<string>().Length);
        int[] units = [.. ShippedModels.Default.Architecture.HiddenSizes];
        for (int layer = 1; layer <= 3; layer++)
        {
            HiddenRepresentation hidden = known.Result.Prediction.Hidden!.Value[layer - 1];
            foreach ((string name, float[] expected) in new[]
            {
                ($"activations_{layer}", hidden.Activations.ToArray()),
                ($"preactivations_{layer}", hidden.PreActivations.ToArray()),
            })
            {
                NumpyArray array = read[name];
                Assert.Equal([2, units[layer - 1]], array.Shape.ToArray());
                Assert.All(array.As<float>()[..expected.Length], value => Assert.True(float.IsNaN(value)));
                Assert.Equal(expected, array.As<float>()[expected.Length..]);
            }
        }

        Assert.All(read["probabilities"].As<double>()[..classes], value => Assert.True(double.IsNaN(value)));
        Assert.Equal(1, read["probabilities"].As<double>()[classes..].Sum(), 1e-5);
        Assert.True(double.IsNaN(read["mutual_information"].As<double>()[0]));
        Assert.Equal(known.Result.MutualInformation, read["mutual_information"].As<double>()[1]);
    }

    [Fact]
    public void An_archive_of_no_structure_is_an_archive()
    {
        using var archive = new HiddenRepresentationArchive(ShippedModels.Default, PathOfFile);

        Assert.Equal([0, 256], WrittenAndRead(archive)["activations_1"].Shape.ToArray());
    }

    [Fact]
    public void An_archive_that_is_not_completed_leaves_no_file()
    {
        using (var archive = new HiddenRepresentationArchive(ShippedModels.Default, PathOfFile))
            archive.Add(Classified.LoneAtom("one.xyz"));

        Assert.Empty(Directory.GetFiles(_folder));
        Assert.Throws<DirectoryNotFoundException>(() => new HiddenRepresentationArchive(
            ShippedModels.Default, Path.Combine(_folder, "none", "layers.npz")));
    }

    [Fact]
    public void A_structure_classified_without_its_hidden_layers_is_refused()
    {
        ClassifiedStructure known = Classified.RockSalt("a.cif");
        Classification bare = StructureClassifier.Default.Classify(
            known.Structure, new PredictionSettings { Passes = 2 });
        using var archive = new HiddenRepresentationArchive(ShippedModels.Default, PathOfFile);
        Assert.Throws<ArgumentException>(() => archive.Add(known with { Result = bare }));
    }

    private string PathOfFile => Path.Combine(_folder, "layers.npz");

    private NumpyArchive WrittenAndRead(HiddenRepresentationArchive archive)
    {
        archive.Complete();
        return NumpyArchive.Read(PathOfFile);
    }
}
