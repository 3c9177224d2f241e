using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Baselines;

/// <summary>
/// The neighbors of an atom, from all atoms and their nearest images, and the signatures of bonds, all in the plain way
/// of the definitions: the judge of the fast kernels.
/// </summary>
internal static class PlainNeighbors
{
    /// <summary>Vectors to all other atoms and images nearer than 8 Angstrom, the nearest first.</summary>
    public static (int Atom, Vector3D Vector)[] All(AtomicStructure structure, int atom)
    {
        var all = new List<(int Atom, Vector3D Vector)>();
        for (int other = 0; other < structure.Count; other++)
        {
            for (int k = 0; k < 27; k++)
            {
                var cell = new Vector3D((k % 3) - 1, (k / 3 % 3) - 1, (k / 9) - 1);
                if ((other == atom && k == 13) || (k != 13 && !structure.Periodicity.Any))
                    continue;
                Vector3D vector = structure.Positions[other] - structure.Positions[atom]
                    + (structure.Lattice?.ToCartesian(cell) ?? Vector3D.Zero);
                if (vector.Length < 8)
                    all.Add((other, vector));
            }
        }

        return [.. all.OrderBy(one => one.Vector.Length)];
    }

    /// <summary>The number of the structure that the signatures of 12 or 14 neighbors mean.</summary>
    public static int Structure(Vector3D[] neighbors, double cutoff)
    {
        string[] signatures = [.. neighbors.Select(one => Signature(one, neighbors, cutoff))];
        int Count(string signature) => signatures.Count(other => other == signature);
        return neighbors.Length switch
        {
            12 when Count("421") == 12 => 1,
            12 when Count("421") == 6 && Count("422") == 6 => 2,
            12 when Count("555") == 12 => 4,
            14 when Count("666") == 8 && Count("444") == 6 => 3,
            _ => 0,
        };
    }

    // Common neighbors, bonds among them, bonds in the largest cluster of those.
    private static string Signature(Vector3D one, Vector3D[] neighbors, double cutoff)
    {
        Vector3D[] common = [.. neighbors.Where(other => other != one && (other - one).Length <= cutoff)];
        var bonds = new List<(int, int)>();
        for (int i = 0; i < common.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                if ((common[i] - common[k]).Length <= cutoff)
                    bonds.Add((i, k));
            }
        }

        int[] cluster = [.. Enumerable.Range(0, common.Length)];
        foreach ((int i, int k) in bonds)
            cluster = [.. cluster.Select(c => c == cluster[i] ? cluster[k] : c)];
        int largest = bonds.GroupBy(bond => cluster[bond.Item1]).Select(group => group.Count()).DefaultIfEmpty().Max();
        return $"{common.Length}{bonds.Count}{largest}";
    }
}
