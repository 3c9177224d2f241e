using System.Collections.Immutable;
using Arise.Files;
using Arise.Microscopy.Finders;
using Arise.Networks.Convolution;
using Arise.Networks.Models;
using Arise.Tests.Networks.Convolution;

namespace Arise.Tests.Microscopy.Finders;

public sealed class AtomFinderFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-finder-").FullName;

    private string Model => Path.Combine(_folder, "m.safetensors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_written_is_read_again()
    {
        AtomFinderModel model = Small();
        AtomFinderFile.Write(model, Model, "card");
        Assert.True(AtomFinderFile.IsOne(Model));
        AtomFinderModel read = AtomFinderFile.Read(Model);
        Assert.Equal(model.Parameters, read.Parameters);
        Assert.Equal(model.Channels.AsEnumerable(), read.Channels);
        Assert.Equal((model.Spacing, model.Calibration), (read.Spacing, read.Calibration));
        Assert.Equal(model.Training, read.Training);
        Assert.Equal("card", File.ReadAllText(Path.Combine(_folder, "m.md")));
        byte[] bytes = File.ReadAllBytes(Model);
        AtomFinderFile.Write(read, Model, "card");
        Assert.Equal(bytes, File.ReadAllBytes(Model));
    }

    [Fact]
    public void Networks_that_classify_and_those_that_find_atoms_refuse_each_other()
    {
        AtomFinderFile.Write(Small(), Model, "card");
        Assert.Contains("finds atoms", Assert.Throws<ModelFormatException>(() => ModelFile.Read(Model)).Problem);
        var other = new SafetensorsFile { Metadata = { ["format"] = "arise-model" } };
        other.Write(Model);
        Assert.Contains(
            "not a network that finds atoms",
            Assert.Throws<ModelFormatException>(() => NetworkAtomFinder.Read(Model)).Problem);
    }

    [Theory]
    [InlineData("format_version", "2")]
    [InlineData("channels", "4 4")]
    [InlineData("channels", "4 4 5")]
    [InlineData("channels", "4 4 1e9")]
    [InlineData("channels", "4 4 8")]
    [InlineData("spacing", "0")]
    [InlineData("spacing", "wide")]
    [InlineData("calibration", "-1 0")]
    [InlineData("calibration", "1 NaN")]
    public void Damaged_metadata_are_told(string name, string text)
    {
        SafetensorsFile file = AtomFinderFile.Of(Small(), Model);
        file.Metadata[name] = text;
        file.Write(Model);
        string problem = Assert.Throws<ModelFormatException>(() => AtomFinderFile.Read(Model)).Problem;
        Assert.True(problem.Contains(name) || problem.Contains("version 2") || problem.Contains("layers."), problem);
    }

    internal static AtomFinderModel Small()
    {
        ImmutableArray<int> channels = [4, 4, 4];
        return new AtomFinderModel(
            channels,
            UShapedNetworkTests.Random(UShapedNetwork.ParameterCount(channels), 12, 0.3),
            8,
            new PeakCalibration(0.7, -0.25),
            ImmutableSortedDictionary<string, string>.Empty.Add("seed", "5"));
    }
}
