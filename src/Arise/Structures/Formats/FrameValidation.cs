using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// What every frame must satisfy, whatever its format: coordinates within reach, a cell that is not flat, and no two
/// atoms at one place, periodic images included.
/// </summary>
internal static class FrameValidation
{
    /// <summary>
    /// Atoms closer than this (Angstrom) stand at one place; the shortest bond, H-H, is 0.74 Angstrom.
    /// </summary>
    public const double SmallestDistance = 0.01;

    /// <summary>
    /// A thinner cell (Angstrom) is a mistake in the units, and its periodic images within a few Angstrom are too many.
    /// </summary>
    public const double SmallestThickness = 0.1;

    /// <summary>Largest coordinate and cell length (Angstrom): a tenth of a meter.</summary>
    public const double LargestCoordinate = 1e9;

    /// <summary>Checks a frame just read.</summary>
    /// <exception cref="StructureFormatException">At the line of the first atom that is wrong.</exception>
    public static void Check(StructureFrame frame, StructureSource lines)
    {
        AtomicStructure structure = frame.Structure;
        if (structure.Lattice is { } lattice)
            CheckCell(lattice, frame, lines);
        for (int atom = 0; atom < structure.Count; atom++)
        {
            Vector3D p = structure.Positions[atom];
            if (Math.Max(Math.Abs(p.X), Math.Max(Math.Abs(p.Y), Math.Abs(p.Z))) > LargestCoordinate)
            {
                throw lines.ErrorAt(
                    frame.LineOf(atom),
                    $"atom {atom + 1} has a coordinate beyond 1e9 Angstrom; check the numbers and units.");
            }
        }

        CheckDistances(frame, lines);
    }

    private static void CheckCell(Lattice lattice, StructureFrame frame, StructureSource lines)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            Vector3D reciprocal = axis switch
            {
                0 => lattice.ReciprocalA,
                1 => lattice.ReciprocalB,
                _ => lattice.ReciprocalC,
            };
            bool thick = 1 / reciprocal.Length >= SmallestThickness;
            if (!thick || !(lattice[axis].Length <= LargestCoordinate))
            {
                throw lines.ErrorAt(
                    frame.LineOf(0),
                    "the cell of the frame that begins here is thinner than 0.1 or longer than 1e9 Angstrom; " +
                    "check the lattice vectors and units.");
            }
        }
    }

    private static void CheckDistances(StructureFrame frame, StructureSource lines)
    {
        AtomicStructure structure = frame.Structure;
        var search = new NeighborSearch(structure, SmallestDistance);
        var neighbors = new NeighborBuffer();
        for (int atom = 0; atom < structure.Count; atom++)
        {
            search.Find(atom, neighbors);
            if (neighbors.Count == 0)
                continue;
            int other = neighbors.Atoms[0];
            long line = frame.LineOf(atom), otherLine = frame.LineOf(other);
            string where = line > 0 && otherLine > 0 && line != otherLine ? $" (line {Math.Min(line, otherLine)})" : "";
            throw lines.ErrorAt(
                Math.Max(line, otherLine),
                $"atoms {Math.Min(atom, other) + 1}{where} and {Math.Max(atom, other) + 1} stand at one place or are " +
                "periodic images of each other; remove one.");
        }
    }
}
