using System.Collections.Immutable;
using Arise.Clustering;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Crystals in contact with their melt. A part of a hot crystal is melted while the rest is held, then all atoms move
/// near the melting temperature until the layers at the front are as they want to be. An atom is crystal or none by its
/// bond order (<see cref="CrystalOrder"/>); what lies between is untold, and so is most of what is far from the front.
/// </summary>
internal sealed class DynamicFronts(CrystalClasses classes, AtomSampleSettings settings)
{
    /// <summary>
    /// Order from which an atom is crystal, and below which it is none: 1 in the hot crystal, 0 in the melt.
    /// </summary>
    public const double CrystalFrom = 0.55, NoneBelow = 0.4;

    // In nearest distances: how far from the other side an atom is near the front, and edges of the cell.
    private const double Near = 3, Width = 6.5, Length = 21;

    // Atoms closer than this are neighbors; a crystal atom has this share of crystal among its neighbors at least, and
    // none at most one minus this.
    private const double Shell = 1.35, LeastShare = 0.3;

    // Of the atoms that are not near the front.
    private const double ToldShare = 0.2;

    private static readonly ImmutableArray<(Substance Substance, string Face)> Fronts =
    [
        .. from substance in Substances.All
           where !substance.IsHeldOut
           from face in Faces(substance.Crystal)
           select (substance, face),
    ];

    private readonly DynamicClasses _classes = new(classes);

    /// <summary>The kind: a sample is one run.</summary>
    public SampleKind Kind => new(
        "solid-liquid fronts", settings.Simulations * Fronts.Length, (index, draws) => Make(
            Fronts[index % Fronts.Length].Substance,
            Fronts[index % Fronts.Length].Face,
            draws.Uniform(0.96, 1.01),
            _classes,
            draws,
            2 * settings.Rows,
            all: settings.TellsAll));

    /// <summary>The faces whose fronts are made.</summary>
    public static IReadOnlyList<string> Faces(CrystalKind crystal) => crystal switch
    {
        CrystalKind.Hcp => ["basal", "prism", "prism2"],
        CrystalKind.Bcc => ["001", "110"],
        _ => ["001", "111", "110"],
    };

    /// <summary>Makes a front.</summary>
    /// <param name="substance">What it is.</param>
    /// <param name="face">Face of the crystal that touches the melt.</param>
    /// <param name="ratio">Temperature in units of the melting temperature.</param>
    /// <param name="classes">Labels.</param>
    /// <param name="draws">Random numbers of the run.</param>
    /// <param name="rows">Atoms of a frame that become rows.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="all">Whether atoms far from the front are told too.</param>
    /// <returns>Frames in the order of time; none of a front that has melted or frozen away.</returns>
    public static IReadOnlyList<AtomSample> Make(
        Substance substance,
        string face,
        double ratio,
        DynamicClasses classes,
        Draws draws,
        int rows,
        int frames = 3,
        bool all = false)
    {
        double temperature = ratio * substance.Melting, spacing = 1.02 * substance.Spacing;
        Particles atoms = DynamicStart.Crystal(substance, face, new Vector3D(Width, Width, Length), draws);
        var order = new CrystalOrder(substance.Crystal, CrystalCell.Of(substance.Crystal, face), spacing);
        var run = new Simulation(atoms, substance.Create(), substance.Settings(CellMotion.EachAxis), draws.Seed());
        run.Heat(2 * temperature);
        run.Run(500, temperature);
        order.LearnCrystal(run, temperature);
        if (order.HasMelted)
            return [];

        double half = draws.Uniform(0.2, 0.3);
        bool[] held = [.. Enumerable.Range(0, atoms.Count).Select(atom => Height(atoms, atom) > half)];
        run.Held = held;
        run.Settings = substance.Settings(CellMotion.None);
        run.Run(400, 3.5 * temperature);
        run.Settings = substance.Settings(CellMotion.AlongZ);
        run.Run(300, 3.5 * temperature, temperature);
        order.LearnLiquid(run, temperature, atom => !held[atom] && Height(atoms, atom) < half - 0.08);
        run.Held = null;
        run.Run(1200, temperature);

        var samples = new List<AtomSample>();
        for (int frame = 0; frame < frames; frame++)
        {
            run.Run(300, temperature);
            order.Measure(run, temperature);
            short[] labels = Label(order, substance, atoms, classes);
            order.Places.CopyTo(atoms.Places, 0);
            Clean(labels, atoms, Shell * substance.Spacing);
            double crystal = labels.Count(label => label >= 0) / (double)labels.Length;
            if (crystal is < 0.15 or > 0.85)
                break;
            if (!all)
                KeepNear(labels, atoms, Near * substance.Spacing, draws);
            samples.Add(DynamicClasses.Sample(
                substance, atoms, labels, $"{substance.Name} ({face}) front at {ratio:F2} of melting", rows));
        }

        return samples;
    }

    private static short[] Label(
        CrystalOrder order, Substance substance, Particles atoms, DynamicClasses classes)
    {
        short crystal = classes.Of(substance.Crystal);
        var labels = new short[atoms.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = order.Values[i] < NoneBelow ? AtomSample.None
                : order.Values[i] < CrystalFrom || order.IsRestacked[i] ? AtomSample.Untold : crystal;
        }

        return labels;
    }

    // What fluctuates within the crystal or the melt is untold: single atoms, and crystal that is not connected with
    // the rest of it.
    private static void Clean(short[] labels, Particles atoms, double shell)
    {
        var search = new NeighborSearch(atoms.ToStructure(DynamicClasses.Elements), shell);
        var neighbors = new NeighborBuffer();
        short[] before = [.. labels];
        var regions = new DisjointSets(labels.Length);
        for (int i = 0; i < labels.Length; i++)
        {
            search.Find(i, neighbors);
            int crystals = 0;
            foreach (int j in neighbors.Atoms)
                crystals += before[j] >= 0 ? 1 : 0;
            double share = crystals / Math.Max(1.0, neighbors.Count);
            if (before[i] >= 0 ? share < LeastShare : share > 1 - LeastShare)
                labels[i] = AtomSample.Untold;
        }

        for (int i = 0; i < labels.Length; i++)
        {
            search.Find(i, neighbors);
            foreach (int j in neighbors.Atoms)
            {
                if (labels[i] >= 0 && labels[j] >= 0)
                    regions.Unite(i, j);
            }
        }

        int largest = Enumerable.Range(0, labels.Length).Max(atom => regions.SizeOf(regions.Find(atom)));
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] >= 0 && regions.SizeOf(regions.Find(i)) < largest)
                labels[i] = AtomSample.Untold;
        }
    }

    // Atoms near an atom of the other side stay told, and a few of the others.
    private static void KeepNear(short[] labels, Particles atoms, double distance, Draws draws)
    {
        var search = new NeighborSearch(atoms.ToStructure(DynamicClasses.Elements), distance);
        var neighbors = new NeighborBuffer();
        short[] before = [.. labels];
        for (int i = 0; i < labels.Length; i++)
        {
            if (before[i] == AtomSample.Untold)
                continue;
            search.Find(i, neighbors);
            bool near = false;
            foreach (int j in neighbors.Atoms)
                near |= before[j] != before[i] && before[j] != AtomSample.Untold;
            if (!near && !draws.Chance(ToldShare))
                labels[i] = AtomSample.Untold;
        }
    }

    // Distance from the middle of the cell along z, in edges.
    private static double Height(Particles atoms, int atom)
    {
        double z = atoms[atom].Z / atoms.Cell.Z;
        return Math.Abs(z - Math.Floor(z) - 0.5);
    }
}
