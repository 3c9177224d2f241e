using Arise.Numerics;
using Arise.Structures;

namespace Arise.Labeling;

/// <summary>
/// The normal of the close-packed plane that an atom of a hexagonal layer lies in. Of the twelve neighbors in hcp order
/// six lie opposite each other in that plane; those above and below are mirror images and have nobody opposite. With e
/// the directions of the opposite pairs, M = sum of e e^T has the normal as the eigenvector of its smallest eigenvalue,
/// which is zero there and a third of the trace in fcc, where all twelve have somebody opposite.
/// </summary>
internal static class PlaneNormals
{
    // Pairs that are not opposite are at most 146.4 degrees apart in hcp; hot crystals blur that by some 10 degrees.
    private const double Opposite = -0.94;

    // Between 0 (all pairs in one plane) and 1/3 (pairs in all directions).
    private const double MostOutOfPlane = 0.15;

    private const int FewestPairs = 2;
    private const int MostNeighbors = 32;

    /// <summary>The normal, a unit vector of either sign; false where the neighbors have no such plane.</summary>
    /// <param name="neighbors">Neighbors of the atom.</param>
    /// <param name="reach">Those nearer than this count, Angstrom.</param>
    /// <param name="normal">The normal.</param>
    public static bool TryFind(NeighborBuffer neighbors, double reach, out Vector3D normal)
    {
        Span<Vector3D> shell = stackalloc Vector3D[MostNeighbors];
        int count = 0;
        for (int k = 0; k < neighbors.Count && count < MostNeighbors; k++)
        {
            double square = neighbors.SquaredDistances[k];
            if (square < reach * reach)
                shell[count++] = new Vector3D(neighbors.X[k], neighbors.Y[k], neighbors.Z[k]) / Math.Sqrt(square);
        }

        var sum = default(SymmetricMatrix);
        int pairs = 0;
        for (int a = 1; a < count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                if (Vector3D.Dot(shell[a], shell[b]) >= Opposite)
                    continue;
                sum = sum.Plus((shell[a] - shell[b]).Normalized());
                pairs++;
            }
        }

        normal = pairs >= FewestPairs ? sum.Smallest() : default;
        return pairs >= FewestPairs && sum.Along(normal) < MostOutOfPlane * sum.Trace;
    }
}
