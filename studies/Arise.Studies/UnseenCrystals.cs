using System.Text.Json;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies;

/// <summary>Crystals that are no class, no relative of one, and that no training set has shown to a model.</summary>
internal static class UnseenCrystals
{
    private const int MostAtoms = 128;
    private const double LeastGap = 0.7;

    private static readonly ChemicalElement[] Species =
        [.. "Cu O Al S Ca N Fe H Mg Si P K".Split(' ').Select(ChemicalElement.Parse)];

    /// <summary>Reads them.</summary>
    /// <param name="file">JSON lines of crystals of many types: name, lattice, types, fractional.</param>
    /// <param name="classes">The classes.</param>
    public static AtomicStructure[] Read(string file, IReadOnlyList<Prototype> classes)
    {
        AtomicStructure[] all = [.. File.ReadLines(file).Select(Read)
            .Where(one => one.Count <= MostAtoms && IsApart(one))];
        var relatives = new ClassRelatives(classes);
        var shown = new ClassRelatives(Decoys.Table);
        AtomicStructure[] unseen = [.. all.AsParallel().AsOrdered()
            .Where(one => relatives.Distance(one) > ClassRelatives.Related
                && shown.Distance(one) > ClassRelatives.Related)];
        Console.Error.WriteLine(
            $"{all.Length} types, {unseen.Length} of them no relative of a class or of a crystal of the training set");
        return unseen;
    }

    /// <summary>A block with up to 5 % vacancies, displaced by up to 3 % of its nearest distance.</summary>
    public static AtomicStructure Defective(AtomicStructure block, Draws draws)
    {
        double distance = NearestNeighborDistance.OfAllAtoms(block);
        block = Vacancies.Remove(block, draws.Uniform(0, 0.05), draws.Seed());
        return Noise.Heat(block, draws.Uniform(0, 0.03) * distance, distance, draws);
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
