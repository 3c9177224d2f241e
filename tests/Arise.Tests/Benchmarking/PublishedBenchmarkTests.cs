using Arise.Benchmarking;
using Arise.Prototypes;

namespace Arise.Tests.Benchmarking;

public sealed class PublishedBenchmarkTests : IDisposable
{
    private static readonly Prototype[] Few =
        [PrototypeLibrary.Find("fcc"), PrototypeLibrary.Find("hcp"), PrototypeLibrary.Find("CsCl")];

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-benchmark").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Perfect_and_slightly_displaced_crystals_are_right_and_many_vacancies_are_not()
    {
        BenchmarkTable table = Run("a", BenchmarkMethod.AdaptiveCommonNeighbors);
        Assert.Equal(17, table.Parts.Length);
        Assert.Equal(1, table.Score(BenchmarkMethod.AdaptiveCommonNeighbors, 0)!.Value.Share);
        for (int part = 0; part < table.Parts.Length; part++)
        {
            BenchmarkScore score = table.Score(BenchmarkMethod.AdaptiveCommonNeighbors, part)!.Value;
            if (table.Parts[part] is { Missing: 0, Displacement: <= 0.02 })
                Assert.Equal(1, score.Share);
            if (table.Parts[part].Missing >= 0.25)
                Assert.InRange(score.Share, 0, 0.1);
            Assert.True(score.ShareOfAll < score.Share || score.Right == 0);
        }

        string report = File.ReadAllText(Path.Combine(_folder, "a", "benchmark.md"));
        Assert.Contains("(94.55)", report, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "a", "benchmark.svg")));
        Assert.Equal(18, File.ReadLines(Path.Combine(_folder, "a", "benchmark.csv")).Count());
    }

    [Fact]
    public void An_interrupted_comparison_goes_on_with_more_methods_and_other_threads()
    {
        BenchmarkMethod[] both = [BenchmarkMethod.BondAngles, BenchmarkMethod.CommonNeighbors];
        BenchmarkTable whole = Run("whole", both);
        using var interrupted = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => Benchmark(1, BenchmarkMethod.BondAngles).Run(
            PathOf("parts"),
            progress: new Counted(done =>
            {
                if (done > 40)
                    interrupted.Cancel();
            }),
            cancellation: interrupted.Token));
        Assert.False(File.Exists(Path.Combine(PathOf("parts"), "benchmark.md")));
        BenchmarkTable resumed = Benchmark(1, both).Run(PathOf("parts"));
        foreach (BenchmarkMethod method in both)
        {
            for (int part = 0; part < whole.Parts.Length; part++)
                Assert.Equal(whole.Score(method, part), resumed.Score(method, part));
        }
    }

    [Fact]
    public void Settings_out_of_range_and_other_results_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new PublishedBenchmark(new BenchmarkSettings { Repetitions = 0 }));
        Assert.Throws<ArgumentException>(() => new PublishedBenchmark(new BenchmarkSettings { Methods = [] }));
        Run("a", BenchmarkMethod.CommonNeighbors);
        var other = new BenchmarkSettings { Methods = [BenchmarkMethod.CommonNeighbors], Seed = 1 };
        Assert.Throws<IOException>(() => new PublishedBenchmark(other, Few).Run(PathOf("a")));
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static PublishedBenchmark Benchmark(int threads, params BenchmarkMethod[] methods) => new(
        new BenchmarkSettings { Methods = [.. methods], Threads = threads }, Few);

    private BenchmarkTable Run(string name, params BenchmarkMethod[] methods) =>
        Benchmark(0, methods).Run(PathOf(name));

    private sealed class Counted(Action<long> tell) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value) => tell(value.Done);
    }
}
