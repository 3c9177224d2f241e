using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Dynamics;

/// <summary>Small pieces of the substances.</summary>
internal static class Matter
{
    /// <summary>A periodic crystal with edges of about so many nearest distances, atoms moved at random.</summary>
    public static Particles Hot(Substance substance, double edge, double displacement)
    {
        string face = substance.Crystal == CrystalKind.Hcp ? "basal" : "001";
        CrystalCell cell = CrystalCell.Of(substance.Crystal, face).RepeatTo(edge, edge, edge);
        double d = substance.Spacing;
        Vector3D[] positions = cell.Positions(d);
        var random = new RandomNumbers(5, 1);
        for (int i = 0; i < positions.Length; i++)
        {
            ulong first = 3 * (ulong)i;
            positions[i] += displacement * d * new Vector3D(
                random.Uniform(first, -1, 1), random.Uniform(first + 1, -1, 1), random.Uniform(first + 2, -1, 1));
        }

        return new Particles(positions, default, d * cell.Edges, Periodicity.Bulk);
    }

    /// <summary>A run of the substance under its pressure.</summary>
    public static Simulation Run(Substance substance, double edge, CellMotion motion, ulong seed = 1) =>
        new(Hot(substance, edge, 0), substance.Create(), substance.Settings(motion), seed);

    /// <summary>Mean over all atoms of the projection on the order of another piece: 1 in the same crystal.</summary>
    public static double Order(Substance substance, Particles particles, Particles reference)
    {
        BondOrder order = BondOrder.For(substance.Crystal);
        double[] Mean(Particles p)
        {
            var sums = new double[BondOrder.Size * p.Count];
            order.Add(p, substance.Spacing, sums);
            return [.. Enumerable.Range(0, BondOrder.Size).Select(m =>
                Enumerable.Range(0, p.Count).Average(i => sums[(BondOrder.Size * i) + m]))];
        }

        return BondOrder.Projection(Mean(particles), Mean(reference));
    }
}
