using Arise.Baselines;
using Arise.Baselines.SpaceGroups;
using Arise.Baselines.TemplateMatching;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Benchmarking;

/// <summary>Counts the right answers of the classical methods, each with the settings of the published comparison.
/// </summary>
internal static class BaselineBench
{
    private const double Cutoff = 3.2;

    private static readonly string[] Elements = ["fcc_Cu_A_cF4_225_a", "hcp_Mg_A_hP2_194_c", "bcc_W_A_cI2_229_a"];

    private static readonly string[] Templates =
    [
        .. Elements, "sc_alphaPo_A_cP1_221_a", "diam_C_A_cF8_227_a", "HexDiam_C_A_hP4_194_f", "C", "L10_CuAu",
        "L12_Cu3Au", "CsCl", "Zincblende_ZnS", "Wurtzite_ZnS",
    ];

    private static readonly TemplateMatchingSettings Matching = new() { RmsdCutoff = 0.1, Threads = 1 };

    private static readonly BaselineSettings Fixed = new() { Cutoff = Cutoff, Threads = 1 };

    /// <summary>Whether it is one of these.</summary>
    public static bool Has(BenchmarkMethod method) => method < BenchmarkMethod.Arise;

    /// <summary>Whether the method has one answer for a structure.</summary>
    public static bool IsForStructures(BenchmarkMethod method) =>
        method is BenchmarkMethod.SpglibTight or BenchmarkMethod.SpglibLoose;

    /// <summary>Classes that a method knows; of a symmetry finder the crystals of one and two species.</summary>
    public static bool Knows(BenchmarkMethod method, Prototype prototype) => method switch
    {
        BenchmarkMethod.SpglibTight or BenchmarkMethod.SpglibLoose =>
            prototype.MaterialType is MaterialType.Elemental or MaterialType.Binary,
        BenchmarkMethod.TemplateMatching => Templates.Contains(prototype.Label),
        _ => Elements.Contains(prototype.Label),
    };

    /// <summary>
    /// What a method says of a structure, right where it is the space group of the structure type. Crystals are seen
    /// where they are periodic; the atoms of nanotubes have no space group, and count as wrong among all classes.
    /// </summary>
    /// <param name="method">The method.</param>
    /// <param name="part">The part that the structure belongs to.</param>
    /// <param name="index">Which structure of the part it is.</param>
    public static BenchmarkScore Score(BenchmarkMethod method, BenchmarkPart part, int index)
    {
        (Prototype prototype, AtomicStructure structure) = (part.PrototypeOf(index), part.Make(index));
        if (prototype.IdealizedSpaceGroupNumber is not { } number)
            return IsForStructures(method) ? default : new BenchmarkScore(0, 0, 0, structure.Count);
        if (!structure.Periodicity.Any)
            return default;
        (long right, long count) = IsForStructures(method)
            ? (IsRight(Find(method, structure)) ? 1 : 0, 1)
            : OfAtoms(part.SeenByAtoms(structure));
        bool isKnown = Knows(method, prototype);
        return new BenchmarkScore(isKnown ? right : 0, isKnown ? count : 0, right, count);

        bool IsRight(int? group) => group == number;

        (long Right, long Count) OfAtoms(AtomicStructure crystal) =>
            (GroupsOf(method, crystal).Count(IsRight), crystal.Count);
    }

    private static int? Find(BenchmarkMethod method, AtomicStructure crystal)
    {
        AtomicStructure bulk = crystal.WithPeriodicity(Periodicity.Bulk);
        return (method == BenchmarkMethod.SpglibTight
            ? Spglib.Find(bulk, 1e-4, 1)
            : Spglib.Find(bulk, 0.1, 5))?.Number;
    }

    private static IEnumerable<int?> GroupsOf(BenchmarkMethod method, AtomicStructure crystal)
    {
        if (method == BenchmarkMethod.TemplateMatching)
        {
            TemplateMatches matches = PolyhedralTemplateMatching.Match(crystal, Matching);
            return matches.Types.Zip(matches.Orderings, SpaceGroupOf.Template);
        }

        LocalStructure[] structures = method switch
        {
            BenchmarkMethod.CommonNeighbors => CommonNeighborAnalysis.WithCutoff(crystal, Fixed),
            BenchmarkMethod.AdaptiveCommonNeighbors => CommonNeighborAnalysis.Adaptive(crystal, Fixed),
            _ => BondAngleAnalysis.Identify(crystal, Fixed),
        };
        return structures.Select(SpaceGroupOf.Structure);
    }
}
