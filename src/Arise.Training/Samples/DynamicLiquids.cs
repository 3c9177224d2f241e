using System.Collections.Immutable;
using Arise.Dynamics;
using Arise.Numerics;

namespace Arise.Samples;

/// <summary>
/// Liquids, supercooled liquids and glasses of molecular dynamics: none of the classes. One run cools a melt step by
/// step and gives frames at every step; it ends when a crystal begins to grow.
/// </summary>
internal sealed class DynamicLiquids(AtomSampleSettings settings)
{
    // Of all atoms; more means that the liquid has begun to crystallize.
    private const double MostSolid = 0.05;

    // Edges in nearest distances: 250 (diamond) to 600 (close-packed) atoms.
    private const double Edge = 7.5;

    private const int FramesPerTemperature = 2;

    private static readonly ImmutableArray<Substance> Matter =
        [.. Substances.All.Concat(Substances.Liquids).Where(substance => !substance.IsHeldOut)];

    /// <summary>The kind: a sample is one run.</summary>
    public SampleKind Kind => new(
        "liquids and glasses", settings.Simulations * Matter.Length, (index, draws) => Make(
            Matter[index % Matter.Length],
            [
                draws.Uniform(1.2, 1.45), draws.Uniform(1, 1.15), draws.Uniform(0.86, 0.96), draws.Uniform(0.75, 0.85),
                draws.Uniform(0.1, 0.4),
            ],
            draws,
            settings.Rows / 2));

    /// <summary>Cools a melt.</summary>
    /// <param name="substance">What it is.</param>
    /// <param name="ratios">
    /// Temperatures at which frames are taken, falling, in units of the melting temperature.
    /// </param>
    /// <param name="draws">Random numbers of the run.</param>
    /// <param name="rows">Atoms of a frame that become rows.</param>
    /// <returns>Frames in the order of time; atoms that have begun to crystallize are untold.</returns>
    public static IReadOnlyList<AtomSample> Make(
        Substance substance, IReadOnlyList<double> ratios, Draws draws, int rows)
    {
        Particles atoms = DynamicStart.Crystal(
            substance, DynamicStart.SimpleFace(substance.Crystal), new Vector3D(Edge, Edge, Edge), draws);
        double melting = substance.Melting, now = 3 * melting;
        var run = new Simulation(atoms, substance.Create(), substance.Settings(CellMotion.None), draws.Seed());
        run.Heat(2 * now);
        run.Run(400, now);
        run.Settings = substance.Settings(CellMotion.Isotropic);
        var samples = new List<AtomSample>();
        foreach (double ratio in ratios)
        {
            run.Run(300, now, ratio * melting);
            now = ratio * melting;
            run.Run(200, now);
            for (int frame = 0; frame < FramesPerTemperature; frame++)
            {
                run.Run(150, now);

                // Thermal expansion of common crystals: 3 % up to the melting point.
                double spacing = substance.Spacing * (1 + (0.03 * ratio));
                bool[] solid = SolidLike.Find(atoms, substance.Crystal, spacing);
                if (solid.Count(isSolid => isSolid) > MostSolid * atoms.Count)
                    return samples;
                short[] labels = [.. solid.Select(isSolid => isSolid ? AtomSample.Untold : AtomSample.None)];
                samples.Add(DynamicClasses.Sample(
                    substance, atoms, labels, $"{substance.Name} at {ratio:F2} of melting", rows));
            }
        }

        return samples;
    }
}
