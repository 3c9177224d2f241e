using Arise.Networks.Models;
using Arise.Training;

namespace Arise.Tests.Training;

public sealed class TrainingRunTests : IDisposable
{
    private static readonly TrainingSet Set = new(
        [1, 0, 0, 1, 0.9f, 0.1f, 0.1f, 0.8f], [0, 1, 0, 1], ["across", "down"], ["a", "b", "c", "d"]);

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Writes_model_and_card_and_leaves_no_checkpoint()
    {
        TrainingRunSettings settings = Settings("models/small.safetensors");
        TrainingResult result = new TrainingRun(Set, settings).Run();
        Assert.Equal(
            ["small.md", "small.safetensors"],
            Directory.GetFiles(Path.Combine(_folder, "models")).Select(Path.GetFileName).Order());
        Assert.Equal(12, result.History.Length);
        BayesianNetwork read = ModelFile.Read(settings.Model!);
        Assert.Equal(result.Network.Metadata.Training!.BestEpoch, read.Metadata.Training!.BestEpoch);
        Assert.Equal("some rows", read.Metadata.Training.Data);
        Assert.Contains("some rows", File.ReadAllText(Path.ChangeExtension(settings.Model!, ".md")));
    }

    [Fact]
    public void Interrupted_and_resumed_it_gives_the_same_model()
    {
        TrainingRunSettings settings = Settings("straight.safetensors"), other = Settings("other.safetensors");
        new TrainingRun(Set, settings).Run();
        using var stop = new CancellationTokenSource();
        var run = new TrainingRun(Set, other);
        Assert.Throws<OperationCanceledException>(() => run.Run(Observer.At(5, stop.Cancel), stop.Token));
        Assert.Equal(5, run.EpochsDone);
        Assert.True(File.Exists(run.Checkpoint));
        Assert.False(File.Exists(other.Model));

        var resumed = new TrainingRun(Set, other with { Resume = true });
        Assert.Equal(5, resumed.EpochsDone);
        Assert.Equal(12, resumed.Run().History.Length);
        Assert.Equal(File.ReadAllBytes(settings.Model!), File.ReadAllBytes(other.Model!));
        Assert.False(File.Exists(run.Checkpoint));
    }

    [Fact]
    public void A_checkpoint_is_neither_lost_nor_missed_in_silence()
    {
        TrainingRunSettings settings = Settings("m.safetensors");
        string nothing = Assert.Throws<FileNotFoundException>(
            () => new TrainingRun(Set, settings with { Resume = true })).Message;
        Assert.Contains("m.checkpoint", nothing);
        using var stop = new CancellationTokenSource();
        var run = new TrainingRun(Set, settings);
        Assert.Throws<OperationCanceledException>(() => run.Run(Observer.At(5, stop.Cancel), stop.Token));
        byte[] kept = File.ReadAllBytes(run.Checkpoint!);

        Assert.Contains("m.checkpoint", Assert.Throws<IOException>(() => new TrainingRun(Set, settings)).Message);
        Assert.Equal(kept, File.ReadAllBytes(run.Checkpoint!));
        Assert.Equal(0, new TrainingRun(Set, settings with { Overwrite = true }).EpochsDone);
        Assert.Equal(kept, File.ReadAllBytes(run.Checkpoint!));
        new TrainingRun(Set, settings with { Overwrite = true }).Run();
        Assert.False(File.Exists(run.Checkpoint));
    }

    [Fact]
    public void A_training_that_diverged_leaves_no_checkpoint()
    {
        TrainingRunSettings settings = Settings("m.safetensors");
        var run = new TrainingRun(Set, settings with
        {
            Training = settings.Training with { LearningRate = 1e30, Epochs = 40 },
        });
        File.WriteAllText(run.Checkpoint!, "of an earlier epoch");
        Assert.Throws<TrainingDivergedException>(() => run.Run());
        Assert.False(File.Exists(run.Checkpoint));
    }

    [Fact]
    public void Without_a_file_nothing_is_written()
    {
        TrainingResult result = new TrainingRun(Set, Settings("x") with { Model = null }).Run();
        Assert.Equal(2, result.Network.Metadata.ClassLabels.Length);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Impossible_settings_are_refused_by_their_name()
    {
        TrainingRunSettings settings = Settings("x");
        Assert.Equal("Model", Name(settings with { Model = _folder }));
        Assert.Equal("Threads", Name(settings with { Threads = -1 }));
        Assert.Equal("Resume", Name(settings with { Model = null, Resume = true }));
        Assert.Equal("Resume", Name(settings with { Resume = true, Overwrite = true }));
        Assert.Equal("Epochs", Name(settings with { Training = new TrainingSettings { Epochs = 0 } }));

        string? Name(TrainingRunSettings wrong) =>
            Assert.Throws<ArgumentException>(() => new TrainingRun(Set, wrong)).ParamName;
    }

    private TrainingRunSettings Settings(string model) => new()
    {
        Training = new TrainingSettings { Epochs = 12, HiddenSizes = [4], LearningRate = 0.01 },
        Model = Path.Combine(_folder, model),
        DataName = "some rows",
    };
}
