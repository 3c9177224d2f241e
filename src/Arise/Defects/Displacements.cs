using Arise.Numerics;
using Arise.Structures;

namespace Arise.Defects;

/// <summary>
/// Atoms that are moved at random, each Cartesian component independently; the lattice stays. Lengths are in Angstrom:
/// the published ones are fractions of <see cref="Descriptors.NearestNeighborDistance.OfAllAtoms"/>.
/// </summary>
public static class Displacements
{
    /// <summary>Moves each component by a number uniform in [-amplitude, +amplitude).</summary>
    /// <param name="structure">Atoms.</param>
    /// <param name="amplitude">Largest displacement of a component, Angstrom, not negative.</param>
    /// <param name="seed">Seed; the same seed and number move the atoms in the same way.</param>
    /// <param name="number">Number of the structure: each has a random stream of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The amplitude is negative or not finite.</exception>
    public static AtomicStructure Uniform(AtomicStructure structure, double amplitude, ulong seed, ulong number = 0)
    {
        RandomNumbers random = RandomStreams.Of(RandomStreams.Displacements, seed, number);
        return Move(structure, amplitude, component => amplitude * ((2 * random.Uniform(component)) - 1));
    }

    /// <summary>Moves each component by a normal number with mean zero.</summary>
    /// <param name="structure">Atoms.</param>
    /// <param name="deviation">Standard deviation of a component, Angstrom, not negative.</param>
    /// <param name="seed">Seed; the same seed and number move the atoms in the same way.</param>
    /// <param name="number">Number of the structure: each has a random stream of its own.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    public static AtomicStructure Gaussian(AtomicStructure structure, double deviation, ulong seed, ulong number = 0)
    {
        RandomNumbers random = RandomStreams.Of(RandomStreams.Displacements, seed, number);
        return Move(structure, deviation, component => deviation * random.Normal(component));
    }

    private static AtomicStructure Move(AtomicStructure structure, double size, Func<ulong, double> step)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (!(size >= 0 && double.IsFinite(size)))
            throw new ArgumentOutOfRangeException(nameof(size), size, "The size of displacements is not a length.");
        if (size == 0)
            return structure;
        var positions = new Vector3D[structure.Count];
        for (int atom = 0; atom < positions.Length; atom++)
        {
            ulong first = 3 * (ulong)atom;
            positions[atom] =
                structure.Positions[atom] + new Vector3D(step(first), step(first + 1), step(first + 2));
        }

        return structure.WithPositions(positions);
    }
}
