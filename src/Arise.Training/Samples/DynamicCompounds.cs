using System.Collections.Immutable;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Hot ordered compounds: L1_2 and L1_0 on fcc, B2 on bcc and zinc blende on diamond, whose atoms move as those of the
/// crystal of one kind do, and rock salt of ions. A run ends when an atom has left its site.
/// </summary>
internal sealed class DynamicCompounds(CrystalClasses classes, AtomSampleSettings settings)
{
    private const string Salt = "RockSalt_NaCl";

    private const double Edge = 6.5;

    // In nearest distances: farther from its site an atom has left it.
    private const double Left = 0.6;

    private static readonly ImmutableArray<(Substance Substance, string Order)> Matter =
    [
        .. from substance in Substances.All
           where !substance.IsHeldOut
           from order in Orders(substance.Crystal)
           select (substance, order),
        (Substances.Salt, Salt),
    ];

    /// <summary>The kind: a sample is one run.</summary>
    public SampleKind Kind => new("hot compounds", settings.Simulations * Matter.Length, (index, draws) => Make(
        Matter[index % Matter.Length].Substance,
        Matter[index % Matter.Length].Order,
        [draws.Uniform(0.3, 0.6), draws.Uniform(0.6, 0.85), draws.Uniform(0.85, 1)],
        classes,
        draws,
        settings.Rows));

    /// <summary>Labels of the compounds whose sites are those of a crystal.</summary>
    public static IReadOnlyList<string> Orders(CrystalKind crystal) => crystal switch
    {
        CrystalKind.Fcc => ["L12_Cu3Au", "L10_CuAu"],
        CrystalKind.Bcc => ["CsCl"],
        CrystalKind.Diamond => ["Zincblende_ZnS"],
        _ => [],
    };

    /// <summary>Heats a compound.</summary>
    /// <param name="substance">How its atoms move.</param>
    /// <param name="order">Label of the compound.</param>
    /// <param name="ratios">Temperatures of the frames, rising, in units of the melting temperature.</param>
    /// <param name="classes">Labels.</param>
    /// <param name="draws">Random numbers of the run.</param>
    /// <param name="rows">Atoms of a frame that become rows.</param>
    public static IReadOnlyList<AtomSample> Make(
        Substance substance,
        string order,
        IReadOnlyList<double> ratios,
        CrystalClasses classes,
        Draws draws,
        int rows)
    {
        bool isSalt = order == Salt;
        CrystalCell cell = isSalt ? CrystalCell.SimpleCubic : CrystalCell.Of(substance.Crystal, "001");
        CrystalCell block = isSalt ? cell.Repeat(6, 6, 6) : cell.RepeatTo(Edge, Edge, Edge);
        double spacing = substance.Spacing;
        Vector3D[] sites = block.Positions(spacing);
        byte[] types = [.. sites.Select(site => Type(order, site / (spacing * cell.Edges.X)))];
        var atoms = new Particles(sites, types, spacing * block.Edges, Periodicity.Bulk);
        var run = new Simulation(atoms, substance.Create(), substance.Settings(CellMotion.EachAxis), draws.Seed());
        double now = ratios[0] * substance.Melting;
        run.Heat(2 * now);
        run.Run(200, now);
        short label = classes.LabelOf(order);
        var samples = new List<AtomSample>();
        foreach (double ratio in ratios)
        {
            run.Run(150, now, ratio * substance.Melting);
            now = ratio * substance.Melting;
            run.Run(150, now);
            if (FarthestFromSite(atoms, block) > Left)
                break;
            samples.Add(DynamicClasses.Sample(
                substance,
                atoms,
                [.. Enumerable.Repeat(label, atoms.Count)],
                $"{substance.Name} {order} at {ratio:F2} of melting",
                rows));
        }

        return samples;
    }

    // The kind of atom at a site given in edges of the cube.
    private static byte Type(string order, Vector3D site)
    {
        (int x, int y, int z) = (Quarters(site.X), Quarters(site.Y), Quarters(site.Z));
        return (byte)(order switch
        {
            "L12_Cu3Au" => x % 4 == 0 && y % 4 == 0 && z % 4 == 0 ? 1 : 0,
            "L10_CuAu" => z % 4 == 0 ? 1 : 0,
            "CsCl" => x % 4 == 0 ? 1 : 0,
            "Zincblende_ZnS" => x % 2,
            _ => (x + y + z) / 4 % 2,
        });

        static int Quarters(double edges) => (int)Math.Round(4 * edges);
    }

    // In nearest distances of the present cell, the motion of all atoms together taken out.
    private static double FarthestFromSite(Particles atoms, CrystalCell block)
    {
        Vector3D scale = new(
            atoms.Cell.X / block.Edges.X, atoms.Cell.Y / block.Edges.Y, atoms.Cell.Z / block.Edges.Z);
        var moved = new Vector3D[atoms.Count];
        Vector3D mean = Vector3D.Zero, first = Vector3D.Zero;
        Vector3D[] sites = block.Positions();
        for (int i = 0; i < moved.Length; i++)
        {
            var site = new Vector3D(sites[i].X * scale.X, sites[i].Y * scale.Y, sites[i].Z * scale.Z);
            moved[i] = atoms.Nearest(site + first, atoms[i]);
            if (i == 0)
                (first, moved[i]) = (moved[i], Vector3D.Zero);
            mean += moved[i] / moved.Length;
        }

        return moved.Max(d => (d - mean).Length) / scale.X;
    }
}
