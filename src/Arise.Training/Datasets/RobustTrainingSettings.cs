using System.Collections.Immutable;

namespace Arise.Datasets;

/// <summary>
/// Settings of <see cref="RobustTrainingSet"/>: how many defective structures there are beside the pristine ones, and
/// how defective they are. Ratios of displacements are in units of the d_NN of all atoms of the crystal together.
/// </summary>
public sealed record RobustTrainingSettings
{
    // Of a class, or without one.
    private const int MostStructures = 1_000_000;

    /// <summary>Seed of everything.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Defective blocks per class: the three supercells of the pristine set, periodic and finite, in turn.
    /// </summary>
    public int BlocksPerClass { get; init; } = 700;

    /// <summary>Pieces per class, cut at random orientation and place out of the endless crystal.</summary>
    public int PiecesPerClass { get; init; } = 2500;

    /// <summary>Structures without a class: packings, and crystals shaken beyond recognition.</summary>
    public int Disordered { get; init; } = 20_000;

    /// <summary>
    /// Labels of classes with <see cref="ExtraPieces"/> more pieces each: by default those that differ from another
    /// one in the order of layers, in a slight distortion or in which of two like species sits where, and rock salt
    /// with the layer that is a slab of it.
    /// </summary>
    public ImmutableArray<string> HardClasses { get; init; } =
    [
        "hcp_Mg_A_hP2_194_c", "dhcp_alphaLa_A_hP4_194_ac", "rhombAlphaSm_Sm_A_hR3_166_ac", "fcc_Cu_A_cF4_225_a",
        "bctIn_In_A_tI2_139_a", "bcc_W_A_cI2_229_a", "stetBetaNp_Np_A_tP4_129_ac", "HexGraph_C_A_hP4_194_bc",
        "rhombGraph_C_A_hR2_166_c", "Cu2CdGeS4", "Cu2ZnSiS4", "3_halides_cubic", "3_halides_tetragonal",
        "3_halides_orthorhombic", "3_cubic", "RockSalt_NaCl", "Ti4C3",
    ];

    /// <summary>Further blocks of each of the hard classes.</summary>
    public int ExtraBlocks { get; init; } = 2000;

    /// <summary>Further pieces of each of the hard classes.</summary>
    public int ExtraPieces { get; init; } = 1600;

    /// <summary>
    /// Hot pieces of each of the hard classes: thermal waves and single displacements together, hard cores, few
    /// vacancies; described at scale 1.
    /// </summary>
    public int HotPieces { get; init; } = 3000;

    /// <summary>Standard deviations of the displacements in hot pieces.</summary>
    public (double Low, double High) Heat { get; init; } = (0.02, 0.11);

    /// <summary>
    /// Sites in a piece of a crystal or a layer, evenly in the logarithm and the same for all classes: from these and
    /// the density follows the edge of the cube. A fifth of the pieces are balls of the same volume instead.
    /// </summary>
    public (double Low, double High) PieceAtoms { get; init; } = (40, 600);

    /// <summary>
    /// Share of the pieces of crystals and layers that end at a plane of any direction, as boxes at a surface do.
    /// </summary>
    public double Surfaces { get; init; } = 0.25;

    /// <summary>How much of such a cube or ball is filled, by number of atoms.</summary>
    public (double Low, double High) Filled { get; init; } = (0.3, 1);

    /// <summary>Edges of the cubes that hold a packing or are cut out of a tube, Angstrom.</summary>
    public (double Low, double High) Edges { get; init; } = (12, 20);

    /// <summary>Extrinsic scales: every second row has one drawn from this range, the others have 1.</summary>
    public (double Low, double High) Scales { get; init; } = (0.82, 1.05);

    /// <summary>Largest share of missing atoms.</summary>
    public double Missing { get; init; } = 0.3;

    /// <summary>Largest bound of uniform displacements.</summary>
    public double Uniform { get; init; } = 0.18;

    /// <summary>Largest standard deviation of normal displacements, of single atoms or as thermal waves.</summary>
    public double Gaussian { get; init; } = 0.13;

    /// <summary>
    /// Largest component of strain: c / a changes by twice as much at most, and face-centered tetragonal indium differs
    /// from fcc by 0.08 in it.
    /// </summary>
    public double Strain { get; init; } = 0.015;

    /// <summary>
    /// Largest share of atoms that exchange their species among themselves in a compound: most sites keep theirs, and
    /// the label is that of the ordered crystal.
    /// </summary>
    public double Antisites { get; init; } = 0.3;

    /// <summary>
    /// Largest share of foreign atoms in an element, at random sites: a solid solution, with the label of the element's
    /// crystal.
    /// </summary>
    public double Solute { get; init; } = 0.2;

    /// <summary>Standard deviations of displacements that leave no crystal.</summary>
    public (double Low, double High) Shattering { get; init; } = (0.25, 0.6);

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        RequireCount(BlocksPerClass, nameof(BlocksPerClass));
        RequireCount(PiecesPerClass, nameof(PiecesPerClass));
        RequireCount(Disordered, nameof(Disordered));
        RequireCount(ExtraBlocks, nameof(ExtraBlocks));
        RequireCount(ExtraPieces, nameof(ExtraPieces));
        RequireCount(HotPieces, nameof(HotPieces));
        Setting.Require(!HardClasses.IsDefault, nameof(HardClasses), "The hard classes are not given.");
        RequireRange(PieceAtoms, nameof(PieceAtoms), 20, 100_000);
        RequireRange((0, Surfaces), nameof(Surfaces), 0, 1);
        RequireRange(Filled, nameof(Filled), 0.01, 1);
        RequireRange(Edges, nameof(Edges), 5, 100);
        RequireRange(Heat, nameof(Heat), 0, 1);
        RequireRange(Scales, nameof(Scales), 0.1, 10);
        RequireRange(Shattering, nameof(Shattering), 0, 2);
        RequireRange((0, Missing), nameof(Missing), 0, 0.9);
        RequireRange((0, Uniform), nameof(Uniform), 0, 1);
        RequireRange((0, Gaussian), nameof(Gaussian), 0, 1);
        RequireRange((0, Strain), nameof(Strain), 0, 0.2);
        RequireRange((0, Antisites), nameof(Antisites), 0, 1);
        RequireRange((0, Solute), nameof(Solute), 0, 1);
    }

    /// <summary>All values, in invariant notation.</summary>
    internal string Describe() => FormattableString.Invariant(
        $"""
        seed {Seed} blocks {BlocksPerClass} pieces {PiecesPerClass} disordered {Disordered}
        hard {string.Join(' ', HardClasses)}
        extra {ExtraBlocks} {ExtraPieces} hot {HotPieces} heat {Heat} scales {Scales}
        atoms {PieceAtoms} surfaces {Surfaces} {Filled} edges {Edges}
        missing {Missing} uniform {Uniform} gaussian {Gaussian} strain {Strain} antisites {Antisites} solute {Solute}
        shattering {Shattering}
        """);

    private static void RequireCount(int count, string name) =>
        Setting.RequireCount(count, 0, MostStructures, name, "structures");

    private static void RequireRange((double Low, double High) range, string name, double least, double most) =>
        Setting.Require(
            range.Low >= least && range.High <= most && range.Low <= range.High,
            name,
            FormattableString.Invariant($"{range} is not a range within [{least}, {most}]."));
}
