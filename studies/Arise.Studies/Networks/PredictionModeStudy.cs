using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Arise.Benchmarks.Numerics;
using Arise.Benchmarks.Samples;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Studies.Recognition;

namespace Arise.Studies.Networks;

/// <summary>
/// The modes of prediction on the boxes of a map, with a model: time against exact prediction in the same
/// run, the share of the descriptor; and the error against very many passes, there and on defective structures.
/// </summary>
/// <param name="network">The model.</param>
/// <param name="referencePasses">Passes of the reference.</param>
/// <param name="structures">Structures of each kind whose errors count.</param>
/// <param name="seeds">Number of seeds that the errors are measured with.</param>
internal sealed class PredictionModeStudy(
    BayesianNetwork network, int referencePasses, int structures, int seeds)
{
    private static readonly (string Name, PredictionSettings Settings)[] Modes =
    [
        ("exact, T = 1000", new PredictionSettings()),
        ("adaptive, 0.005", new PredictionSettings { Mode = PredictionMode.Adaptive }),
        ("adaptive, 0.01", new PredictionSettings { Mode = PredictionMode.Adaptive, Tolerance = 0.01 }),
        ("linearized", new PredictionSettings { Mode = PredictionMode.Linearized }),
        ("exact, T = 100", new PredictionSettings { Passes = 100 }),
    ];

    public static Command Command()
    {
        var command = new StudyCommand(
            "modes",
            "Time and error of exact, adaptive and linearized prediction, on boxes of a map and on defective " +
            "structures.",
            "4 minutes",
            "docs/reference/speed.md, docs/explanation/recognition.md",
            "12345 for the reference, 0 to 7 for predictions, the number of the structure for its defects");
        Option<string?> slab = command.Path("--slab", "Structure file of a slab (default: four grains made here).");
        Option<double> stride = command.Option("--stride", 1.0, "Distance of the boxes in Angstrom.");
        Option<int> passes = command.Option("--passes", 100_000, "Passes of the reference.");
        Option<int> structures = command.Option("--structures", 300, "Structures of each kind whose errors count.");
        Option<int> seeds = command.Option("--seeds", 8, "Seeds that the errors are measured with.");
        Option<string> model = command.Model();
        return command.Runs(parsed => new PredictionModeStudy(
            ShippedModels.Find(parsed.GetValue(model)!),
            parsed.GetValue(passes),
            parsed.GetValue(structures),
            parsed.GetValue(seeds))
            .Run(parsed.GetValue(slab), parsed.GetValue(stride)));
    }

    private void Run(string? file, double stride)
    {
        AtomicStructure slab = file is null ? FourGrains.Slab() : StructureFile.ReadFirst(file);
        List<AtomicStructure> boxes = MapBoxes.Of(slab, stride);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file ?? "four grains"}: {slab.Count} atoms, {boxes.Count} boxes of {boxes.Average(b => b.Count):F0} "
            + $"atoms on average"));
        IStructureDescriptor descriptor = StructureDescriptors.FromMetadata(network.Metadata.DescriptorSettings);
        foreach (int threads in new[] { 1, Environment.ProcessorCount })
            MeasureTimes(boxes, descriptor, threads);
        MeasureErrors("boxes of the map", boxes, descriptor);
        PristineStructures.Sample[] blocks =
            [.. PristineStructures.Of(PrototypeLibrary.Published).Where(sample => sample.Kind != "periodic")];
        MeasureErrors(
            "blocks, 10 % missing, displaced by 2 %",
            [.. blocks.Select((block, k) => DefectiveBlocks.Of(block.Structure, k, 0.1, 0.02))],
            descriptor);
        MeasureErrors(
            "blocks, displaced by 10 %",
            [.. blocks.Select((block, k) => DefectiveBlocks.Of(block.Structure, k, 0, 0.1))],
            descriptor);
    }

    private void MeasureTimes(List<AtomicStructure> boxes, IStructureDescriptor descriptor, int threads)
    {
        Describe(descriptor, boxes[..Math.Min(200, boxes.Count)], threads);
        var watch = Stopwatch.StartNew();
        ImmutableArray<float> descriptors = Describe(descriptor, boxes, threads);
        double description = watch.Elapsed.TotalSeconds / boxes.Count;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"\n{threads} thread(s): descriptor {1e3 * description:F3} ms per box"));

        // Multiplications and additions of passes that leave nothing out: what is skipped shows as more than the peak.
        double peak = PeakRate.Measure() * threads;
        double pass = 2e-9 * network.Layers.Sum(layer => (double)layer.Inputs * layer.Units);
        double exact = 0;
        foreach ((string name, PredictionSettings mode) in Modes)
        {
            PredictionSettings settings = mode with { Threads = threads };
            network.PredictMany(descriptors.AsMemory()[..(Math.Min(100, boxes.Count) * descriptor.Length)], settings);
            watch.Restart();
            ImmutableArray<Prediction> predictions = network.PredictMany(descriptors.AsMemory(), settings);
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

    private void MeasureErrors(string title, List<AtomicStructure> boxes, IStructureDescriptor descriptor)
    {
        int step = Math.Max(1, boxes.Count / structures);
        List<AtomicStructure> sample = [.. boxes.Where((_, k) => k % step == 0)];
        ImmutableArray<float> descriptors = Describe(descriptor, sample, Environment.ProcessorCount);
        ImmutableArray<Prediction> reference = network.PredictMany(
            descriptors.AsMemory(),
            new PredictionSettings { Passes = referencePasses, Seed = 12345 });
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{sample.Count} {title} against {referencePasses} passes (mutual information "
            + $"{reference.Average(p => p.MutualInformation):F3} bit on average):"));
        Console.WriteLine(
            "  mode              MI rms   bias     max      corr    stated   in 2   p rms    stated   in 2   class"
            + "   passes");
        foreach ((string name, PredictionSettings mode) in Modes)
        {
            // All structures of a seed share their masks, so one seed is one sample of the common part of the error.
            ImmutableArray<Prediction>[] bySeed = [.. Enumerable.Range(0, seeds).Select(seed =>
                network.PredictMany(descriptors.AsMemory(), mode with { Seed = (ulong)seed }))];
            var pairs = bySeed.SelectMany(predictions => predictions.Zip(reference)).ToArray();
            double[] information = [.. pairs.Select(x => x.First.MutualInformation - x.Second.MutualInformation)];
            double[] probability =
                [.. pairs.Select(x => x.First.Probabilities[x.Second.Class!.Value] - TopProbability(x.Second))];
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

    private static ImmutableArray<float> Describe(
        IStructureDescriptor descriptor, List<AtomicStructure> boxes, int threads)
    {
        var vectors = new float[boxes.Count * descriptor.Length];
        Parallel.For(0, boxes.Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, k =>
            descriptor.Compute(boxes[k], vectors.AsSpan(k * descriptor.Length, descriptor.Length)));
        return ImmutableCollectionsMarshal.AsImmutableArray(vectors);
    }

    private static double TopProbability(Prediction prediction) =>
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
