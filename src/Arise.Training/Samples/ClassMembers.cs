using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// The crystals of one class: same symmetry, other shape of the cell. Where a class has a range of axial ratios of its
/// own it is given here; cubic metals keep their name under strains of any direction; all others are strained without
/// loss of symmetry.
/// </summary>
internal sealed class ClassMembers
{
    private const double LargestSpread = 0.065;

    // How the axial ratio follows from the lattice vectors of the prototype.
    private enum Setting
    {
        Primitive,
        Rhombohedral,
        BodyCentered,
        FaceCenteredFromBody,
        FaceCenteredFromPrimitive,
    }

    // Ratios c/a at which crystals of a class are met, with the ratio most of them have in the middle.
    private static readonly Dictionary<string, (Setting Setting, double Low, double High)> AxialRatios =
        new(StringComparer.Ordinal)
        {
            ["hcp_Mg_A_hP2_194_c"] = (Setting.Primitive, 1.54, 1.92),
            ["dhcp_alphaLa_A_hP4_194_ac"] = (Setting.Primitive, 0.955 * 3.225, 1.045 * 3.225),
            ["rhombAlphaSm_Sm_A_hR3_166_ac"] = (Setting.Rhombohedral, 0.955 * 7.24, 1.045 * 7.24),
            ["bctIn_In_A_tI2_139_a"] = (Setting.FaceCenteredFromBody, 1.065, 1.129),
            ["bctAlphaPa_Pa_A_tI2_139_a"] = (Setting.BodyCentered, 0.787, 0.873),
            ["L10_CuAu"] = (Setting.FaceCenteredFromPrimitive, 0.867, 1.05),
            ["NiAs"] = (Setting.Primitive, 1.21, 1.76),
            ["shex_Sn_A_hP1_191_a"] = (Setting.Primitive, 0.857, 1.024),
            ["rhombAlphaAs_As_A_hR2_166_c"] = (Setting.Rhombohedral, 2.54, 2.95),
            ["trihex_gammaSe_A_hP3_152_a"] = (Setting.Primitive, 1.08, 1.36),
            ["rhombBetaPo_Po_A_hR1_166_a"] = (Setting.Rhombohedral, 0.90, 1.055),
            ["rhombAlphaHg_Hg_A_hR1_166_a"] = (Setting.Rhombohedral, 1.81, 2.04),
        };

    private static readonly ImmutableArray<Vector3D> CubicAxes =
        [new(0, 0, 1), new(1, 1, 1), new(1, 1, 0)];

    private readonly CrystalClass _class;
    private readonly Lazy<ImmutableArray<Rotation>> _pointGroup;

    public ClassMembers(CrystalClass one)
    {
        _class = one;
        _pointGroup = new(() => CellSymmetry.PointGroup(one.Prototype.Structure));
    }

    /// <summary>Whether members differ by their axial ratio, which a further strain must not change much.</summary>
    public bool HasAxialRange => AxialRatios.ContainsKey(_class.Prototype.Label);

    /// <summary>The axial ratio of the prototype and the range of the class; null where it has no own range.</summary>
    public (double Own, double Low, double High)? AxialRatio =>
        AxialRatios.TryGetValue(_class.Prototype.Label, out (Setting Setting, double Low, double High) range)
            ? (Ratio(range.Setting, _class.Prototype.Structure.Lattice!), range.Low, range.High)
            : null;

    /// <summary>The cell of a member.</summary>
    public AtomicStructure Draw(Draws draws)
    {
        AtomicStructure cell = _class.Prototype.Structure;
        string label = _class.Prototype.Label;
        if (!cell.Periodicity.Any)
            return cell;
        if (AxialRatio is { } ratio)
        {
            if (draws.Chance(0.25))
                return cell;
            double wanted = label.StartsWith("hcp", StringComparison.Ordinal) && draws.Chance(0.65)
                ? draws.Uniform(1.565, 1.66)
                : draws.Uniform(ratio.Low, ratio.High);
            return Deformations.Uniaxial(new Vector3D(0, 0, 1), (wanted / ratio.Own) - 1).Apply(cell);
        }

        if (draws.Chance(0.5))
            return cell;
        return label switch
        {
            // Beyond a ratio of 1.06 face-centered tetragonal crystals are indium.
            "fcc_Cu_A_cF4_225_a" => Cubic(cell, draws, 0.065, -0.065, 0.055),
            "bcc_W_A_cI2_229_a" => Cubic(cell, draws, 0.06, -0.08, 0.065),
            "CsCl" => Cubic(cell, draws, 0.05, -0.08, 0.085),
            "diam_C_A_cF8_227_a" or "L12_Cu3Au" or "RockSalt_NaCl" or "Zincblende_ZnS" or "sc_alphaPo_A_cP1_221_a" =>
                Cubic(cell, draws, 0.045, -0.045, 0.045),
            _ => Deformations.Symmetric(_pointGroup.Value, draws.Uniform(0, Spread(label)), draws).Apply(cell),
        };
    }

    private static double Spread(string label) => label switch
    {
        "CdI2" or "HexGraph_C_A_hP4_194_bc" or "rhombGraph_C_A_hR2_166_c" or "BuckledGraphHex_C_A_hP4_186_ab" => 0.1,

        // Near to common phases of one element.
        "stetBetaNp_Np_A_tP4_129_ac" or "basecorthAlphaU_U_A_oC4_63_c" or "facecorthGammaPu_Pu_A_oF8_70_a" =>
            0.3 * LargestSpread,
        _ => LargestSpread,
    };

    private static AtomicStructure Cubic(
        AtomicStructure cell, Draws draws, double largest, double lowAlongCube, double highAlongCube)
    {
        double kind = draws.Uniform();
        if (kind < 0.3)
            return Deformations.Shear(draws.Uniform(0, 0.06), draws).Apply(cell);
        if (kind < 0.5)
            return Deformations.Uniaxial(draws.Direction(), draws.Uniform(-largest, largest)).Apply(cell);
        int axis = draws.Below(CubicAxes.Length);
        double size = axis == 0 ? draws.Uniform(lowAlongCube, highAlongCube) : draws.Uniform(-largest, largest);
        return Deformations.Uniaxial(CubicAxes[axis], size).Apply(cell);
    }

    private static double Ratio(Setting setting, Lattice lattice) => setting switch
    {
        Setting.Primitive => lattice.C.Length / lattice.A.Length,
        Setting.Rhombohedral => (lattice.A + lattice.B + lattice.C).Length / (lattice.A - lattice.B).Length,
        Setting.BodyCentered => Math.Abs(lattice.A.Z / lattice.A.X),
        Setting.FaceCenteredFromBody => Math.Abs(lattice.A.Z / lattice.A.X) / Math.Sqrt(2),
        _ => lattice.C.Length / lattice.A.Length / Math.Sqrt(2),
    };
}
