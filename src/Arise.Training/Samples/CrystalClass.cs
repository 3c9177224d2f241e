using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>A class and what samples of it need to know.</summary>
internal sealed class CrystalClass
{
    // Phases of one element that few people meet, and that a hot common phase comes near: with equal noise, hot
    // iron was beta-neptunium.
    private static readonly string[] Rare =
    [
        "basecorthAlphaU_U_A_oC4_63_c", "bctAlphaPa_Pa_A_tI2_139_a", "bctIn_In_A_tI2_139_a",
        "facecorthGammaPu_Pu_A_oF8_70_a", "rhombAlphaAs_As_A_hR2_166_c", "rhombAlphaHg_Hg_A_hR1_166_a",
        "rhombBetaO_O_A_hR2_166_c", "rhombBetaPo_Po_A_hR1_166_a", "stetBetaNp_Np_A_tP4_129_ac",
    ];

    // Stackings that differ from fcc, hcp and diamond beyond the first shells only: when they are hotter nobody can
    // tell them apart, and a front or a fault must not be called so.
    private static readonly string[] LongPeriods =
        ["dhcp_alphaLa_A_hP4_194_ac", "rhombAlphaSm_Sm_A_hR3_166_ac", "HexDiam_C_A_hP4_194_f"];

    private static readonly Dictionary<string, int> Multiples = new(StringComparer.Ordinal)
    {
        ["fcc_Cu_A_cF4_225_a"] = 7,
        ["bcc_W_A_cI2_229_a"] = 8,
        ["hcp_Mg_A_hP2_194_c"] = 6,
        ["diam_C_A_cF8_227_a"] = 3,
        ["HexDiam_C_A_hP4_194_f"] = 2,
        ["dhcp_alphaLa_A_hP4_194_ac"] = 2,
        ["rhombAlphaSm_Sm_A_hR3_166_ac"] = 3,
        ["sc_alphaPo_A_cP1_221_a"] = 2,
        ["RockSalt_NaCl"] = 2,
        ["CsCl"] = 2,
        ["Zincblende_ZnS"] = 2,
        ["Wurtzite_ZnS"] = 2,
        ["L12_Cu3Au"] = 2,
        ["L10_CuAu"] = 2,
        ["NiAs"] = 2,
        ["CdI2"] = 2,
    };

    public CrystalClass(Prototype prototype, int index)
    {
        (Prototype, Index) = (prototype, index);
        Distance = NearestNeighborDistance.OfAllAtoms(prototype.Structure);
        MostNoise = prototype.MaterialType switch
        {
            MaterialType.Elemental when Rare.Contains(prototype.Label) => 0.06,
            MaterialType.Elemental when LongPeriods.Contains(prototype.Label) => 0.08,
            MaterialType.TwoDimensional or MaterialType.Nanotube => 0.09,
            _ => 0.12,
        };
        Multiple = Multiples.GetValueOrDefault(prototype.Label, 1);
    }

    /// <summary>The class.</summary>
    public Prototype Prototype { get; }

    /// <summary>The label of its atoms.</summary>
    public int Index { get; }

    /// <summary>Distance of nearest neighbors, Angstrom.</summary>
    public double Distance { get; }

    /// <summary>Largest noise, root mean square of a component as a share of <see cref="Distance"/>.</summary>
    public double MostNoise { get; }

    /// <summary>How many times as many samples as others it has: more for common phases.</summary>
    public int Multiple { get; }

    /// <summary>Whether it is a bulk crystal of one species.</summary>
    public bool IsElement => Prototype.MaterialType == MaterialType.Elemental;

    /// <summary>Whether it is periodic in all directions.</summary>
    public bool IsBulk => Prototype.Structure.Periodicity == Periodicity.Bulk;
}
