using Arise.Prototypes;

namespace Arise.Labeling;

/// <summary>
/// Numbers of the per-atom structure type as OVITO's polyhedral template matching has them, so that it colors what it
/// knows: 0 other, 1 fcc, 2 hcp, 3 bcc, 4 icosahedral, 5 simple cubic, 6 cubic diamond, 7 hexagonal diamond,
/// 8 graphene. Every other class has 101 and its number in the library of prototypes; one that the library does not
/// know has 1001 and its index in the model. Labels and maps have the same numbers.
/// </summary>
/// <remarks>Source: https://docs.ovito.org, modifier "Polyhedral template matching".</remarks>
internal static class StructureType
{
    /// <summary>No class.</summary>
    public const int Other = 0;

    /// <summary>The number of the first class, when OVITO has none for it.</summary>
    public const int First = 101;

    /// <summary>The number of the first class of a model, when the library has none of this label.</summary>
    public const int FirstOfOthers = 1001;

    private static readonly Lazy<Dictionary<string, int>> LibraryNumbers =
        new(() => PrototypeLibrary.All.Index().ToDictionary(pair => pair.Item.Label, pair => pair.Index));

    /// <summary>Label of the class of face-centered cubic crystals.</summary>
    public const string Fcc = "fcc_Cu_A_cF4_225_a";

    /// <summary>Label of the class of hexagonal close-packed crystals.</summary>
    public const string Hcp = "hcp_Mg_A_hP2_194_c";

    /// <summary>Label of the class of double hexagonal close-packed crystals.</summary>
    public const string DoubleHcp = "dhcp_alphaLa_A_hP4_194_ac";

    /// <summary>The number of a class.</summary>
    /// <param name="label">Its label.</param>
    /// <param name="index">Its index in the model.</param>
    public static int Of(string label, int index) => label switch
    {
        Fcc => 1,
        Hcp => 2,
        "bcc_W_A_cI2_229_a" => 3,
        "sc_alphaPo_A_cP1_221_a" => 5,
        "diam_C_A_cF8_227_a" => 6,
        "HexDiam_C_A_hP4_194_f" => 7,
        "C" => 8,
        _ => LibraryNumbers.Value.TryGetValue(label, out int number) ? First + number : FirstOfOthers + index,
    };
}
