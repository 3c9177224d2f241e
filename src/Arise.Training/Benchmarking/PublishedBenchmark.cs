using System.Globalization;
using Arise.Baselines.SpaceGroups;
using Arise.Files;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting;

namespace Arise.Benchmarking;

/// <summary>
/// The published comparison of methods on defective crystals: for each method and each kind of defects the share of
/// right answers, of the classes that the method knows and of all 108.
/// </summary>
/// <remarks>
/// The protocol of Leitherer et al., doi:10.1038/s41467-021-26511-5. The methods for atoms have a label per atom, which
/// is right when its space group is that of the crystal that the structure was made from; atoms of all structures count
/// alike. They see periodic structures only, perfect ones repeated to 100 atoms; layers count as periodic. Arise has
/// one answer per structure, periodic or not, which is right when it is the class.
/// </remarks>
/// <example>
/// <code>
/// BenchmarkTable table = new PublishedBenchmark(new BenchmarkSettings { Repetitions = 1 }).Run("benchmark");
/// </code>
/// </example>
public sealed class PublishedBenchmark
{
    // Counts of another protocol are not gone on with.
    private const int Protocol = 1;

    private readonly BenchmarkSettings _settings;
    private readonly IReadOnlyList<BenchmarkPart> _parts;

    /// <summary>Prepares the comparison.</summary>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="SpglibException">Spglib is among the methods but not installed.</exception>
    public PublishedBenchmark(BenchmarkSettings? settings = null)
        : this(settings, PrototypeLibrary.Published)
    {
    }

    /// <summary>The same with other classes.</summary>
    internal PublishedBenchmark(BenchmarkSettings? settings, IReadOnlyList<Prototype> prototypes)
    {
        _settings = settings ?? new BenchmarkSettings();
        _settings.Validate();
        if (_settings.Methods.Any(BaselineBench.IsForStructures))
            _ = Spglib.Version;
        _parts = BenchmarkPart.Of(prototypes, _settings.Repetitions, _settings.Seed);
    }

    /// <summary>Resolution of the figures.</summary>
    public FigureSettings Figures { get; init; } = FigureSettings.Default;

    private string Key => string.Create(
        CultureInfo.InvariantCulture,
        $"published comparison, protocol {Protocol}, {_settings.Repetitions} repetitions, seed {_settings.Seed}");

    /// <summary>
    /// Counts all parts and writes <c>benchmark.csv</c>, <c>benchmark.md</c> and the figure <c>benchmark</c> into a
    /// folder. What is counted is kept in <c>benchmark.json</c>, so that the same call goes on after an interruption,
    /// and with more methods.
    /// </summary>
    /// <param name="folder">The folder; it is made where it is not there.</param>
    /// <param name="overwrite">Whether older results of another kind or with other settings may go.</param>
    /// <param name="progress">Is told the number of structures done, for each method.</param>
    /// <param name="cancellation">Stops; parts that are counted are kept.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    /// <exception cref="OperationCanceledException">Canceled; the same call goes on.</exception>
    public BenchmarkTable Run(
        string folder,
        bool overwrite = false,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        using FileLock hold = FileLock.OfFolder(folder);
        OutputFolder.Claim(folder, ResultKind.Benchmark, overwrite, Key);
        string file = Path.Combine(folder, BenchmarkTable.Name);
        BenchmarkTable table = BenchmarkTable.Of([.. _parts.Select(part => part.Defects)], file);
        (BenchmarkMethod Method, int Part)[] open =
        [
            .. _settings.Methods.SelectMany(method => Enumerable.Range(0, _parts.Count).Select(part => (method, part)))
                .Where(one => table.Score(one.method, one.part) is null),
        ];
        var counter = new StepCounter(
            WorkProgress.Of(progress, "structures"), open.Sum(one => _parts[one.Part].Count));
        foreach ((BenchmarkMethod method, int part) in open)
        {
            BenchmarkScore score = BaselineBench.Has(method)
                ? OfBaseline(method, _parts[part], counter, cancellation)
                : OfModel(method, _parts[part], counter, cancellation);
            table.Set(method, part, score);
            table.Write(file);
        }

        BenchmarkReport.Write(table, _settings, folder, Figures.PixelsPerInch);
        OutputFolder.Finish(folder, folder, ResultKind.Benchmark, Key);
        return table;
    }

    private BenchmarkScore OfBaseline(
        BenchmarkMethod method, BenchmarkPart part, StepCounter counter, CancellationToken cancellation)
    {
        var sum = default(BenchmarkScore);
        var adding = new Lock();
        Parallel.For(
            0,
            part.Count,
            ThreadCount.Parallel(_settings.Threads, cancellation),
            () => default(BenchmarkScore),
            (index, _, own) =>
            {
                own += BaselineBench.Score(method, part, index);
                counter.Add();
                return own;
            },
            own =>
            {
                lock (adding)
                    sum += own;
            });
        return sum;
    }

    private BenchmarkScore OfModel(
        BenchmarkMethod method, BenchmarkPart part, StepCounter counter, CancellationToken cancellation)
    {
        StructureClassifier classifier = Classifier(method);
        var prediction = new PredictionSettings { Mode = PredictionMode.Adaptive, Threads = _settings.Threads };
        long right = 0;
        foreach (ClassifiedItem<int> one in classifier.ClassifyMany(
            Enumerable.Range(0, part.Count), part.Make, prediction, cancellation))
        {
            Prototype prototype = part.PrototypeOf(one.Item);
            string? label = one.Result?.Best?.Label;
            right += label == prototype.Label || (label is not null && label == prototype.MergedInto) ? 1 : 0;
            counter.Add();
        }

        return new BenchmarkScore(right, part.Count, right, part.Count);
    }

    private static StructureClassifier Classifier(BenchmarkMethod method) => method == BenchmarkMethod.AriseFamilies
        ? StructureClassifier.Default
        : new StructureClassifier(ShippedModels.Find(
            method == BenchmarkMethod.Arise ? "arise-108" : "arise-108-robust"));
}
