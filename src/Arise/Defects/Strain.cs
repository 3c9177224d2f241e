using Arise.Numerics;
using Arise.Structures;

namespace Arise.Defects;

/// <summary>
/// Homogeneous strain: every vector x, of positions and lattice alike, becomes x + e x with a symmetric tensor e.
/// </summary>
/// <param name="XX">Component e_xx; the others likewise.</param>
/// <param name="YY">e_yy.</param>
/// <param name="ZZ">e_zz.</param>
/// <param name="YZ">e_yz = e_zy, half the engineering shear.</param>
/// <param name="XZ">e_xz = e_zx.</param>
/// <param name="XY">e_xy = e_yx.</param>
public readonly record struct Strain(double XX, double YY, double ZZ, double YZ, double XZ, double XY)
{
    /// <summary>A strain whose six components are uniform in [-amplitude, +amplitude).</summary>
    /// <param name="amplitude">Largest component, not negative.</param>
    /// <param name="seed">Seed; the same seed and number give the same strain.</param>
    /// <param name="number">Number of the structure: each has a random stream of its own.</param>
    public static Strain Random(double amplitude, ulong seed, ulong number = 0)
    {
        RandomNumbers random = RandomStreams.Of(RandomStreams.Strain, seed, number);
        double Next(ulong index) => random.Uniform(index, -amplitude, amplitude);
        return new Strain(Next(0), Next(1), Next(2), Next(3), Next(4), Next(5));
    }

    /// <summary>The strained vector x + e x.</summary>
    public Vector3D Apply(Vector3D x) => x + new Vector3D(
        (XX * x.X) + (XY * x.Y) + (XZ * x.Z),
        (XY * x.X) + (YY * x.Y) + (YZ * x.Z),
        (XZ * x.X) + (YZ * x.Y) + (ZZ * x.Z));

    /// <summary>The strained structure: the same atoms with strained positions and lattice vectors.</summary>
    public AtomicStructure Apply(AtomicStructure structure)
    {
        ArgumentNullException.ThrowIfNull(structure);
        var positions = new Vector3D[structure.Count];
        for (int atom = 0; atom < positions.Length; atom++)
            positions[atom] = Apply(structure.Positions[atom]);
        Lattice? lattice = structure.Lattice is { } cell
            ? new Lattice(Apply(cell.A), Apply(cell.B), Apply(cell.C))
            : null;
        return new AtomicStructure(
            positions,
            structure.Species,
            lattice,
            structure.Periodicity,
            structure.Columns,
            structure.Properties,
            structure.Name);
    }
}
