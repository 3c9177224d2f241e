using System.Collections.Immutable;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Twins and stacking faults in hot fcc: atoms of the layers with unlike neighbors above and below are hcp, all others
/// fcc. A run ends when a layer has moved.
/// </summary>
internal sealed class DynamicFaults(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double Width = 7;

    private static readonly ImmutableArray<Substance> Matter =
        [.. Substances.All.Where(substance => !substance.IsHeldOut && substance.Crystal == CrystalKind.Fcc)];

    private readonly DynamicClasses _classes = new(classes);

    /// <summary>The kind: a sample is one run.</summary>
    public SampleKind Kind => new(
        "hot faults", 2 * settings.Simulations * Matter.Length, (index, draws) => Make(
            Matter[index % Matter.Length],
            Layers(draws),
            [draws.Uniform(0.4, 0.7), draws.Uniform(0.7, 0.9), draws.Uniform(0.9, 1)],
            _classes,
            draws,
            settings.Rows,
            settings.TellsAll));

    /// <summary>
    /// Close-packed layers with one or two faults, at least four layers apart: an intrinsic or extrinsic stacking
    /// fault, or two twin planes.
    /// </summary>
    public static string Layers(Draws draws)
    {
        while (true)
        {
            int count = draws.Between(12, 18), faults = draws.Between(1, 2);
            int[] steps = [.. Enumerable.Repeat(1, count)];
            int at = 3;
            for (int fault = 0; fault < faults; fault++)
            {
                int length = draws.Chance(0.5) ? draws.Between(4, 6) : draws.Between(1, 2);
                for (int k = at; k < Math.Min(at + length, count); k++)
                    steps[k] = -1;
                at += length + 4;
            }

            if (at > count + 1 || (steps.Sum() + (3 * count)) % 3 != 0)
                continue;
            int letter = 0;
            return string.Concat(steps.Select(step =>
            {
                char name = (char)('A' + letter);
                letter = (letter + step + 3) % 3;
                return name;
            }));
        }
    }

    /// <summary>Heats layers.</summary>
    /// <param name="substance">An fcc metal.</param>
    /// <param name="layers">Sequence of layers, repeated periodically.</param>
    /// <param name="ratios">Temperatures of the frames, rising, in units of the melting temperature.</param>
    /// <param name="classes">Labels.</param>
    /// <param name="draws">Random numbers of the run.</param>
    /// <param name="rows">Atoms of a frame that become rows.</param>
    /// <param name="all">Whether all atoms of the most frequent class are told too.</param>
    public static IReadOnlyList<AtomSample> Make(
        Substance substance,
        string layers,
        IReadOnlyList<double> ratios,
        DynamicClasses classes,
        Draws draws,
        int rows,
        bool all = false)
    {
        CrystalCell block = CrystalCell.Stacked(layers);
        block = block.RepeatTo(Width, Width, block.Edges.Z);
        Particles atoms = DynamicStart.Of(substance, block, Periodicity.Bulk, draws);
        int[] layer = [.. block.Fractions.Select(fraction => (int)Math.Round(fraction.Z * layers.Length))];
        bool[] isHexagonal = [.. layers.Select((_, k) => Beside(layers, k, -1) == Beside(layers, k, 1))];
        bool[] isRestacked =
            [.. layers.Select((own, k) => isHexagonal[k] || (own - Beside(layers, k, -1) + 3) % 3 != 1)];
        var order = new CrystalOrder(CrystalKind.Fcc, CrystalCell.Stacked("ABC"), 1.01 * substance.Spacing);
        var run = new Simulation(atoms, substance.Create(), substance.Settings(CellMotion.EachAxis), draws.Seed());
        double now = ratios[0] * substance.Melting;
        run.Heat(2 * now);
        run.Run(200, now);
        order.LearnCrystal(run, now, atom => !isRestacked[layer[atom]]);
        if (order.HasMelted)
            return [];
        var samples = new List<AtomSample>();
        foreach (double ratio in ratios)
        {
            run.Run(150, now, ratio * substance.Melting);
            now = ratio * substance.Melting;
            run.Run(200, now);
            order.Measure(run, now);
            if (!AreInPlace(order, layer, isRestacked))
                break;
            order.Places.CopyTo(atoms.Places, 0);
            AtomSample sample = DynamicClasses.Sample(
                substance,
                atoms,
                [.. layer.Select(k => isHexagonal[k] ? classes.Hexagonal : classes.Cubic)],
                $"{substance.Name} {layers} at {ratio:F2} of melting",
                rows);
            samples.Add(all ? sample : LabelColumn.Sample(
                StackingSamples.Balance(LabelColumn.Set(sample.Structure, sample.Labels.AsSpan()), draws),
                sample.Name,
                rows));
        }

        return samples;

        static char Beside(string layers, int k, int step) => layers[(k + step + layers.Length) % layers.Length];
    }

    // In every layer most atoms see the stacking that the layer had at the start.
    private static bool AreInPlace(CrystalOrder order, int[] layer, bool[] isRestacked)
    {
        var same = new int[isRestacked.Length];
        var all = new int[isRestacked.Length];
        for (int atom = 0; atom < layer.Length; atom++)
        {
            all[layer[atom]]++;
            if (order.IsRestacked[atom] == isRestacked[layer[atom]])
                same[layer[atom]]++;
        }

        return same.Zip(all).All(pair => pair.First > 0.85 * pair.Second);
    }
}
