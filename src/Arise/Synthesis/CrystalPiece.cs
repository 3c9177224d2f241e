using Arise.Numerics;
using Arise.Structures;

namespace Arise.Synthesis;

/// <summary>Pieces cut out of an endless crystal, as a box of a larger sample holds them.</summary>
internal static class CrystalPiece
{
    /// <summary>
    /// The atoms of a crystal that lie in a cube with edges along x, y, z after the crystal has been turned.
    /// </summary>
    /// <param name="crystal">Cell; directions without periodicity are not repeated.</param>
    /// <param name="center">Point of the crystal at the center of the cube, Angstrom.</param>
    /// <param name="rotation">How the crystal is turned about that point.</param>
    /// <param name="edge">Edge of the cube, Angstrom.</param>
    /// <returns>
    /// The atoms at R (x - center) with all components in [-edge / 2, edge / 2), without a lattice; copy by copy of the
    /// cell, c fastest.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The edge is not a positive length.</exception>
    public static AtomicStructure Cube(AtomicStructure crystal, Vector3D center, Rotation rotation, double edge)
    {
        RequireLength(edge);
        double half = edge / 2;
        return Cut(crystal, center, rotation, Math.Sqrt(3) * half, p =>
            p.X >= -half && p.X < half && p.Y >= -half && p.Y < half && p.Z >= -half && p.Z < half);
    }

    /// <summary>The atoms of a crystal closer to a point than a radius; see <see cref="Cube"/>.</summary>
    /// <param name="crystal">Cell; directions without periodicity are not repeated.</param>
    /// <param name="center">Center of the ball, Angstrom.</param>
    /// <param name="radius">Radius, Angstrom.</param>
    /// <exception cref="ArgumentOutOfRangeException">The radius is not a positive length.</exception>
    public static AtomicStructure Ball(AtomicStructure crystal, Vector3D center, double radius)
    {
        RequireLength(radius);
        var unturned = new Rotation(new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), new Vector3D(0, 0, 1));
        return Cut(crystal, center, unturned, radius, p => Vector3D.Dot(p, p) < radius * radius);
    }

    private static void RequireLength(double length)
    {
        if (!(length > 0 && double.IsFinite(length)))
            throw new ArgumentOutOfRangeException(nameof(length), length, "The size of the piece is not a length.");
    }

    private static AtomicStructure Cut(
        AtomicStructure crystal, Vector3D center, Rotation rotation, double radius, Func<Vector3D, bool> contains)
    {
        ArgumentNullException.ThrowIfNull(crystal);
        var positions = new List<Vector3D>();
        var species = new List<ChemicalElement>();
        Range a = Copies(crystal, 0, center, radius);
        Range b = Copies(crystal, 1, center, radius);
        Range c = Copies(crystal, 2, center, radius);
        for (int i = a.First; i <= a.Last; i++)
        {
            for (int j = b.First; j <= b.Last; j++)
            {
                for (int k = c.First; k <= c.Last; k++)
                {
                    Vector3D shift = crystal.Lattice is { } lattice
                        ? (i * lattice.A) + (j * lattice.B) + (k * lattice.C) - center
                        : Vector3D.Zero - center;
                    for (int atom = 0; atom < crystal.Count; atom++)
                    {
                        Vector3D position = rotation.Apply(crystal.Positions[atom] + shift);
                        if (!contains(position))
                            continue;
                        positions.Add(position);
                        species.Add(crystal.Species[atom]);
                    }
                }
            }
        }

        return new AtomicStructure([.. positions], [.. species], name: crystal.Name);
    }

    // The copies along one lattice vector of which some atom can be closer to the center than the radius.
    private static Range Copies(AtomicStructure crystal, int axis, Vector3D center, double radius)
    {
        if (!crystal.Periodicity[axis] || crystal.Count == 0)
            return new Range(0, 0);
        Lattice lattice = crystal.Lattice!;
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (Vector3D position in crystal.Positions)
        {
            double coordinate = lattice.ToFractional(position)[axis];
            (low, high) = (Math.Min(low, coordinate), Math.Max(high, coordinate));
        }

        Vector3D reciprocal = axis == 0 ? lattice.ReciprocalA : axis == 1 ? lattice.ReciprocalB : lattice.ReciprocalC;
        double middle = lattice.ToFractional(center)[axis], reach = radius * reciprocal.Length;
        return new Range((int)Math.Floor(middle - reach - high), (int)Math.Ceiling(middle + reach - low));
    }

    private readonly record struct Range(int First, int Last);
}
