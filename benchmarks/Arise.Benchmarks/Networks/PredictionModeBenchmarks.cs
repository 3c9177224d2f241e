using System.Diagnostics;
using System.Globalization;
using Arise.Benchmarks.Numerics;
using Arise.Benchmarks.Recognition;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Benchmarks.Networks;

/// <summary>
/// The modes of prediction on the boxes of a map, with the shipped model: time against exact prediction in the same
/// run, the share of the descriptor; and the error against 100 000 passes, there and on defective structures.
/// </summary>
internal static class PredictionModeBenchmarks
{
    private const int ReferencePasses = 100_000;
    private const int ReferenceBoxes = 300;
    private const int Seeds = 8;

    private static readonly (string Name, PredictionSettings Settings)[] Modes =
    [
        ("exact, T = 1000", new PredictionSettings()),
        ("adaptive, 0.005", new PredictionSettings { Mode = PredictionMode.Adaptive }),
        ("adaptive, 0.01", new PredictionSettings { Mode = PredictionMode.Adaptive, Tolerance = 0.01 }),
        ("linearized", new PredictionSettings { Mode = PredictionMode.Linearized }),
        ("exact, T = 100", new PredictionSettings { Passes = 100 }),
    ];

    /// <summary>Measures on the boxes of a slab: a file, or the four grains made here.</summary>
    public static void Run(string? file)
    {
        AtomicStructure slab = file is null ? MapBoxes.FourGrains() : StructureFile.ReadFirst(file);
        List<AtomicStructure> boxes = MapBoxes.Of(slab);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file ?? "four grains"}: {slab.Count} atoms, {boxes.Count} boxes of {boxes.Average(b => b.Count):F0} "
            + $"atoms on average"));
        var descriptor = new SoapDescriptor(
            SoapSettings.FromMetadata(ShippedModels.Default.Metadata.DescriptorSettings));
        foreach (int threads in new[] { 1, Environment.ProcessorCount })
            MeasureTimes(boxes, descriptor, threads);
        MeasureErrors("boxes of the map", boxes, descriptor);
        PristineStructures.Sample[] blocks =
            [.. PristineStructures.Of(PrototypeLibrary.All).Where(sample => sample.Kind != "periodic")];
        MeasureErrors(
            "blocks, 10 % missing, displaced by 2 %",
            [.. blocks.Select((block, k) => AgreementBenchmarks.Defective(block.Structure, k, 0.1, 0.02))],
            descriptor);
        MeasureErrors(
            "blocks, displaced by 10 %",
            [.. blocks.Select((block, k) => AgreementBenchmarks.Defective(block.Structure, k, 0, 0.1))],
            descriptor);
    }

    private static float[] Describe(List<AtomicStructure> boxes, SoapDescriptor descriptor, int threads)
    {
        var descriptors = new float[boxes.Count * descriptor.Length];
        Parallel.For(
            0,
            boxes.Count,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            () => new SoapWorkspace(descriptor),
            (k, _, workspace) =>
            {
                descriptor.Compute(boxes[k], workspace, descriptors.AsSpan(k * descriptor.Length, descriptor.Length));
                return workspace;
            },
            _ => { });
        return descriptors;
    }

    private static void MeasureTimes(List<AtomicStructure> boxes, SoapDescriptor descriptor, int threads)
    {
        Describe(boxes[..Math.Min(200, boxes.Count)], descriptor, threads);
        var watch = Stopwatch.StartNew();
        float[] descriptors = Describe(boxes, descriptor, threads);
        double description = watch.Elapsed.TotalSeconds / boxes.Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\n{threads} thread(s): descriptor {1e3 * description:F3} ms per box"));
        BayesianNetwork network = ShippedModels.Default;

        // Multiplications and additions of passes that leave nothing out: what is skipped shows as more than the peak.
        double peak = PeakRate.Measure() * threads;
        double pass = 2e-9 * network.Layers.Sum(layer => (double)layer.Inputs * layer.Units);
        double exact = 0;
        foreach ((string name, PredictionSettings mode) in Modes)
        {
            PredictionSettings settings = mode with { Threads = threads };
            network.PredictMany(descriptors.AsMemory(0, Math.Min(100, boxes.Count) * descriptor.Length), settings);
            watch.Restart();
            Prediction[] predictions = network.PredictMany(descriptors, settings);
            double seconds = watch.Elapsed.TotalSeconds / boxes.Count;
            exact = exact == 0 ? seconds : exact;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-16} {1e3 * seconds,7:F3} ms per box, {exact / seconds,5:F1} times exact, "
                + $"{predictions.Average(p => p.Passes),6:F0} passes on average, "
                + $"{100 * predictions.Average(p => p.Passes) * pass / seconds / peak,3:F0} % of {peak:F0} GFLOP/s; "
                + $"with descriptor {1 / (seconds + description),6:F0} boxes per second, "
                + $"descriptor {100 * description / (seconds + description):F0} %"));
        }
    }

    private static void MeasureErrors(string title, List<AtomicStructure> boxes, SoapDescriptor descriptor)
    {
        int step = Math.Max(1, boxes.Count / ReferenceBoxes);
        List<AtomicStructure> sample = [.. boxes.Where((_, k) => k % step == 0)];
        float[] descriptors = Describe(sample, descriptor, Environment.ProcessorCount);
        BayesianNetwork network = ShippedModels.Default;
        Prediction[] reference = network.PredictMany(
            descriptors,
            new PredictionSettings { Passes = ReferencePasses, Seed = 12345, Threads = Environment.ProcessorCount });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{sample.Count} {title} against {ReferencePasses} passes (mutual information "
            + $"{reference.Average(p => p.MutualInformation):F3} bit on average):"));
        Console.WriteLine(
            "  mode              MI rms   bias     max      corr    stated   in 2   p rms    stated   in 2   class"
            + "   passes");
        foreach ((string name, PredictionSettings mode) in Modes)
        {
            // All structures of a seed share their masks, so one seed is one sample of the common part of the error.
            Prediction[][] bySeed = [.. Enumerable.Range(0, Seeds).Select(seed =>
                network.PredictMany(
                    descriptors, mode with { Seed = (ulong)seed, Threads = Environment.ProcessorCount }))];
            var pairs = bySeed.SelectMany(predictions => predictions.Zip(reference)).ToArray();
            double[] information = [.. pairs.Select(x => x.First.MutualInformation - x.Second.MutualInformation)];
            double[] probability =
                [.. pairs.Select(x => x.First.Probabilities[x.Second.Class!.Value] - x.Second.TopProbability())];
            double[] informationError = [.. pairs.Select(x => x.First.Uncertainty.MutualInformationError)];
            double[] probabilityError = [.. pairs.Select(x => x.First.Uncertainty.ProbabilityError)];
            double correlation = bySeed.Average(predictions => Correlation(
                [.. predictions.Select(p => p.MutualInformation)], [.. reference.Select(p => p.MutualInformation)]));
            double same = pairs.Average(x => x.First.Class == x.Second.Class ? 1.0 : 0);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-16}  {Rms(information):F4}  {information.Average(),7:F4}  {information.Max(Math.Abs):F4}  "
                + $"{correlation:F4}  {Rms(informationError):F4}  "
                + $"{100 * Covered(information, informationError),3:F0} %  "
                + $"{Rms(probability):F4}  {Rms(probabilityError):F4}  "
                + $"{100 * Covered(probability, probabilityError),3:F0} %  "
                + $"{100 * same:F1} %  {pairs.Average(x => x.First.Passes),5:F0}"));
        }
    }

    private static double TopProbability(this Prediction prediction) =>
        prediction.Probabilities[prediction.Class!.Value];

    // Share of the errors within twice what is stated.
    private static double Covered(double[] errors, double[] stated) =>
        errors.Zip(stated, (e, s) => Math.Abs(e) <= 2 * s ? 1.0 : 0).Average();

    private static double Rms(double[] values) => Math.Sqrt(values.Average(v => v * v));

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average();
        double ab = a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
        return ab / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }
}
