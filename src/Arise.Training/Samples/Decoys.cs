using System.Collections.Immutable;
using System.Globalization;
using Arise.Numerics;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Samples;

/// <summary>
/// Crystals that are none of the classes, each with a name: types of the AFLOW Library of Crystallographic Prototypes
/// (M. J. Mehl et al., Comput. Mater. Sci. 136, S1 (2017); D. Hicks et al., ibid. 161, S1 (2019)), and shapes between
/// the classes.
/// </summary>
internal static class Decoys
{
    private const double Edge = 3;
    private static readonly ChemicalElement Element = ChemicalElement.Parse("Cu");
    private static readonly Lazy<ImmutableArray<AtomicStructure>> Read = new(ReadTable);

    /// <summary>The crystals of the table, by name.</summary>
    public static ImmutableArray<AtomicStructure> Table => Read.Value;

    /// <summary>
    /// The crystals of the table that are no relatives of a class, which a person may call so
    /// (<see cref="ClassRelatives"/>).
    /// </summary>
    public static ImmutableArray<AtomicStructure> Unrelated(ClassRelatives relatives) =>
        [.. Table.AsParallel().AsOrdered().Where(crystal => relatives.Distance(crystal) > ClassRelatives.Related)];

    /// <summary>
    /// Body-centered cubic on its way to the omega phase: two of three (111) layers move towards each other by the
    /// share <paramref name="collapse"/>; 0 is bcc, 1 omega.
    /// </summary>
    public static AtomicStructure Omega(double collapse)
    {
        double a = Edge * Math.Sqrt(2), c = Edge * Math.Sqrt(3) / 2;
        double high = (2.0 / 3) - (collapse / 6), low = (1.0 / 3) + (collapse / 6);
        Lattice lattice = Lattice.FromParameters(a, a, c, 90, 90, 120);
        Vector3D[] sites = [new(0, 0, 0), new(2.0 / 3, 1.0 / 3, low), new(1.0 / 3, 2.0 / 3, high)];
        return new AtomicStructure(
            [.. sites.Select(lattice.ToCartesian)],
            [Element, Element, Element],
            lattice,
            Periodicity.Bulk,
            name: "omega");
    }

    /// <summary>A crystal of the path of Bain with this axial ratio of its face-centered cell.</summary>
    public static AtomicStructure FaceCenteredTetragonal(double ratio) =>
        new BainPath { Element = Element }.Crystal(Edge, Edge * ratio * Math.Sqrt(2)).WithName("Bain path");

    /// <summary>Two layers of spheres, ABAB, with this axial ratio.</summary>
    public static AtomicStructure HexagonalTwoLayers(double ratio)
    {
        Lattice lattice = Lattice.FromParameters(Edge, Edge, ratio * Edge, 90, 90, 120);
        return new AtomicStructure(
            [Vector3D.Zero, lattice.ToCartesian(new(1.0 / 3, 2.0 / 3, 0.5))],
            [Element, Element],
            lattice,
            Periodicity.Bulk,
            name: "hexagonal layers");
    }

    /// <summary>
    /// Tetrahedra in the sequence ABAC of silicon carbide 4H (B5), of two species or of one: half of its layers are
    /// those of zinc blende, half those of wurtzite.
    /// </summary>
    public static AtomicStructure FourLayers(bool isCompound)
    {
        var stacking = Stacking.Parse("ABAC");
        ChemicalElement other = isCompound ? ChemicalElement.Parse("C") : Element;
        return StackingSamples.Build(
            stacking,
            new short[stacking.Count],
            1,
            [(0, Element), (0.75, other)],
            Edge,
            Math.Sqrt(2.0 / 3)).WithName(isCompound ? "silicon carbide 4H" : "diamond 4H");
    }

    /// <summary>A flat layer of one species: triangular, square, or kagome.</summary>
    public static AtomicStructure Layer(int kind)
    {
        double angle = kind == 1 ? 90 : 120;
        double edge = kind == 2 ? 2 * Edge : Edge;
        Lattice lattice = Lattice.FromParameters(edge, edge, 20, 90, 90, angle);
        Vector3D[] sites = kind == 2
            ? [new(0, 0, 0.5), new(0.5, 0, 0.5), new(0, 0.5, 0.5)]
            : [new(0, 0, 0.5)];
        return new AtomicStructure(
            [.. sites.Select(lattice.ToCartesian)],
            [.. sites.Select(_ => Element)],
            lattice,
            Periodicity.InPlane,
            name: kind == 0 ? "triangular layer" : kind == 1 ? "square layer" : "kagome layer");
    }

    private static ImmutableArray<AtomicStructure> ReadTable()
    {
        using Stream stream = typeof(Decoys).Assembly.GetManifestResourceStream("Arise.Samples/decoys.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .GroupBy(cells => cells[0], StringComparer.Ordinal)
            .Select(group => Crystal(group.Key, [.. group]))];
    }

    private static AtomicStructure Crystal(string name, string[][] lines)
    {
        var lattice = new Lattice(Vector(lines[0]), Vector(lines[1]), Vector(lines[2]));
        return new AtomicStructure(
            [.. lines.Skip(3).Select(cells => lattice.ToCartesian(Vector(cells)))],
            [.. lines.Skip(3).Select(cells => ChemicalElement.Parse(cells[1]))],
            lattice,
            Periodicity.Bulk,
            name: name);

        static Vector3D Vector(string[] cells) => new(Number(cells[2]), Number(cells[3]), Number(cells[4]));

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }
}
