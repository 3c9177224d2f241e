using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>A cell with a flag per direction, as ASE has it: vectors of directions that do not repeat may be zero.
/// </summary>
internal static class AseCell
{
    /// <summary>Lattice and periodicity.</summary>
    /// <param name="source">The file.</param>
    /// <param name="components">The nine components of a, b and c.</param>
    /// <param name="periodic">The three flags.</param>
    /// <exception cref="StructureFormatException">A direction repeats, but its vector is zero.</exception>
    public static (Lattice? Lattice, Periodicity Periodicity) Of(
        StructureSource source, ReadOnlySpan<double> components, ReadOnlySpan<bool> periodic)
    {
        var vectors = new Vector3D[3];
        for (int axis = 0; axis < 3; axis++)
        {
            vectors[axis] = new Vector3D(components[3 * axis], components[(3 * axis) + 1], components[(3 * axis) + 2]);
            if (periodic[axis] && vectors[axis] == Vector3D.Zero)
            {
                throw source.Error(
                    $"direction {axis + 1} is periodic, but its lattice vector is zero; set one of both.");
            }
        }

        Lattice? lattice = MissingLatticeVectors.Complete(vectors) is [var a, var b, var c]
            ? source.CreateLattice(a, b, c)
            : null;
        return (lattice, new Periodicity(periodic[0], periodic[1], periodic[2]));
    }

    /// <summary>The element of an atomic number.</summary>
    /// <param name="source">The file.</param>
    /// <param name="number">The number.</param>
    /// <param name="atom">The atom, from 0.</param>
    /// <exception cref="StructureFormatException">No element has this number.</exception>
    public static ChemicalElement ElementOf(StructureSource source, double number, int atom) =>
        number is >= 1 and <= ChemicalElement.MaxAtomicNumber && number % 1 == 0
            ? ChemicalElement.FromAtomicNumber((int)number)
            : throw source.Error($"atom {atom + 1} has the atomic number {number:R}, which no element has.");
}
