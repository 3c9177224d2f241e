using Arise.AtomFinding;
using Arise.Microscopy.Finders;
using Arise.Networks.Models;

namespace Arise.Tests.AtomFinding;

public sealed class AtomFinderRunTests : IDisposable
{
    private static readonly AtomFinderSettings Short = new() { Patches = 24, BatchSize = 4, Epochs = 2, Seed = 9 };

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-finder-run-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Threads_and_interruptions_change_no_byte_of_the_model()
    {
        string whole = Run("whole", 1), many = Run("many", 3);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(many));

        AtomFinderRunSettings settings = Settings("stopped", 2);
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => new AtomFinderRun(settings).Run(
            new Watcher(done =>
            {
                if (done == 4)
                    source.Cancel();
            }),
            source.Token));
        Assert.True(File.Exists(settings.CheckpointFile));
        Assert.Throws<IOException>(() => new AtomFinderRun(settings));
        Assert.Contains("other settings", Assert.Throws<ModelFormatException>(() => new AtomFinderRun(
            settings with { Resume = true, Training = Short with { Seed = 10 } })).Problem);
        new AtomFinderRun(settings with { Resume = true }).Run();
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(settings.Model));
        Assert.False(File.Exists(settings.CheckpointFile));
        Assert.StartsWith("# stopped", File.ReadAllText(Path.Combine(_folder, "stopped.md")));
        Assert.Equal("network", NetworkAtomFinder.Read(settings.Model).Name);
    }

    [Fact]
    public void A_checkpoint_that_is_damaged_is_told()
    {
        AtomFinderRunSettings settings = Settings("damaged", 1) with { Resume = true };
        File.WriteAllText(settings.CheckpointFile, "nothing of the kind");
        Assert.ThrowsAny<Exception>(() => new AtomFinderRun(settings));
        Assert.Throws<FileNotFoundException>(() => new AtomFinderRun(Settings("none", 1) with { Resume = true }));
    }

    [Theory]
    [InlineData(0, 8, 1, 0.001)]
    [InlineData(10, 0, 1, 0.001)]
    [InlineData(10, 8, 0, 0.001)]
    [InlineData(10, 8, 1, 0)]
    [InlineData(10, 8, 1, double.NaN)]
    public void Settings_out_of_range_are_refused(int patches, int batch, int epochs, double rate) =>
        Assert.Throws<ArgumentException>(new AtomFinderSettings
        {
            Patches = patches, BatchSize = batch, Epochs = epochs, LearningRate = rate,
        }.Validate);

    private string Run(string name, int threads)
    {
        new AtomFinderRun(Settings(name, threads)).Run();
        return Path.Combine(_folder, name + ".safetensors");
    }

    private AtomFinderRunSettings Settings(string name, int threads) => new()
    {
        Training = Short,
        Model = Path.Combine(_folder, name + ".safetensors"),
        Threads = threads,
    };

    private sealed class Watcher(Action<long> seen) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => seen(value.Done);
    }
}
