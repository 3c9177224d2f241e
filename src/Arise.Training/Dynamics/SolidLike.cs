using Arise.Structures;

namespace Arise.Dynamics;

/// <summary>
/// Atoms of a liquid or glass that have begun to crystallize, in any orientation: of its neighbors two thirds have q6
/// in the same direction, q6_i . q6_j/(|q6_i| |q6_j|) above 0.6 (P. R. ten Wolde, M. J. Ruiz-Montero, D. Frenkel, J.
/// Chem. Phys. 104, 9932 (1996)).
/// </summary>
internal static class SolidLike
{
    private const double Aligned = 0.6, Share = 2.0 / 3;

    // Degree 6 of the numbers of the bond order.
    private static readonly Range Degree6 = 9..;

    /// <summary>Whether each atom has begun to crystallize.</summary>
    /// <param name="particles">The atoms.</param>
    /// <param name="crystal">Crystal to think of: tells which neighbors count.</param>
    /// <param name="spacing">Nearest distance.</param>
    public static bool[] Find(Particles particles, CrystalKind crystal, double spacing)
    {
        BondOrder order = BondOrder.For(crystal);
        var q = new double[BondOrder.Size * particles.Count];
        order.Add(particles, spacing, q);
        var search = new NeighborSearch(
            particles.ToStructure(new ChemicalElement[256]), order.Middle * spacing);
        var neighbors = new NeighborBuffer();
        var found = new bool[particles.Count];
        for (int i = 0; i < found.Length; i++)
        {
            search.Find(i, neighbors);
            int aligned = 0;
            foreach (int j in neighbors.Atoms)
            {
                double cosine = BondOrder.Cosine(
                    q.AsSpan(BondOrder.Size * i, BondOrder.Size)[Degree6],
                    q.AsSpan(BondOrder.Size * j, BondOrder.Size)[Degree6]);
                if (cosine > Aligned)
                    aligned++;
            }

            found[i] = aligned > Share * neighbors.Count;
        }

        return found;
    }
}
