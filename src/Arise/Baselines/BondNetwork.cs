using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Baselines;

/// <summary>
/// The bonds among the neighbors of one atom as bit masks, and what their common-neighbor signatures say. One per
/// thread.
/// </summary>
/// <remarks>
/// The signature of the bond to a neighbor: number of neighbors that both atoms have, number of bonds among those, and
/// number of bonds in the largest cluster of them. 12 x 421: fcc; 6 x 421 and 6 x 422: hcp; 12 x 555: icosahedral; 8 x
/// 666 and 6 x 444: bcc. Sources: Honeycutt, Andersen, J. Phys. Chem. 91, 4950 (1987), doi:10.1021/j100303a014; Faken,
/// Jonsson, Comput. Mater. Sci. 2, 279 (1994), doi:10.1016/0927-0256(94)90109-0.
/// </remarks>
internal sealed class BondNetwork
{
    private const int Lanes = 4;
    private const int Most = 16;

    // Bit k of _bonds[i]: neighbors i and k are bonded.
    private readonly uint[] _bonds = new uint[Most];

    /// <summary>What an atom with 12 neighbors is.</summary>
    /// <param name="x">Component x of the vector to each neighbor, Angstrom.</param>
    /// <param name="y">Component y.</param>
    /// <param name="z">Component z.</param>
    /// <param name="squaredCutoff">Largest squared length of a bond, square Angstrom.</param>
    /// <returns>Fcc, hcp, icosahedral or other.</returns>
    public LocalStructure OfTwelve(double[] x, double[] y, double[] z, double squaredCutoff)
    {
        // Every signature has 4 or 5 common neighbors.
        if (!Connect(12, x, y, z, squaredCutoff, (1 << 4) | (1 << 5)))
            return LocalStructure.Other;
        int chains = 0, pairs = 0, rings = 0;
        for (int i = 0; i < 12; i++)
        {
            uint common = _bonds[i];
            (int ends, int largest) = Count(common);
            if (BitOperations.PopCount(common) == 5)
            {
                // Five bonds among five atoms are one cluster.
                if (ends != 10)
                    return LocalStructure.Other;
                rings++;
            }
            else if (ends != 4)
            {
                return LocalStructure.Other;
            }
            else if (largest == 1)
            {
                pairs++;
            }
            else
            {
                chains++;
            }
        }

        return (pairs, chains, rings) switch
        {
            (12, 0, 0) => LocalStructure.Fcc,
            (6, 6, 0) => LocalStructure.Hcp,
            (0, 0, 12) => LocalStructure.Icosahedral,
            _ => LocalStructure.Other,
        };
    }

    /// <summary>What an atom with 14 neighbors is.</summary>
    /// <param name="x">Component x of the vector to each neighbor, Angstrom; two numbers behind them are read.</param>
    /// <param name="y">Component y.</param>
    /// <param name="z">Component z.</param>
    /// <param name="squaredCutoff">Largest squared length of a bond, square Angstrom.</param>
    /// <returns>Bcc or other.</returns>
    public LocalStructure OfFourteen(double[] x, double[] y, double[] z, double squaredCutoff)
    {
        if (!Connect(14, x, y, z, squaredCutoff, (1 << 4) | (1 << 6)))
            return LocalStructure.Other;
        int six = 0;
        for (int i = 0; i < 14; i++)
        {
            uint common = _bonds[i];
            int ends = Count(common).Ends;
            if (BitOperations.PopCount(common) == 6)
            {
                if (ends != 12 || !HasClusterOfSix(common))
                    return LocalStructure.Other;
                six++;
            }
            else if (ends != 8)
            {
                // Four bonds among four atoms are one cluster.
                return LocalStructure.Other;
            }
        }

        return six == 8 ? LocalStructure.Bcc : LocalStructure.Other;
    }

    // False as soon as a neighbor has a number of bonds that is no bit of `allowed`.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Connect(int count, double[] x, double[] y, double[] z, double squaredCutoff, int allowed)
    {
        int vectors = (count + Lanes - 1) / Lanes;
        ref double px = ref MemoryMarshal.GetArrayDataReference(x);
        ref double py = ref MemoryMarshal.GetArrayDataReference(y);
        ref double pz = ref MemoryMarshal.GetArrayDataReference(z);
        Vector256<double> most = Vector256.Create(squaredCutoff);
        uint all = (1u << count) - 1;
        for (int i = 0; i < count; i++)
        {
            Vector256<double> cx = Vector256.Create(Unsafe.Add(ref px, i));
            Vector256<double> cy = Vector256.Create(Unsafe.Add(ref py, i));
            Vector256<double> cz = Vector256.Create(Unsafe.Add(ref pz, i));
            uint bonds = 0;
            for (int v = 0; v < vectors; v++)
            {
                nuint at = (nuint)(v * Lanes);
                Vector256<double> dx = Vector256.LoadUnsafe(ref px, at) - cx;
                Vector256<double> dy = Vector256.LoadUnsafe(ref py, at) - cy;
                Vector256<double> dz = Vector256.LoadUnsafe(ref pz, at) - cz;
                Vector256<double> square = (dx * dx) + (dy * dy) + (dz * dz);
                bonds |= Vector256.LessThanOrEqual(square, most).ExtractMostSignificantBits() << (v * Lanes);
            }

            bonds &= all & ~(1u << i);
            if (((allowed >> BitOperations.PopCount(bonds)) & 1) == 0)
                return false;
            _bonds[i] = bonds;
        }

        return true;
    }

    // Twice the number of bonds among some neighbors, and the most bonds that one of them has there.
    private (int Ends, int Largest) Count(uint common)
    {
        int ends = 0, largest = 0;
        for (uint rest = common; rest != 0; rest &= rest - 1)
        {
            int bonds = BitOperations.PopCount(_bonds[BitOperations.TrailingZeroCount(rest)] & common);
            ends += bonds;
            largest = Math.Max(largest, bonds);
        }

        return (ends, largest);
    }

    // Whether all six bonds among six neighbors are in one cluster, as opposed to two triangles.
    private bool HasClusterOfSix(uint common)
    {
        for (uint left = common; left != 0;)
        {
            uint cluster = left & (~left + 1), added = cluster;
            int ends = 0;
            while (added != 0)
            {
                uint bonds = _bonds[BitOperations.TrailingZeroCount(added)] & common;
                ends += BitOperations.PopCount(bonds);
                added = (added & (added - 1)) | (bonds & ~cluster);
                cluster |= bonds;
            }

            if (ends == 12)
                return true;
            left &= ~cluster;
        }

        return false;
    }
}
