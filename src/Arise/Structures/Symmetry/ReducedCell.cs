using Arise.Numerics;

namespace Arise.Structures.Symmetry;

/// <summary>
/// The shortest basis of a lattice (Minkowski-reduced): no lattice vector a + i b + j c of small integers is shorter
/// than the longest of its vectors. Whatever skewed cell describes a crystal, every symmetry of the lattice is a matrix
/// of the integers -1, 0 and 1 in such a basis (R. W. Grosse-Kunstleve, N. K. Sauter, P. D. Adams, Acta Cryst. A60, 1
/// (2004), doi:10.1107/S010876730302186X, of the Niggli cell).
/// </summary>
internal static class ReducedCell
{
    // A vector counts as shorter when it is so by more than rounding.
    private const double Gain = 1e-9;

    /// <summary>The reduced basis, from the shortest to the longest vector.</summary>
    public static Lattice Of(Lattice lattice)
    {
        Vector3D[] basis = [lattice.A, lattice.B, lattice.C];
        while (true)
        {
            Array.Sort(basis, (u, v) => u.Length.CompareTo(v.Length));
            if (Shorten(basis, 2) || Shorten(basis, 1))
                continue;
            return new Lattice(basis[0], basis[1], basis[2]);
        }
    }

    // Replaces one vector by the shortest sum with multiples of the shorter ones.
    private static bool Shorten(Vector3D[] basis, int which)
    {
        Vector3D best = basis[which];
        for (int i = -1; i <= 1; i++)
        {
            for (int j = which == 2 ? -1 : 0; j <= (which == 2 ? 1 : 0); j++)
            {
                Vector3D sum = basis[which] + (i * basis[0]) + (j * basis[1]);
                if (sum.Length < best.Length)
                    best = sum;
            }
        }

        bool shorter = best.Length < basis[which].Length * (1 - Gain);
        if (shorter)
            basis[which] = best;
        return shorter;
    }
}
