using System.Collections.Immutable;
using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Labeling;
using Arise.Prototypes;

namespace Arise.Comparison;

/// <summary>
/// The common language of the compared methods: a number and a label for whatever one of them can say. Numbers up to 8
/// are those of <see cref="LocalStructure"/>; 9 to 12 are the first and second neighbors of cubic and of hexagonal
/// diamond; those of prototypes and of other classes are as in labeled atoms, from 101 and from 1001.
/// </summary>
internal static class ComparedClasses
{
    private const int FirstNeighborOfDiamond = 9;

    // [number]; the prototypes have the labels that Arise has.
    private static readonly string[] Basic =
    [
        AtomLabels.Other, StructureType.Fcc, StructureType.Hcp, "bcc_W_A_cI2_229_a", "icosahedral",
        "sc_alphaPo_A_cP1_221_a", "diam_C_A_cF8_227_a", "HexDiam_C_A_hP4_194_f", "C",
        "cubic diamond, 1st neighbor", "cubic diamond, 2nd neighbor",
        "hexagonal diamond, 1st neighbor", "hexagonal diamond, 2nd neighbor",
    ];

    /// <summary>What common-neighbor and bond-angle analyses can say.</summary>
    public static ImmutableArray<string> OfNeighbors { get; } = [.. Basic[..((int)LocalStructure.Icosahedral + 1)]];

    // Ordered crystals of two species, on the lattice of one.
    private static readonly Dictionary<(LocalStructure, ChemicalOrdering), string> Ordered = new()
    {
        [(LocalStructure.Fcc, ChemicalOrdering.L10)] = "L10_CuAu",
        [(LocalStructure.Fcc, ChemicalOrdering.L12Majority)] = "L12_Cu3Au",
        [(LocalStructure.Fcc, ChemicalOrdering.L12Minority)] = "L12_Cu3Au",
        [(LocalStructure.Bcc, ChemicalOrdering.B2)] = "CsCl",
        [(LocalStructure.CubicDiamond, ChemicalOrdering.ZincBlende)] = "Zincblende_ZnS",
        [(LocalStructure.HexagonalDiamond, ChemicalOrdering.ZincBlende)] = "Wurtzite_ZnS",
        [(LocalStructure.Graphene, ChemicalOrdering.BoronNitride)] = "BN",
    };

    private static readonly Dictionary<(LocalStructure, ChemicalOrdering), int> OrderedNumbers =
        Ordered.ToDictionary(pair => pair.Key, pair => StructureType.Of(pair.Value, 0));

    /// <summary>What template matching can say.</summary>
    public static ImmutableArray<string> OfTemplates { get; } =
        [.. Basic[..((int)LocalStructure.Graphene + 1)], .. Ordered.Values.Distinct()];

    /// <summary>
    /// The lattice of an ordered crystal, as a method says that sees no order: fcc for L1_2. Null for others.
    /// </summary>
    public static string? LatticeOf(string label) => Ordered
        .Where(pair => pair.Value == label)
        .Select(pair => Basic[(int)pair.Key.Item1])
        .FirstOrDefault();

    /// <summary>What the identification of diamond can say.</summary>
    public static ImmutableArray<string> OfDiamond { get; } =
        [.. Enum.GetValues<DiamondStructure>().Select(structure => Basic[NumberOf(structure)])];

    /// <summary>The label of a number.</summary>
    /// <param name="number">The number.</param>
    /// <param name="modelLabels">The classes of the model that numbered those without a prototype.</param>
    public static string LabelOf(int number, ImmutableArray<string> modelLabels) =>
        number < Basic.Length ? Basic[number]
        : number >= StructureType.FirstOfOthers ? modelLabels[number - StructureType.FirstOfOthers]
        : PrototypeLibrary.All[number - StructureType.First].Label;

    /// <summary>The number of a type with the ordering of its species.</summary>
    public static int NumberOf(LocalStructure type, ChemicalOrdering ordering) =>
        OrderedNumbers.TryGetValue((type, ordering), out int number) ? number : (int)type;

    /// <summary>The number of what the identification of diamond says.</summary>
    public static int NumberOf(DiamondStructure structure) => structure switch
    {
        DiamondStructure.Other => (int)LocalStructure.Other,
        DiamondStructure.Cubic => (int)LocalStructure.CubicDiamond,
        DiamondStructure.Hexagonal => (int)LocalStructure.HexagonalDiamond,
        < DiamondStructure.Hexagonal => FirstNeighborOfDiamond + (structure - DiamondStructure.CubicFirstNeighbor),
        _ => FirstNeighborOfDiamond + 2 + (structure - DiamondStructure.HexagonalFirstNeighbor),
    };
}
