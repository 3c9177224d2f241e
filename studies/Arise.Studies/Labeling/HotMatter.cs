using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Labeling;

/// <summary>Crystals, slabs and particles that move at a temperature; atoms are known by the site they started from.</summary>
/// <param name="substance">What they are.</param>
/// <param name="ratio">Temperature in units of the melting temperature.</param>
internal sealed class HotMatter(Substance substance, double ratio)
{
    // A vibration takes 52 steps.
    private const int Settling = 800, BetweenFrames = 150;

    // An atom that has gone farther from its site, in nearest distances, is no longer told.
    private const double FarFromSite = 0.45;

    /// <summary>Frames of a run that starts from a crystal, slab or particle.</summary>
    /// <param name="atoms">Atoms on the sites of a crystal; they are moved.</param>
    /// <param name="motion">How the cell follows the pressure.</param>
    /// <param name="labels">Right answer of each atom.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="draws">Random numbers.</param>
    /// <param name="name">What a person calls it.</param>
    public IEnumerable<AtomSample> Frames(
        Particles atoms, CellMotion motion, short[] labels, int frames, Draws draws, string name)
    {
        double temperature = ratio * substance.Melting;
        var sites = new Vector3D[atoms.Count];
        for (int atom = 0; atom < sites.Length; atom++)
            sites[atom] = Scaled(atoms[atom], atoms.Cell);
        var run = new Simulation(atoms, substance.Create(), substance.Settings(motion), draws.Seed());
        run.Heat(2 * temperature);
        run.Run(Settling - BetweenFrames, temperature);
        for (int frame = 0; frame < frames; frame++)
        {
            run.Run(BetweenFrames, temperature);
            yield return DynamicClasses.Sample(substance, atoms, Told(atoms, sites, labels), name, 1);
        }
    }

    // Against the drift of all atoms together.
    private short[] Told(Particles atoms, Vector3D[] sites, short[] labels)
    {
        var steps = new Vector3D[sites.Length];
        Vector3D drift = default;
        for (int atom = 0; atom < sites.Length; atom++)
        {
            Vector3D site = Placed(sites[atom], atoms.Cell);
            steps[atom] = atoms.Nearest(site, atoms[atom]);
            drift += steps[atom] / sites.Length;
        }

        return [.. labels.Select((label, atom) =>
            (steps[atom] - drift).Length < FarFromSite * substance.Spacing ? label : AtomSample.Untold)];
    }

    private static Vector3D Scaled(Vector3D p, Vector3D cell) => new(p.X / cell.X, p.Y / cell.Y, p.Z / cell.Z);

    private static Vector3D Placed(Vector3D f, Vector3D cell) => new(f.X * cell.X, f.Y * cell.Y, f.Z * cell.Z);

    /// <summary>Whether each atom has fewer neighbors than those inside a crystal.</summary>
    public bool[] AtSurface(Particles atoms)
    {
        double reach = BondOrder.For(substance.Crystal).Middle * substance.Spacing;
        var search = new NeighborSearch(atoms.ToStructure(DynamicClasses.Elements), reach);
        var neighbors = new NeighborBuffer();
        var counts = new int[atoms.Count];
        for (int atom = 0; atom < counts.Length; atom++)
        {
            search.Find(atom, neighbors);
            counts[atom] = neighbors.Count;
        }

        int most = counts.Max();
        return [.. counts.Select(count => count < most)];
    }
}
