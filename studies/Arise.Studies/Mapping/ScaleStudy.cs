using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Reporting.Figures;
using Arise.Reporting.Maps;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Studies.Mapping;

/// <summary>
/// Whole maps, with all files, of copper polycrystals of eight grains from ten thousand to a million atoms: cubes of 16
/// Angstrom at a stride of 4, adaptive, all threads. Time and peak memory against the number of atoms.
/// </summary>
internal static class ScaleStudy
{
    private const int Grains = 8;
    private const double Spacing = 2.556;

    private static readonly int[] Sizes = [10_000, 30_000, 100_000, 300_000, 1_000_000];

    public static Command Command()
    {
        var command = new StudyCommand(
            "scale",
            "Maps, with all their files, of polycrystals of ten thousand to a million atoms: time and peak memory.",
            "3 minutes",
            "docs/reference/speed.md, docs/explanation/maps.md",
            "1 for the polycrystals, 0 for predictions");
        Option<string> folder = command.Folder("--out", "Where the maps go, a folder each.");
        Option<int> most = command.Option("--most", 1_000_000, "Atoms of the largest sample.");
        Option<string?> figure = command.Path("--figure", "SVG file of time against the number of atoms.");
        Option<string> model = command.Model();
        return command.Runs(parsed => Run(
            new StructureClassifier(ShippedModels.Find(parsed.GetValue(model)!)),
            parsed.GetRequiredValue(folder), parsed.GetValue(most), parsed.GetValue(figure)));
    }

    private static void Run(StructureClassifier classifier, string folder, int most, string? figure)
    {
        var atoms = new List<double>();
        var seconds = new List<double>();
        Console.WriteLine(
            "     atoms    boxes   plan/s    map/s  files/s  total/s  us/atom  boxes/s  results/MiB  peak/MiB");
        foreach (int size in Sizes.Where(size => size < most).Append(most))
        {
            AtomicStructure sample = Sample(size);
            long start = Stopwatch.GetTimestamp();
            var plan = new MapPlan(sample, MapSettings.Cubes(16, 4));
            double planned = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var mapper = new StructureMapper(classifier);
            CrystalMap map = mapper.Map(plan);
            double mapped = Stopwatch.GetElapsedTime(start).TotalSeconds;
            string name = size.ToString(CultureInfo.InvariantCulture);
            DirectoryInfo own = Directory.CreateDirectory(Path.Combine(folder, name));
            MapReport.Write(map, own.FullName);
            double total = Stopwatch.GetElapsedTime(start).TotalSeconds;
            atoms.Add(sample.Count);
            seconds.Add(total);
            double results = plan.MemoryBytes(mapper.Classifier.Network.Architecture) / (double)(1 << 20);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{sample.Count,10} {map.Rows,8} {planned,8:F2} {mapped - planned,8:F1} {total - mapped,8:F1} "
                + $"{total,8:F1} {1e6 * total / sample.Count,8:F0} {map.Times.Rate,8:F0} "
                + $"{results,12:F0} {PeakMebibytes(),9:F0}"));
        }

        if (figure is not null)
            Draw([.. atoms], [.. seconds], figure);
    }

    private static AtomicStructure Sample(int atoms)
    {
        double edge = Math.Cbrt(atoms * Spacing * Spacing * Spacing / Math.Sqrt(2));
        Prototype copper = PrototypeLibrary.Find("face-centered cubic");
        return new Polycrystal
        {
            Size = new Vector3D(edge, edge, edge),
            Grains = [.. Enumerable.Repeat(copper, Grains)],
            NearestNeighborDistance = Spacing,
            Seed = 1,
        }.Build();
    }

    // Of the process since it began: samples grow, so that this is the peak of the last one, its making included.
    private static double PeakMebibytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (double)(1 << 20);
    }

    private static void Draw(double[] atoms, double[] seconds, string path)
    {
        double perAtom = Math.Exp(seconds.Zip(atoms).Average(pair => Math.Log(pair.First / pair.Second)));
        new Figure(new Panel(
            new Axis("atoms") { Logarithmic = true },
            new Axis("time / s") { Logarithmic = true },
            new Series(atoms, [.. atoms.Select(count => perAtom * count)])
            {
                Name = FormattableString.Invariant($"slope 1: {1e6 * perAtom:F0} µs per atom"),
                Color = Color.Gray,
                Dash = 3,
            },
            new Series(atoms, seconds) { Name = "map with all files", Markers = true })).Write(path);
    }
}
