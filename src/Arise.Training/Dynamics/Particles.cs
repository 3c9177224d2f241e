using System.Runtime.Intrinsics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Dynamics;

/// <summary>
/// Atoms of mass 1 in a right-angled cell: what a <see cref="Simulation"/> moves. Vectors are stored as x, y, z, 0 so
/// that one vector register holds them.
/// </summary>
internal sealed class Particles
{
    /// <summary>Numbers per vector.</summary>
    public const int Stride = 4;

    /// <summary>Atoms at rest.</summary>
    /// <param name="positions">Places.</param>
    /// <param name="types">Kind of each atom, from 0; null for one kind.</param>
    /// <param name="cell">Edges of the cell along x, y and z.</param>
    /// <param name="periodicity">Which edges repeat the cell.</param>
    public Particles(
        ReadOnlySpan<Vector3D> positions, ReadOnlySpan<byte> types, Vector3D cell, Periodicity periodicity)
    {
        Count = positions.Length;
        (Cell, Periodicity) = (cell, periodicity);
        Types = types.IsEmpty ? new byte[Count] : types.ToArray();
        (Places, Velocities, Forces) = (
            new double[Stride * Count], new double[Stride * Count], new double[Stride * Count]);
        for (int i = 0; i < Count; i++)
            Place(i, positions[i]);
    }

    /// <summary>Number of atoms.</summary>
    public int Count { get; }

    /// <summary>Edges of the cell.</summary>
    public Vector3D Cell { get; set; }

    /// <summary>Which edges repeat the cell.</summary>
    public Periodicity Periodicity { get; }

    /// <summary>Kind of each atom.</summary>
    public byte[] Types { get; }

    /// <summary>Positions, <see cref="Stride"/> numbers per atom.</summary>
    public double[] Places { get; }

    /// <summary>Velocities, in the same order.</summary>
    public double[] Velocities { get; }

    /// <summary>Forces, in the same order.</summary>
    public double[] Forces { get; }

    /// <summary>Diagonal of the virial: sum over pairs of r_a F_a.</summary>
    public Vector256<double> Virial { get; set; }

    /// <summary>Volume of the cell.</summary>
    public double Volume => Cell.X * Cell.Y * Cell.Z;

    /// <summary>Sum of v^2/2.</summary>
    public double KineticEnergy
    {
        get
        {
            double sum = 0;
            foreach (double v in Velocities)
                sum += v * v;
            return sum / 2;
        }
    }

    /// <summary>2 E_kin/(3 N), with Boltzmann's constant 1.</summary>
    public double Temperature => 2 * KineticEnergy / (3 * Count);

    /// <summary>Pressure along x, y and z: (sum v_a^2 + virial_a)/V.</summary>
    public Vector3D Pressure
    {
        get
        {
            double x = 0, y = 0, z = 0;
            for (int i = 0; i < Velocities.Length; i += Stride)
            {
                x += Velocities[i] * Velocities[i];
                y += Velocities[i + 1] * Velocities[i + 1];
                z += Velocities[i + 2] * Velocities[i + 2];
            }

            return new Vector3D(x + Virial[0], y + Virial[1], z + Virial[2]) / Volume;
        }
    }

    /// <summary>Position of an atom.</summary>
    public Vector3D this[int atom] =>
        new(Places[Stride * atom], Places[(Stride * atom) + 1], Places[(Stride * atom) + 2]);

    /// <summary>Moves an atom.</summary>
    public void Place(int atom, Vector3D position) =>
        (Places[Stride * atom], Places[(Stride * atom) + 1], Places[(Stride * atom) + 2]) =
            (position.X, position.Y, position.Z);

    /// <summary>The edges as a lattice, and all positions times <paramref name="scale"/>.</summary>
    public AtomicStructure ToStructure(ReadOnlySpan<ChemicalElement> elements, double scale = 1)
    {
        var positions = new Vector3D[Count];
        var species = new ChemicalElement[Count];
        for (int i = 0; i < Count; i++)
            (positions[i], species[i]) = (scale * this[i], elements[Types[i]]);
        return new AtomicStructure(
            positions, species, Periodicity.Any ? LatticeOf(scale * Cell) : null, Periodicity);
    }

    /// <summary>Stretches the cell and all positions by a factor per axis.</summary>
    public void Stretch(Vector3D factors)
    {
        Cell = new Vector3D(Cell.X * factors.X, Cell.Y * factors.Y, Cell.Z * factors.Z);
        for (int i = 0; i < Places.Length; i += Stride)
        {
            Places[i] *= factors.X;
            Places[i + 1] *= factors.Y;
            Places[i + 2] *= factors.Z;
        }
    }

    /// <summary>Takes all atoms back into the cell along its periodic edges.</summary>
    public void Wrap()
    {
        for (int axis = 0; axis < 3; axis++)
        {
            if (!Periodicity[axis])
                continue;
            double edge = Cell[axis];
            for (int i = axis; i < Places.Length; i += Stride)
                Places[i] -= edge * Math.Floor(Places[i] / edge);
        }
    }

    /// <summary>The vector from a to b by the nearest periodic image.</summary>
    public Vector3D Nearest(Vector3D a, Vector3D b)
    {
        Vector3D d = b - a;
        return new Vector3D(Back(d.X, 0), Back(d.Y, 1), Back(d.Z, 2));

        double Back(double x, int axis) =>
            Periodicity[axis] ? x - (Cell[axis] * Math.Round(x / Cell[axis])) : x;
    }

    private static Lattice LatticeOf(Vector3D edges) =>
        new(new Vector3D(edges.X, 0, 0), new Vector3D(0, edges.Y, 0), new Vector3D(0, 0, edges.Z));
}
