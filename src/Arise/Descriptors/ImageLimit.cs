using System.Globalization;
using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>
/// Refuses cells that repeat millions of times within the distances that a description needs: those of no crystal, but
/// of a wrong unit or a lost cell vector.
/// </summary>
internal static class ImageLimit
{
    /// <summary>
    /// Images that any structure may need. Two atoms in a cell of 2.5 x 2.5 x 100 Angstrom need 200 000.
    /// </summary>
    public const double Few = 2e6;

    /// <summary>Images per atom that a structure may need.</summary>
    public const double PerAtom = 1000;

    /// <summary>Refuses a structure that repeats too often within a distance.</summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="reach">The distance, Angstrom.</param>
    /// <exception cref="DescriptorException">It does.</exception>
    public static void Require(AtomicStructure structure, double reach)
    {
        if (structure.Lattice is not { } lattice || !structure.Periodicity.Any)
            return;
        double most = Math.Max(Few, PerAtom * structure.Count);
        double images = PeriodicImages.Count(
            structure.Positions, lattice, structure.Periodicity, reach, enough: most);
        if (images <= most)
            return;
        double shortest = Enumerable.Range(0, 3).Where(axis => structure.Periodicity[axis])
            .Min(axis => lattice[axis].Length);
        throw new DescriptorException(string.Create(
            CultureInfo.InvariantCulture,
            $"The {structure.Count} atoms have neighbors up to {reach:G3} Angstrom away, where the cell, with a vector "
            + $"of {shortest:G3} Angstrom, repeats so often that there are {images:G2} periodic images: no crystal is "
            + $"like this. Check the lattice vectors and the unit."));
    }
}
