using Arise.Numerics;
using Arise.Structures;

namespace Arise.Synthesis;

/// <summary>
/// A nickel superalloy in small: a cubic precipitate of L1_2 Ni3Al, coherent with a matrix of face-centered cubic Ni in
/// which Al sits at random. The column "phase" says what each atom belongs to: L1_2 or fcc.
/// </summary>
/// <remarks>
/// The defaults give a finite cube of 120 Angstrom with 131 072 atoms, the size of the sample in Leitherer et al.,
/// doi:10.1038/s41467-021-26511-5; its lattice constant of 3.75 Angstrom exceeds that of nickel (3.52), which the
/// descriptor, being scaled by the nearest-neighbor distance, does not see.
/// </remarks>
public sealed record Superalloy
{
    private static readonly ChemicalElement Nickel = ChemicalElement.Parse("Ni");
    private static readonly ChemicalElement Aluminum = ChemicalElement.Parse("Al");

    /// <summary>Cubic cells along each edge.</summary>
    public int Cells { get; init; } = 32;

    /// <summary>Cubic cells along each edge of the precipitate, in the middle.</summary>
    public int PrecipitateCells { get; init; } = 16;

    /// <summary>Lattice constant, Angstrom.</summary>
    public double LatticeConstant { get; init; } = 3.75;

    /// <summary>Share of Al among the atoms of the matrix.</summary>
    public double AluminumShare { get; init; } = 0.15;

    /// <summary>Whether the cube repeats along all axes.</summary>
    public bool IsPeriodic { get; init; }

    /// <summary>Seed of the places of Al in the matrix.</summary>
    public ulong Seed { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter is the property.</exception>
    public void Validate()
    {
        Setting.Require(Cells is >= 1 and <= 500, nameof(Cells), $"{Cells} cells: from 1 to 500 are possible.");
        Setting.Require(
            PrecipitateCells >= 0 && PrecipitateCells <= Cells,
            nameof(PrecipitateCells),
            $"A precipitate of {PrecipitateCells} cells does not fit into {Cells}.");
        Setting.Require(
            LatticeConstant > 0 && double.IsFinite(LatticeConstant),
            nameof(LatticeConstant),
            "The lattice constant must be above zero.");
        Setting.Require(
            AluminumShare is >= 0 and <= 1, nameof(AluminumShare), "The share of Al must be from 0 to 1.");
    }

    /// <summary>Makes the atoms.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    /// <exception cref="MemoryBudgetException">There are too many atoms.</exception>
    public AtomicStructure Build()
    {
        Validate();
        MemoryBudget.Require(
            4 * MemoryBudget.BytesPerAtom * Cells * Cells * Cells,
            $"A superalloy of {4L * Cells * Cells * Cells} atoms",
            "use fewer cells",
            nameof(Cells));
        RandomNumbers random = RandomStreams.Of(RandomStreams.Occupation, Seed);
        int count = 4 * Cells * Cells * Cells, first = (Cells - PrecipitateCells) / 2;
        var positions = new Vector3D[count];
        var species = new ChemicalElement[count];
        var phase = new string[count];
        double half = LatticeConstant / 2;
        int atom = 0;
        for (int i = 0; i < Cells; i++)
        {
            for (int j = 0; j < Cells; j++)
            {
                for (int k = 0; k < Cells; k++)
                {
                    bool isPrecipitate = IsInner(i) && IsInner(j) && IsInner(k);
                    for (int site = 0; site < 4; site++, atom++)
                    {
                        // Corner, then the middles of the faces at right angles to x, y, z; L1_2 has Al at the corner.
                        positions[atom] = half * new Vector3D(
                            (2 * i) + (site is 2 or 3 ? 1 : 0),
                            (2 * j) + (site is 1 or 3 ? 1 : 0),
                            (2 * k) + (site is 1 or 2 ? 1 : 0));
                        bool isAluminum = isPrecipitate
                            ? site == 0
                            : random.Uniform((ulong)atom) < AluminumShare;
                        species[atom] = isAluminum ? Aluminum : Nickel;
                        phase[atom] = isPrecipitate ? "L1_2" : "fcc";
                    }
                }
            }
        }

        double edge = Cells * LatticeConstant;
        return new AtomicStructure(
            positions,
            species,
            IsPeriodic ? new Lattice(new(edge, 0, 0), new(0, edge, 0), new(0, 0, edge)) : null,
            IsPeriodic ? Periodicity.Bulk : Periodicity.None,
            [AtomColumn.Text("phase", phase)]);

        bool IsInner(int cell) => cell >= first && cell < first + PrecipitateCells;
    }
}
