using Arise.Dynamics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Labels of the crystals that are simulated.</summary>
internal sealed class DynamicClasses(CrystalClasses classes)
{
    /// <summary>Label of face-centered cubic.</summary>
    public short Cubic { get; } = classes.LabelOf("fcc_Cu_A_cF4_225_a");

    /// <summary>Label of hexagonal close-packed.</summary>
    public short Hexagonal { get; } = classes.LabelOf("hcp_Mg_A_hP2_194_c");

    /// <summary>Nearest distance of samples, Angstrom.</summary>
    public const double Distance = 2.7;

    /// <summary>What the kinds of atoms of a simulation become.</summary>
    public static readonly ChemicalElement[] Elements = [ChemicalElement.Parse("Cu"), ChemicalElement.Parse("Zr")];

    /// <summary>Label of a crystal.</summary>
    public short Of(CrystalKind crystal) => crystal switch
    {
        CrystalKind.Fcc => Cubic,
        CrystalKind.Hcp => Hexagonal,
        CrystalKind.Bcc => classes.LabelOf("bcc_W_A_cI2_229_a"),
        _ => classes.LabelOf("diam_C_A_cF8_227_a"),
    };

    /// <summary>The atoms of a run as a sample.</summary>
    public static AtomSample Sample(
        Substance substance, Particles particles, ReadOnlySpan<short> labels, string name, int rows) =>
        LabelColumn.Sample(
            LabelColumn.Set(particles.ToStructure(Elements, Distance / substance.Spacing), labels), name, rows);
}
