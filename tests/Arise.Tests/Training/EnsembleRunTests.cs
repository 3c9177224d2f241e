using Arise.Networks.Models;
using Arise.Training;

namespace Arise.Tests.Training;

public sealed class EnsembleRunTests : IDisposable
{
    private static readonly TrainingSet Set = new(
        [1, 0, 0, 1, 0.9f, 0.1f, 0.1f, 0.8f], [0, 1, 0, 1], ["across", "down"], ["a", "b", "c", "d"]);

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-ensemble-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Members_differ_and_their_parts_go_when_the_model_is_there()
    {
        TrainingRunSettings settings = Settings("m.safetensors");
        BayesianNetwork network = new EnsembleRun(Set, settings, 3).Run().Network;

        Assert.Equal(3, network.Members.Length);
        Assert.Equal(3, network.Members.Select(one => one.Layers[0].Weights[0]).Distinct().Count());
        Assert.Equal(
            ["m.md", "m.safetensors"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.Equal(3, ModelFile.Read(settings.Model!).Members.Length);
    }

    [Fact]
    public void Two_seeds_share_no_member()
    {
        BayesianNetwork one = new EnsembleRun(Set, Settings("a.safetensors"), 2).Run().Network;
        TrainingRunSettings next = Settings("b.safetensors");
        next = next with { Training = next.Training with { Seed = 1 } };
        BayesianNetwork other = new EnsembleRun(Set, next, 2).Run().Network;

        Assert.Equal(
            4,
            one.Members.Concat(other.Members).Select(member => member.Layers[0].Weights[0]).Distinct().Count());
    }

    [Fact]
    public void Interrupted_and_resumed_it_gives_the_same_model()
    {
        TrainingRunSettings straight = Settings("straight.safetensors") with { Threads = 1 };
        TrainingRunSettings other = Settings("other.safetensors") with { Threads = 1 };
        new EnsembleRun(Set, straight, 2).Run();
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(
            () => new EnsembleRun(Set, other, 2).Run(Observer.At(17, stop.Cancel), stop.Token));
        Assert.False(File.Exists(other.Model));
        Assert.Contains("interrupted", Assert.Throws<IOException>(() => new EnsembleRun(Set, other, 2)).Message);

        new EnsembleRun(Set, other with { Resume = true }, 2).Run();
        Assert.Equal(File.ReadAllBytes(straight.Model!), File.ReadAllBytes(other.Model!));
        Assert.Throws<FileNotFoundException>(
            () => new EnsembleRun(Set, Settings("new.safetensors") with { Resume = true }, 2));
    }

    private TrainingRunSettings Settings(string model) => new()
    {
        Training = new TrainingSettings
        {
            HiddenSizes = [8], Epochs = 12, ValidationFraction = 0, LearningRate = 0.01, BatchSize = 2,
        },
        Model = Path.Combine(_folder, model),
        DataName = "some rows",
    };
}
