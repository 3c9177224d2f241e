using System.Globalization;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Prototypes;

/// <summary>Reads the library's data files, which are embedded beside this file.</summary>
/// <remarks>
/// <c>prototypes.csv</c> one row per crystal and layer: names, space groups, source; <c>lattices.csv</c> its lattice
/// vectors (Angstrom); <c>sites.csv</c> its atoms as fractional coordinates; <c>nanotubes.csv</c> chiral indices and
/// length of the tubes; <c>sources.csv</c> the citations; <c>groups.csv</c> close relatives; <c>published_*.csv</c> the
/// figures of the published data where the library has corrected ones. Fractional coordinates carry the digits that
/// give the Cartesian coordinates of the source back through <see cref="Lattice.ToCartesian"/>.
/// </remarks>
internal static class PrototypeTables
{
    /// <summary>All classes in the order of their class index.</summary>
    public static Prototype[] Read()
    {
        Dictionary<string, string> sources = Rows("sources.csv", 2).ToDictionary(row => row[0], row => row[1]);
        Dictionary<string, Lattice> lattices = Rows("lattices.csv", 10).ToDictionary(row => row[0], ToLattice);
        ILookup<string, string[]> sites = Rows("sites.csv", 5).ToLookup(row => row[0]);
        Dictionary<string, string> groups = Rows("groups.csv", 2)
            .SelectMany(row => row[0].Split(';'), (row, label) => (label, name: row[1]))
            .ToDictionary(pair => pair.label, pair => pair.name);

        IEnumerable<Prototype> crystals = Rows("prototypes.csv", 15).Select(row =>
        {
            MaterialType type = MaterialTypeName.Parse(row[4]);
            (Vector3D[] fractional, AtomicStructure structure) = Figures(row[1], type, lattices, sites);
            return new Prototype
            {
                ClassIndex = int.Parse(row[0], CultureInfo.InvariantCulture),
                Label = row[1],
                CommonName = row[2],
                Aliases = [.. row[3].Split(';', StringSplitOptions.RemoveEmptyEntries)],
                MaterialType = type,
                SpaceGroupNumber = int.Parse(row[5], CultureInfo.InvariantCulture),
                SpaceGroupSymbol = row[6],
                IdealizedSpaceGroupNumber = int.Parse(row[7], CultureInfo.InvariantCulture),
                IdealizedSpaceGroupSymbol = row[8],
                PearsonSymbol = NullIfEmpty(row[9]),
                Strukturbericht = NullIfEmpty(row[10]),
                AflowLabel = NullIfEmpty(row[11]),
                MergedInto = NullIfEmpty(row[12]),
                Group = groups.GetValueOrDefault(row[1]),
                Source = string.Join("; ", row[13].Split(';').Select(key => sources[key])),
                Remark = NullIfEmpty(row[14]),
                FractionalCoordinates = [.. fractional],
                Structure = structure,
            };
        });
        IEnumerable<Prototype> nanotubes = Rows("nanotubes.csv", 6).Select(
            row => ToNanotube(row, sources["chiral indices"]));
        return [.. crystals.Concat(nanotubes).OrderBy(prototype => prototype.ClassIndex)];
    }

    /// <summary>
    /// The published classes with the figures of the published data, where those of the library have been corrected.
    /// </summary>
    /// <param name="corrected">The classes of the library.</param>
    public static IEnumerable<Prototype> ReadPublished(IEnumerable<Prototype> corrected)
    {
        Dictionary<string, Lattice> lattices =
            Rows("published_lattices.csv", 10).ToDictionary(row => row[0], ToLattice);
        ILookup<string, string[]> sites = Rows("published_sites.csv", 5).ToLookup(row => row[0]);
        foreach (Prototype prototype in corrected)
        {
            if (!lattices.ContainsKey(prototype.Label))
            {
                yield return prototype;
                continue;
            }

            (Vector3D[] fractional, AtomicStructure structure) =
                Figures(prototype.Label, prototype.MaterialType, lattices, sites);
            yield return prototype with
            {
                FractionalCoordinates = [.. fractional],
                Structure = structure,
                Remark = "figures of the published data, which the library corrects",
            };
        }
    }

    private static (Vector3D[] Fractional, AtomicStructure Structure) Figures(
        string label, MaterialType type, Dictionary<string, Lattice> lattices, ILookup<string, string[]> sites)
    {
        Vector3D[] fractional = [.. sites[label].Select(site => ToVector(site, 2))];
        return (fractional, new AtomicStructure(
            [.. fractional.Select(lattices[label].ToCartesian)],
            [.. sites[label].Select(site => ChemicalElement.Parse(site[1]))],
            lattices[label],
            type == MaterialType.TwoDimensional ? Periodicity.InPlane : Periodicity.Bulk,
            name: label));
    }

    private static Prototype ToNanotube(string[] row, string source)
    {
        var geometry = new NanotubeGeometry(
            int.Parse(row[2], CultureInfo.InvariantCulture), int.Parse(row[3], CultureInfo.InvariantCulture));
        int periods = int.Parse(row[4], CultureInfo.InvariantCulture);
        string kind = geometry.M == 0 ? "zigzag" : geometry.M == geometry.N ? "armchair" : "chiral";
        int[] raised = [.. row[5].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        return new Prototype
        {
            ClassIndex = int.Parse(row[0], CultureInfo.InvariantCulture),
            Label = row[1],
            CommonName = $"{kind} carbon nanotube ({geometry.N},{geometry.M})",
            Aliases = [$"({geometry.N},{geometry.M})"],
            MaterialType = MaterialType.Nanotube,
            Source = source,
            Remark = raised.Length == 0
                ? null
                : $"{raised.Length} atoms of the bottom ring stand at the other end, one length of the tube higher",
            Structure = Raise(NanotubeBuilder.Build(geometry, periods), raised, geometry).WithName(row[1]),
        };
    }

    // The published armchair tubes were cut with rounded heights: some atoms of the ring at height zero came out just
    // below it and were put one period higher, in every period. Their places in the period are in nanotubes.csv.
    private static AtomicStructure Raise(AtomicStructure tube, int[] raised, NanotubeGeometry geometry)
    {
        Vector3D[] positions = tube.Positions.ToArray();
        for (int first = 0; first < positions.Length; first += geometry.AtomsPerPeriod)
        {
            foreach (int atom in raised)
                positions[first + atom] += new Vector3D(0, 0, geometry.Period);
        }

        return tube.WithPositions(positions);
    }

    private static Lattice ToLattice(string[] row) => new(ToVector(row, 1), ToVector(row, 4), ToVector(row, 7));

    private static Vector3D ToVector(string[] row, int column) =>
        new(Number(row[column]), Number(row[column + 1]), Number(row[column + 2]));

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string? NullIfEmpty(string cell) => cell.Length == 0 ? null : cell;

    /// <summary>The rows of a table below its heading; the last column may hold commas.</summary>
    internal static IEnumerable<string[]> Rows(string file, int columns)
    {
        using Stream stream = typeof(PrototypeTables).Assembly.GetManifestResourceStream($"Arise.Prototypes/{file}")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
            yield return line.Split(',', columns);
    }
}
