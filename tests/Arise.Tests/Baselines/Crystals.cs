using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Baselines;

/// <summary>Crystals to test the classical methods with, and what may be done to them without another answer.</summary>
internal static class Crystals
{
    /// <summary>A repeated cell whose shortest side is at least 13 Angstrom.</summary>
    public static AtomicStructure Of(string name)
    {
        AtomicStructure cell = Cell(name);
        return Supercell.Repeat(cell, Times(cell, 0), Times(cell, 1), Times(cell, 2));
    }

    /// <summary>The cell of a prototype.</summary>
    public static AtomicStructure Cell(string name) => PrototypeLibrary.Find(name).Structure!;

    /// <summary>Displaces every coordinate; a share of the nearest distance is the standard deviation.</summary>
    public static AtomicStructure Rattled(AtomicStructure structure, double share, ulong seed)
    {
        double deviation = share * Nearest(structure);
        var random = new RandomNumbers(seed, 17);
        Vector3D[] positions = structure.Positions.ToArray();
        for (int k = 0; k < positions.Length; k++)
        {
            ulong at = 3 * (ulong)k;
            positions[k] += deviation * new Vector3D(random.Normal(at), random.Normal(at + 1), random.Normal(at + 2));
        }

        return With(structure, positions, structure.Lattice);
    }

    /// <summary>The atoms in another order.</summary>
    public static AtomicStructure Permuted(AtomicStructure structure, out int[] order)
    {
        order = [.. Enumerable.Range(0, structure.Count)];
        new RandomNumbers(5, 1).Shuffle<int>(order);
        return structure.Select(order);
    }

    /// <summary>Turned, moved and scaled.</summary>
    public static AtomicStructure Moved(AtomicStructure structure, double scale)
    {
        Rotation turn = Rotation.Random(new RandomNumbers(2, 9));
        Vector3D shift = new(1.7, -31, 4.4);
        Lattice? lattice = structure.Lattice is { } cell
            ? new Lattice(scale * turn.Apply(cell.A), scale * turn.Apply(cell.B), scale * turn.Apply(cell.C)) : null;
        return With(
            structure, [.. structure.Positions.ToArray().Select(p => (scale * turn.Apply(p)) + shift)], lattice);
    }

    /// <summary>The nearest distance of two atoms, Angstrom.</summary>
    public static double Nearest(AtomicStructure structure)
    {
        var buffer = new NeighborBuffer();
        new NeighborSearch(structure, 8).Find(0, buffer);
        return Math.Sqrt(buffer.SquaredDistances.ToArray().Min());
    }

    private static int Times(AtomicStructure cell, int axis) => (int)Math.Ceiling(13 / cell.Lattice![axis].Length);

    private static AtomicStructure With(AtomicStructure structure, Vector3D[] positions, Lattice? lattice) =>
        new(positions, structure.Species, lattice, structure.Periodicity);
}
