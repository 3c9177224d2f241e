using System.Collections.Immutable;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Crystals of molecular dynamics from 0.3 times the melting temperature to a little above it, half of them with
/// vacancies: every atom has the class of the crystal. A run ends when the crystal melts or becomes another one.
/// </summary>
internal sealed class DynamicCrystals(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double Edge = 6.5, LeastOrder = 0.7, MostRestacked = 0.03;

    private static readonly ImmutableArray<Substance> Matter =
        [.. Substances.All.Where(substance => !substance.IsHeldOut)];

    private readonly DynamicClasses _classes = new(classes);

    /// <summary>The kind: a sample is one run.</summary>
    public SampleKind Kind => new(
        "hot crystals", settings.Simulations * Matter.Length, (index, draws) => Make(
            Matter[index % Matter.Length],
            [
                draws.Uniform(0.3, 0.6), draws.Uniform(0.6, 0.8), draws.Uniform(0.8, 0.9), draws.Uniform(0.9, 0.97),
                draws.Uniform(0.97, 1.02), draws.Uniform(1.02, 1.05),
            ],
            draws.Chance(0.5) ? draws.Uniform(0.005, 0.03) : 0,
            _classes,
            draws,
            settings.Rows));

    /// <summary>Heats a crystal.</summary>
    /// <param name="substance">What it is.</param>
    /// <param name="ratios">Temperatures of the frames, rising, in units of the melting temperature.</param>
    /// <param name="vacancies">Share of the sites that are empty.</param>
    /// <param name="classes">Labels.</param>
    /// <param name="draws">Random numbers of the run.</param>
    /// <param name="rows">Atoms of a frame that become rows.</param>
    public static IReadOnlyList<AtomSample> Make(
        Substance substance,
        IReadOnlyList<double> ratios,
        double vacancies,
        DynamicClasses classes,
        Draws draws,
        int rows)
    {
        string face = DynamicStart.SimpleFace(substance.Crystal);
        CrystalCell cell = CrystalCell.Of(substance.Crystal, face), block = cell.RepeatTo(Edge, Edge, Edge);
        int[] kept = draws.Choose(
            block.Fractions.Count, block.Fractions.Count - (int)(vacancies * block.Fractions.Count));
        Particles atoms = DynamicStart.Of(
            substance,
            block with { Fractions = [.. kept.Select(atom => block.Fractions[atom])] },
            Periodicity.Bulk,
            draws);
        var run = new Simulation(atoms, substance.Create(), substance.Settings(CellMotion.EachAxis), draws.Seed());
        var order = new CrystalOrder(substance.Crystal, cell, substance.Spacing);
        double now = ratios[0] * substance.Melting;
        run.Heat(2 * now);
        run.Run(200, now);
        order.LearnCrystal(run, now);
        if (order.HasMelted)
            return [];
        short label = classes.Of(substance.Crystal);
        var samples = new List<AtomSample>();
        foreach (double ratio in ratios)
        {
            run.Run(150, now, ratio * substance.Melting);
            now = ratio * substance.Melting;
            run.Run(100, now);
            order.Measure(run, now);
            if (order.Values.Average() < LeastOrder
                || order.IsRestacked.Count(other => other) > MostRestacked * atoms.Count)
                break;
            samples.Add(DynamicClasses.Sample(
                substance,
                atoms,
                [.. Enumerable.Repeat(label, atoms.Count)],
                $"{substance.Name} crystal at {ratio:F2} of melting",
                rows));
        }

        return samples;
    }
}
