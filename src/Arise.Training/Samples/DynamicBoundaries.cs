using System.Collections.Immutable;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Symmetric tilt boundaries between two grains of a cubic crystal, shifted at random and annealed by heat. An atom has
/// the class when it is in the order of one of the grains; the others, in the boundary itself, are untold.
/// </summary>
internal sealed class DynamicBoundaries(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double CrystalFrom = 0.5, Annealing = 0.8;

    // In nearest distances: edges of the cell, atoms that are too close at the start, and the half of a boundary.
    private const double Width = 6, Thickness = 8, Overlap = 0.75, Half = 2.5;

    // Sigma 5, 5, 13, 13, 17, 25 and 41 (F. Kronberg, F. H. Wilson, Trans. AIME 185, 501 (1949)).
    private static readonly ImmutableArray<(int N, int M)> Tilts =
        [(2, 1), (3, 1), (3, 2), (5, 1), (4, 1), (4, 3), (5, 4)];

    private static readonly ImmutableArray<Substance> Matter =
        [.. Substances.All.Where(substance => !substance.IsHeldOut && substance.Crystal != CrystalKind.Hcp)];

    private readonly DynamicClasses _classes = new(classes);

    /// <summary>The kind: a sample is one run.</summary>
    public SampleKind Kind => new("hot boundaries", settings.Simulations * Matter.Length, (index, draws) => Make(
        Matter[index % Matter.Length], draws.Of(Tilts), draws.Uniform(0.4, 0.9), _classes, draws, settings.Rows));

    /// <summary>Anneals a boundary and takes two frames.</summary>
    /// <param name="substance">What it is.</param>
    /// <param name="tilt">The boundary is the plane (n m 0).</param>
    /// <param name="ratio">Temperature of the frames in units of the melting temperature.</param>
    /// <param name="classes">Labels.</param>
    /// <param name="draws">Random numbers of the run.</param>
    /// <param name="rows">Atoms of a frame that become rows.</param>
    public static IReadOnlyList<AtomSample> Make(
        Substance substance, (int N, int M) tilt, double ratio, DynamicClasses classes, Draws draws, int rows)
    {
        double melting = substance.Melting, spacing = substance.Spacing, temperature = ratio * melting;
        CrystalCell lower = CrystalCell.Tilted(substance.Crystal, tilt.N, tilt.M), upper = Mirrored(lower);
        Particles atoms = DynamicStart.Of(
            substance, Joined(lower.RepeatTo(Width, Width, Thickness), upper.RepeatTo(Width, Width, Thickness), draws),
            Periodicity.Bulk, draws);
        bool[] isUpper = [.. Enumerable.Range(0, atoms.Count).Select(i => atoms[i].Z > atoms.Cell.Z / 2)];
        bool[] isCore = [.. Enumerable.Range(0, atoms.Count).Select(i => IsCore(atoms, i, Half * spacing))];
        var run = new Simulation(atoms, substance.Create(), substance.Settings(CellMotion.EachAxis), draws.Seed());
        run.Heat(melting);
        run.Run(200, 0.4 * melting, Annealing * melting);
        run.Run(600, Annealing * melting);
        run.Run(200, Annealing * melting, temperature);
        CrystalOrder[] grains =
        [
            new(substance.Crystal, lower, 1.01 * spacing), new(substance.Crystal, upper, 1.01 * spacing),
        ];
        grains[0].LearnCrystal(run, temperature, atom => isCore[atom] && !isUpper[atom]);
        grains[1].LearnCrystal(run, temperature, atom => isCore[atom] && isUpper[atom]);
        if (grains.Any(grain => grain.HasMelted))
            return [];
        var samples = new List<AtomSample>();
        for (int frame = 0; frame < 2; frame++)
        {
            run.Run(100, temperature);
            var labels = new short[atoms.Count];
            Array.Fill(labels, AtomSample.Untold);
            foreach (CrystalOrder grain in grains)
            {
                grain.Measure(run, temperature);
                for (int i = 0; i < labels.Length; i++)
                {
                    if (grain.Values[i] > CrystalFrom && !grain.IsRestacked[i])
                        labels[i] = classes.Of(substance.Crystal);
                }
            }

            if (labels.Count(label => label >= 0) < 0.6 * labels.Length)
                break;
            samples.Add(DynamicClasses.Sample(
                substance,
                atoms,
                labels,
                $"{substance.Name} boundary ({tilt.N}{tilt.M}0) at {ratio:F2} of melting",
                rows));
        }

        return samples;
    }

    private static CrystalCell Mirrored(CrystalCell cell) =>
        cell with { Fractions = [.. cell.Fractions.Select(f => f with { Z = (1 - f.Z) % 1 })] };

    // One grain above the other, the upper one shifted within the boundary; of two atoms that are too close one goes.
    private static CrystalCell Joined(CrystalCell lower, CrystalCell upper, Draws draws)
    {
        Vector3D shift = new(draws.Uniform(), draws.Uniform(), 0);
        var edges = new Vector3D(lower.Edges.X, lower.Edges.Y, 2 * lower.Edges.Z);
        Vector3D[] all =
        [
            .. lower.Fractions.Select(f => f with { Z = f.Z / 2 }),
            .. upper.Fractions.Select(f => new Vector3D((f.X + shift.X) % 1, (f.Y + shift.Y) % 1, (1 + f.Z) / 2)),
        ];
        var joined = new CrystalCell(edges, all);
        var cell = new Particles(joined.Positions(), default, edges, Periodicity.Bulk);
        var search = new NeighborSearch(cell.ToStructure(DynamicClasses.Elements), Overlap);
        var neighbors = new NeighborBuffer();
        var gone = new bool[all.Length];
        for (int i = 0; i < all.Length; i++)
        {
            search.Find(i, neighbors);
            foreach (int j in neighbors.Atoms)
                gone[i] |= !gone[j];
        }

        return new CrystalCell(edges, [.. all.Where((_, i) => !gone[i])]);
    }

    // The boundaries are at the ends and in the middle of the cell.
    private static bool IsCore(Particles atoms, int atom, double half)
    {
        double z = atoms[atom].Z % (atoms.Cell.Z / 2);
        return z > half && z < (atoms.Cell.Z / 2) - half;
    }
}
