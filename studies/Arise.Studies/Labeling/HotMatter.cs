using System.Globalization;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;

namespace Arise.Studies.Labeling;

/// <summary>
/// Crystals and slabs that move at a temperature; atoms are known by the site they started from.
/// </summary>
/// <param name="substance">What they are.</param>
/// <param name="ratio">Temperature in units of the melting temperature.</param>
internal sealed class HotMatter(Substance substance, double ratio)
{
    // A vibration takes 52 steps.
    private const int Settling = 800, BetweenFrames = 150;

    // Of the mean positions, in nearest distances; those of fcc Lennard-Jones 12-6 at 0.8 T_m leave the sites by 0.02.
    private const int MeanSamples = 40, StepsBetween = 10;
    private const double MostDistorted = 0.07;

    // An atom that has gone farther from its site, in nearest distances, is no longer told.
    private const double FarFromSite = 0.45;

    /// <summary>Frames of a run that starts from a crystal, slab or particle.</summary>
    /// <param name="atoms">Atoms on the sites of a crystal; they are moved.</param>
    /// <param name="motion">How the cell follows the pressure.</param>
    /// <param name="labels">Right answer of each atom.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="draws">Random numbers.</param>
    /// <param name="name">What a person calls it.</param>
    /// <returns>None when the mean positions have left the sites: the crystal has become another one.</returns>
    public IEnumerable<AtomSample> Frames(
        Particles atoms, CellMotion motion, short[] labels, int frames, Draws draws, string name)
    {
        double temperature = ratio * substance.Melting;
        var sites = new Vector3D[atoms.Count];
        for (int atom = 0; atom < sites.Length; atom++)
            sites[atom] = Scaled(atoms[atom], atoms.Cell);
        var run = new Simulation(atoms, substance.Create(), substance.Settings(motion), draws.Seed());
        run.Heat(2 * temperature);
        run.Run(Settling, temperature);
        double distortion = Distortion(run, sites, temperature);
        if (distortion > MostDistorted)
        {
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"left out: {name} at {ratio} T_m, distorted by {distortion:F3} nearest distances"));
            yield break;
        }

        for (int frame = 0; frame < frames; frame++)
        {
            run.Run(BetweenFrames, temperature);
            yield return DynamicClasses.Sample(substance, atoms, Told(atoms, sites, labels), name, 1);
        }
    }

    /// <summary>By how much the crystal is longer than at rest: the mean of a periodic one.</summary>
    public double Expansion(Draws draws)
    {
        const int steps = 40, samples = 10;
        const double edge = 6;
        double temperature = ratio * substance.Melting, sum = 0;
        Particles atoms = DynamicStart.Crystal(
            substance, DynamicStart.SimpleFace(substance.Crystal), new Vector3D(edge, edge, edge), draws);
        double atRest = atoms.Cell.X;
        var run = new Simulation(
            atoms, substance.Create(), substance.Settings(CellMotion.Isotropic), draws.Seed());
        run.Heat(2 * temperature);
        run.Run(Settling, temperature);
        for (int sample = 0; sample < samples; sample++)
        {
            run.Run(steps, temperature);
            sum += atoms.Cell.X / atRest / samples;
        }

        return sum;
    }

    private short[] Told(Particles atoms, Vector3D[] sites, short[] labels)
    {
        Vector3D[] steps = Steps(atoms, sites);
        return [.. labels.Select((label, atom) =>
            steps[atom].Length < FarFromSite * substance.Spacing ? label : AtomSample.Untold)];
    }

    // Root mean square of what mean positions have gone from their sites, in nearest distances.
    private double Distortion(Simulation run, Vector3D[] sites, double temperature)
    {
        var means = new Vector3D[sites.Length];
        for (int sample = 0; sample < MeanSamples; sample++)
        {
            run.Run(StepsBetween, temperature);
            Vector3D[] steps = Steps(run.Particles, sites);
            for (int atom = 0; atom < steps.Length; atom++)
                means[atom] += steps[atom] / MeanSamples;
        }

        return Math.Sqrt(means.Average(mean => Vector3D.Dot(mean, mean))) / substance.Spacing;
    }

    // From the sites to the atoms, without the motion of all together.
    private static Vector3D[] Steps(Particles atoms, Vector3D[] sites)
    {
        var steps = new Vector3D[sites.Length];
        Vector3D drift = default;
        for (int atom = 0; atom < sites.Length; atom++)
        {
            steps[atom] = atoms.Nearest(Placed(sites[atom], atoms.Cell), atoms[atom]);
            drift += steps[atom] / sites.Length;
        }

        return [.. steps.Select(step => step - drift)];
    }

    private static Vector3D Scaled(Vector3D p, Vector3D cell) => new(p.X / cell.X, p.Y / cell.Y, p.Z / cell.Z);

    private static Vector3D Placed(Vector3D f, Vector3D cell) => new(f.X * cell.X, f.Y * cell.Y, f.Z * cell.Z);
}
