using System.Text.Json;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Families;

/// <summary>Crystals that are none of the classes and were never shown: perfect, and mildly defective.</summary>
internal static class OtherRows
{
    private const int EachType = 2;
    private const int MostAtoms = 128;
    private const double LeastGap = 0.7;

    private static readonly ChemicalElement[] Species =
        [.. "Cu O Al S Ca N Fe H Mg Si P K".Split(' ').Select(ChemicalElement.Parse)];

    /// <summary>Adds the rows.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="file">JSON lines: name, lattice, types, fractional.</param>
    public static void Add(FamilyBench bench, string file)
    {
        AtomicStructure[] all = [.. File.ReadLines(file).Select(Read)
            .Where(one => one.Count <= MostAtoms && IsApart(one))];
        var relatives = new ClassRelatives(bench.Prototypes);
        var shown = new ClassRelatives(Decoys.Table);
        AtomicStructure[] others = [.. all.AsParallel().AsOrdered()
            .Where(one => relatives.Distance(one) > ClassRelatives.Related
                && shown.Distance(one) > ClassRelatives.Related)];
        Console.Error.WriteLine(
            $"{all.Length} types, {others.Length} of them no relative of a class or of a crystal of the training set");
        bench.Measure("others", "perfect", others.Length, k => FamilyBench.Known(others[k]));
        bench.Measure("others", "defective", bench.Number(EachType) * others.Length, number =>
        {
            Draws draws = bench.Draws(300, number);
            AtomicStructure cell = others[number % others.Length];
            double distance = NearestNeighborDistance.OfAllAtoms(cell);
            AtomicStructure block = FamilySamples.Supercell(cell, 60, 300, draws);
            block = Vacancies.Remove(block, draws.Uniform(0, 0.05), draws.Seed());
            return FamilyBench.Known(Noise.Heat(block, draws.Uniform(0, 0.03) * distance, distance, draws));
        });
    }

    // Some types are tabulated with atoms at one place.
    private static bool IsApart(AtomicStructure crystal)
    {
        var search = new NeighborSearch(crystal, LeastGap);
        var neighbors = new NeighborBuffer();
        for (int atom = 0; atom < crystal.Count; atom++)
        {
            search.Find(atom, neighbors);
            if (neighbors.Count > 0)
                return false;
        }

        return true;
    }

    private static AtomicStructure Read(string line)
    {
        using JsonDocument json = JsonDocument.Parse(line);
        JsonElement one = json.RootElement;
        double[][] rows = one.GetProperty("lattice").Deserialize<double[][]>()!;
        var lattice = new Lattice(Vector(rows[0]), Vector(rows[1]), Vector(rows[2]));
        double[][] sites = one.GetProperty("fractional").Deserialize<double[][]>()!;
        int[] types = one.GetProperty("types").Deserialize<int[]>()!;
        return new AtomicStructure(
            [.. sites.Select(site => lattice.ToCartesian(Vector(site)))],
            [.. types.Select(type => Species[type])],
            lattice,
            Periodicity.Bulk,
            name: one.GetProperty("name").GetString());

        static Vector3D Vector(double[] v) => new(v[0], v[1], v[2]);
    }
}
