using Arise.Numerics;
using Arise.Structures;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// The nearest atoms of all atoms in the order of their solid angles: for each the number of the atom and the lattice
/// translation of its image, from which vectors follow. 184 bytes per atom.
/// </summary>
internal sealed class ShellTable
{
    /// <summary>Bytes per atom.</summary>
    public const int BytesPerAtom = (Width * (sizeof(int) + (3 * sizeof(short)))) + 4;

    private const int Width = SolidAngles.MostNeighbors;

    private readonly AtomicStructure _structure;
    private readonly int[] _atoms;
    private readonly (short A, short B, short C)[] _shifts;
    private readonly byte[] _counts;

    /// <summary>An empty table.</summary>
    /// <param name="structure">The atoms, inside their cell.</param>
    public ShellTable(AtomicStructure structure)
    {
        _structure = structure;
        _atoms = new int[structure.Count * Width];
        _shifts = new (short, short, short)[structure.Count * Width];
        _counts = new byte[structure.Count];
    }

    /// <summary>How many neighbors an atom has.</summary>
    public int CountOf(int atom) => _counts[atom];

    /// <summary>The atom that is a neighbor by rank.</summary>
    public int AtomOf(int atom, int rank) => _atoms[(atom * Width) + rank];

    /// <summary>The lattice translation by which that neighbor is an image.</summary>
    public (int A, int B, int C) ShiftOf(int atom, int rank) => _shifts[(atom * Width) + rank];

    /// <summary>The vector to that neighbor.</summary>
    public Vector3D VectorOf(int atom, int rank) =>
        VectorTo(atom, AtomOf(atom, rank), ShiftOf(atom, rank));

    /// <summary>The vector to an image of another atom.</summary>
    public Vector3D VectorTo(int atom, int other, (int A, int B, int C) shift)
    {
        ReadOnlySpan<Vector3D> positions = _structure.Positions;
        Vector3D vector = positions[other] - positions[atom];
        return shift == default
            ? vector
            : vector + _structure.Lattice!.ToCartesian(new(shift.A, shift.B, shift.C));
    }

    /// <summary>Writes the neighbors of an atom.</summary>
    /// <param name="atom">The atom.</param>
    /// <param name="nearest">Its nearest atoms.</param>
    /// <param name="order">Position in that list by rank.</param>
    public void Write(int atom, NearestBuffer nearest, ReadOnlySpan<byte> order)
    {
        ReadOnlySpan<Vector3D> positions = _structure.Positions;
        _counts[atom] = (byte)nearest.Count;
        for (int rank = 0; rank < nearest.Count; rank++)
        {
            int k = order[rank], slot = (atom * Width) + rank;
            _atoms[slot] = nearest.Atoms[k];
            if (!_structure.Periodicity.Any)
                continue;
            Vector3D plain = positions[nearest.Atoms[k]] - positions[atom];
            Vector3D shift = _structure.Lattice!.ToFractional(
                new Vector3D(nearest.X[k], nearest.Y[k], nearest.Z[k]) - plain);
            _shifts[slot] = ((short)Math.Round(shift.X), (short)Math.Round(shift.Y), (short)Math.Round(shift.Z));
        }
    }
}
