using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Benchmarks.Samples;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Studies.Mapping;

/// <summary>
/// A whole map of a slab with the published boxes (16 Angstrom, every Angstrom in the plane, more than 50 atoms): boxes
/// per second, and the shares of descriptor, network and the rest.
/// </summary>
internal static class MapSpeedStudy
{
    private static readonly (string Name, PredictionSettings Settings)[] Modes =
    [
        ("exact, T = 1000", new PredictionSettings()),
        ("adaptive, 0.005", new PredictionSettings { Mode = PredictionMode.Adaptive }),
        ("adaptive, 0.01", new PredictionSettings { Mode = PredictionMode.Adaptive, Tolerance = 0.01 }),
        ("linearized", new PredictionSettings { Mode = PredictionMode.Linearized }),
    ];

    public static Command Command()
    {
        var command = new StudyCommand(
            "map",
            "Boxes per second of a map in each mode, the shares of descriptor, network and the rest, memory per box.",
            "a minute",
            "docs/reference/speed.md, docs/explanation/maps.md",
            "0");
        Option<string?> slab = command.Path("--slab", "Structure file of a slab (default: four grains made here).");
        Option<double> stride = command.Option("--stride", 1.0, "Distance of the boxes in Angstrom.");
        Option<string> model = command.Model();
        return command.Runs(parsed => Run(
            ShippedModels.Find(parsed.GetValue(model)!), parsed.GetValue(slab), parsed.GetValue(stride)));
    }

    private static void Run(BayesianNetwork model, string? file, double stride)
    {
        AtomicStructure slab = file is null ? FourGrains.Slab() : StructureFile.ReadFirst(file);
        var settings = new MapSettings
        {
            Edge = new Vector3D(16, 16, 16),
            Stride = new Vector3D(stride, stride, 16),
            Padding = new Vector3D(0.5, 0.5, 0),
            MinimumAtoms = 51,
        };
        long start = Stopwatch.GetTimestamp();
        var plan = new MapPlan(slab, settings);
        double planning = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{file ?? "four grains"}: {slab.Count} atoms, {plan.Grid} boxes, {plan.Boxes.Length} of them with more "
            + $"than 50 atoms (median {plan.MedianAtoms}); plan {1e3 * planning:F0} ms"));
        var mapper = new StructureMapper(new StructureClassifier(model));
        mapper.Map(new MapPlan(slab, settings with { Stride = new Vector3D(8, 8, 16) }));
        foreach ((string name, PredictionSettings prediction) in Modes)
        {
            foreach (int threads in new[] { 1, Environment.ProcessorCount })
            {
                plan = new MapPlan(slab, settings with { Prediction = prediction with { Threads = threads } });
                // Of this thread: all of them where it works alone.
                long allocated = GC.GetAllocatedBytesForCurrentThread();
                CrystalMap map = mapper.Map(plan);
                allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
                string perBox = threads > 1
                    ? ""
                    : string.Create(
                        CultureInfo.InvariantCulture, $"  {allocated / 1024.0 / map.Rows,5:F1} KiB allocated per box");
                MapTimes times = map.Times;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {name,-16} {threads} thread(s)  {times.Wall.TotalSeconds,6:F2} s  {times.Rate,6:F0} boxes per "
                    + $"second  descriptor {Share(times.Descriptor)}  network {Share(times.Network)}  "
                    + $"rest {Share(times.Rest)}  {map.Passes.Average(),5:F0} passes{perBox}"));

                string Share(TimeSpan part) =>
                    string.Create(CultureInfo.InvariantCulture, $"{100 * (part / times.Total),4:F1} %");
            }
        }
    }
}
