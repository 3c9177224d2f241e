using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Crystals that simulations start from.</summary>
internal static class DynamicStart
{
    /// <summary>
    /// A periodic crystal of about these edges, in nearest distances; kinds of atoms in random places.
    /// </summary>
    public static Particles Crystal(Substance substance, string face, Vector3D edges, Draws draws)
    {
        CrystalCell cell = CrystalCell.Of(substance.Crystal, face).RepeatTo(edges.X, edges.Y, edges.Z);
        return Of(substance, cell, Periodicity.Bulk, draws);
    }

    /// <summary>The atoms of a cell at the spacing of the substance.</summary>
    public static Particles Of(Substance substance, CrystalCell cell, Periodicity periodicity, Draws draws)
    {
        int count = cell.Fractions.Count;
        var types = new byte[count];
        int[] order = draws.Choose(count, substance.Shares.Count > 1 ? count : 0);
        for (int k = (int)Math.Round(substance.Shares[0] * count); k < order.Length; k++)
            types[order[k]] = 1;
        return new Particles(
            cell.Positions(substance.Spacing), types, substance.Spacing * cell.Edges, periodicity);
    }

    /// <summary>A face of the crystal that is simple.</summary>
    public static string SimpleFace(CrystalKind crystal) => crystal == CrystalKind.Hcp ? "prism" : "001";
}
