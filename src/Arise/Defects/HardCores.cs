using Arise.Numerics;
using Arise.Structures;

namespace Arise.Defects;

/// <summary>
/// Atoms are not found closer than a certain distance, however hot the crystal: pairs that random displacements have
/// brought too near are pushed apart.
/// </summary>
internal static class HardCores
{
    /// <summary>
    /// Pushes pairs closer than <paramref name="distance"/> apart along their line, half the missing length each; all
    /// pushes of a sweep act at once. A few sweeps leave few such pairs, not none.
    /// </summary>
    /// <param name="structure">Atoms, no two at one place.</param>
    /// <param name="distance">Diameter of the hard core, Angstrom; zero moves nothing.</param>
    /// <param name="sweeps">Number of sweeps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative, or there is no sweep.</exception>
    public static AtomicStructure Part(AtomicStructure structure, double distance, int sweeps = 3)
    {
        ArgumentNullException.ThrowIfNull(structure);
        if (!(distance >= 0 && double.IsFinite(distance)))
            throw new ArgumentOutOfRangeException(nameof(distance), distance, "The hard core is not a length.");
        return Part(structure, new int[structure.Count], new[,] { { distance } }, sweeps);
    }

    /// <summary>The same with a distance for every pair of kinds of atoms.</summary>
    /// <param name="structure">Atoms, no two at one place.</param>
    /// <param name="kinds">Kind of each atom, an index of the rows of <paramref name="distances"/>.</param>
    /// <param name="distances">Least distance of a pair of kinds, [a, b] the same as [b, a], Angstrom.</param>
    /// <param name="sweeps">Number of sweeps, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no sweep.</exception>
    public static AtomicStructure Part(
        AtomicStructure structure, ReadOnlySpan<int> kinds, double[,] distances, int sweeps)
    {
        ArgumentNullException.ThrowIfNull(structure);
        ArgumentOutOfRangeException.ThrowIfLessThan(sweeps, 1);
        double reach = distances.Cast<double>().Max();
        if (reach == 0)
            return structure;
        Vector3D[] positions = structure.Positions.ToArray();
        var neighbors = new NeighborBuffer();
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            var search = new NeighborSearch(positions, structure.Lattice, structure.Periodicity, reach);
            var moved = (Vector3D[])positions.Clone();
            for (int atom = 0; atom < positions.Length; atom++)
            {
                search.Find(atom, neighbors);
                for (int k = 0; k < neighbors.Count; k++)
                {
                    double distance = distances[kinds[atom], kinds[neighbors.Atoms[k]]];
                    double r = Math.Max(Math.Sqrt(neighbors.SquaredDistances[k]), 1e-6);
                    if (r >= distance)
                        continue;
                    moved[atom] += ((r - distance) / (2 * r))
                        * new Vector3D(neighbors.X[k], neighbors.Y[k], neighbors.Z[k]);
                }
            }

            positions = moved;
        }

        return structure.WithPositions(positions);
    }
}
