using Arise.Datasets;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;
using Arise.Training;

namespace Arise.Studies.Recognition;

/// <summary>
/// Structures to try on a model that refuses what it does not know: known ones with defects, hot, small, deformed, and
/// unknown ones from liquids to crystals. Described once and kept in a folder. No seed of theirs is that of a training
/// set or of a calibration.
/// </summary>
internal static class NoveltyGroups
{
    private const ulong Seed = 20_261_100;
    private const int DisorderedStructures = 200;
    private const double BoxEdge = 16;

    private static readonly ChemicalElement[] Species =
        [.. new[] { "Cu", "O", "Na", "Si" }.Select(ChemicalElement.Parse)];

    /// <summary>The groups, in the order of the table.</summary>
    /// <param name="folder">Where the described structures are kept.</param>
    /// <param name="thermal">Folder of molecular-dynamics snapshots, or null.</param>
    /// <param name="further">Folder of further crystals that are no classes, or null.</param>
    public static IEnumerable<NoveltyGroup> All(string folder, string? thermal, string? further)
    {
        var kept = new DescribedSets(folder);
        var known = new RobustnessSets(folder);
        Prototype[] prototypes = [.. PrototypeLibrary.Published];
        (string Name, TrainingSet Set)[] snapshots = [.. known.Snapshots(thermal)];

        NoveltyGroup Test(string name, NoveltyGroupKind kind, Func<TrainingSet> make) =>
            new(name, kind, kept.Keep("novelty " + name, make).Set);
        NoveltyGroup Defective(string name, NoveltyGroupKind kind, double missing, double displaced) =>
            new(name, kind, known.Defective(missing, displaced).Set);
        NoveltyGroup Unknown(string name, string crystals) =>
            Test(name, NoveltyGroupKind.Unknown, () => Crystals(PrototypeFiles.ReadFolder(crystals)))
                with { IsCrystals = true };

        yield return Test(
            "mildly defective",
            NoveltyGroupKind.Mild,
            () => DefectiveSet.Generate(prototypes, DefectiveSet.Mild, Seed));
        yield return Defective("displaced by up to 4 % of d_NN", NoveltyGroupKind.Known, 0, 0.04);
        yield return Defective("displaced by up to 10 %", NoveltyGroupKind.Hard, 0, 0.1);
        yield return Defective("30 % missing", NoveltyGroupKind.Known, 0.3, 0);
        yield return Defective("30 % missing, displaced by up to 10 %", NoveltyGroupKind.Known, 0.3, 0.1);
        yield return new(
            "cubes of 12 to 18 Angstrom, cut at random", NoveltyGroupKind.Hard, known.Cubes().Set);
        foreach (string share in new[] { "0.4", "0.8", "1.0" })
        {
            TrainingSet[] hot = [.. snapshots.Where(s => s.Name.EndsWith(share, StringComparison.Ordinal))
                .Select(s => s.Set)];
            if (hot.Length > 0)
            {
                yield return new(
                    $"crystals at {share} of the melting point",
                    share == "0.4" ? NoveltyGroupKind.Known : NoveltyGroupKind.Hard,
                    Joined(hot));
            }
        }

        yield return Test(
            "Bain path near fcc and bcc",
            NoveltyGroupKind.Known,
            () => Bain(ratio => Math.Min(Math.Abs(ratio - 1), Math.Abs(ratio - Math.Sqrt(2))) < 0.06));
        yield return Test("boxes inside one grain", NoveltyGroupKind.Known, () => Grains(share => share == 0));
        yield return Test(
            "boxes with less than a tenth in other grains",
            NoveltyGroupKind.Between,
            () => Grains(share => share is > 0 and < 0.1));
        yield return Test(
            "boxes with more in other grains", NoveltyGroupKind.Between, () => Grains(share => share >= 0.1));
        TrainingSet[] melts =
            [.. snapshots.Where(s => s.Name.StartsWith("liquid", StringComparison.Ordinal)).Select(s => s.Set)];
        if (melts.Length > 0)
            yield return new("melts", NoveltyGroupKind.Unknown, Joined(melts));
        yield return Test("packings", NoveltyGroupKind.Unknown, Packings);
        yield return Test("random points", NoveltyGroupKind.Unknown, RandomPoints);
        yield return Test("shaken crystals", NoveltyGroupKind.Unknown, () => Shaken(prototypes));
        if (further is not null)
            yield return Unknown("further crystals", further);
        yield return Unknown("20 crystals of the examples", Path.Combine(AppContext.BaseDirectory, "unknown"));
        yield return Test(
            "Bain path far out", NoveltyGroupKind.Unknown, () => Bain(ratio => ratio is < 0.62 or > 1.75));
    }

    // Row by row one after the other.
    private static TrainingSet Joined(TrainingSet[] sets) => new(
        [.. sets.SelectMany(set => set.Descriptors)],
        [.. sets.SelectMany(set => set.Labels)],
        sets[0].ClassLabels,
        [.. sets.SelectMany(set => set.Names)]);

    private static TrainingSet Bain(Func<double, bool> isMeant)
    {
        var path = new BainPath { Step = 0.1 };
        var samples = new List<(string, Func<AtomicStructure>)>();
        for (int i = 0; i < path.Count; i++)
        {
            for (int j = 0; j < path.Count; j++)
            {
                (double a, double c) = (path.Parameter(i), path.Parameter(j));
                if (isMeant(c / a))
                    samples.Add(("tetragonal iron", () => path.Crystal(a, c)));
            }
        }

        return DescribedSets.Describe([.. samples]);
    }

    // Boxes of three columnar slabs with four grains each, by the share of atoms that are not of the commonest grain.
    private static TrainingSet Grains(Func<double, bool> isMeant)
    {
        const double Stride = 4;
        const double Width = 100;
        var boxes = new List<(string, Func<AtomicStructure>)>();
        for (ulong seed = Seed; seed < Seed + 3; seed++)
        {
            AtomicStructure slab = new Polycrystal
            {
                Size = new Vector3D(Width, Width, BoxEdge),
                Grains = [.. RobustnessSets.ElementalClasses.Select(PrototypeLibrary.Find)],
                NearestNeighborDistance = 2.5,
                Element = ChemicalElement.Parse("Fe"),
                IsColumnar = true,
                Seed = seed,
            }.Build();
            long[] grains = (long[])slab.Columns.Single(column => column.Name == "grain").Values;
            for (double x = BoxEdge / 2; x <= Width - (BoxEdge / 2); x += Stride)
            {
                for (double y = BoxEdge / 2; y <= Width - (BoxEdge / 2); y += Stride)
                {
                    int[] atoms = [.. Enumerable.Range(0, slab.Count).Where(atom =>
                        Math.Abs(slab.Positions[atom].X - x) < BoxEdge / 2
                        && Math.Abs(slab.Positions[atom].Y - y) < BoxEdge / 2)];
                    int most = atoms.GroupBy(atom => grains[atom]).Max(grain => grain.Count());
                    if (isMeant(1 - ((double)most / atoms.Length)))
                        boxes.Add(("box", () => slab.Select(atoms)));
                }
            }
        }

        return DescribedSets.Describe([.. boxes]);
    }

    private static TrainingSet Packings() => DescribedSets.Describe(
        [.. Enumerable.Range(0, DisorderedStructures).Select(k => ("packing", (Func<AtomicStructure>)(() =>
            DisorderedPacking.Create(
                new DisorderedPackingSettings
                {
                    Atoms = 200,
                    Density = new RandomNumbers(Seed + 10, (ulong)k).Uniform(0, 0.5, 1.08),
                    Species = [.. Species[..((k % Species.Length) + 1)]],
                },
                Seed + 11,
                (ulong)k))))]);

    // Points one after the other at random places of a periodic cube, those too close to an earlier one left out.
    private static TrainingSet RandomPoints() => DescribedSets.Describe(
        [.. Enumerable.Range(0, DisorderedStructures).Select(k => ("random points", (Func<AtomicStructure>)(() =>
        {
            const double Edge = 15;
            const int Trials = 20_000, MostPoints = 300;
            var random = new RandomNumbers(Seed + 12, (ulong)k);
            double least = random.Uniform(0, 1.8, 2.4);
            var points = new List<Vector3D>();
            for (ulong trial = 0; trial < Trials && points.Count < MostPoints; trial++)
            {
                ulong first = 1 + (3 * trial);
                Vector3D point = Edge * new Vector3D(
                    random.Uniform(first), random.Uniform(first + 1), random.Uniform(first + 2));
                if (points.TrueForAll(other => PeriodicDistance(point - other, Edge) >= least))
                    points.Add(point);
            }

            return new AtomicStructure(
                [.. points],
                [.. points.Select((_, i) => Species[i % ((k % 3) + 1)])],
                new Lattice(new(Edge, 0, 0), new(0, Edge, 0), new(0, 0, Edge)),
                Periodicity.Bulk);
        })))]);

    private static double PeriodicDistance(Vector3D d, double edge) => (d - (edge * new Vector3D(
        Math.Round(d.X / edge), Math.Round(d.Y / edge), Math.Round(d.Z / edge)))).Length;

    // The largest block of each class; with a standard deviation of a quarter of d_NN no crystal is left.
    private static TrainingSet Shaken(Prototype[] prototypes) => DescribedSets.Describe(
        [.. prototypes.Select((prototype, k) => ("shaken", (Func<AtomicStructure>)(() => Displacements.Gaussian(
            PristineStructures.Of(prototype).Last().Structure,
            new RandomNumbers(Seed + 13, (ulong)k).Uniform(0, 0.25, 0.5)
                * NearestNeighborDistance.OfAllAtoms(prototype.Structure),
            Seed + 14,
            (ulong)k))))]);

    // The periodic crystal and three blocks, these also with 5 % of the atoms missing and displacements of 0.6 %.
    private static TrainingSet Crystals(IReadOnlyList<Prototype> crystals)
    {
        var samples = new List<(string, Func<AtomicStructure>)>();
        ulong number = 0;
        foreach (PristineStructures.Sample sample in PristineStructures.Of(crystals))
        {
            AtomicStructure perfect = sample.Structure;
            samples.Add((sample.Prototype.Label, () => perfect));
            if (perfect.Periodicity.Any)
                continue;
            ulong own = number++;
            samples.Add((sample.Prototype.Label, () => Displacements.Uniform(
                Vacancies.Remove(perfect, 0.05, Seed + 15, own),
                0.006 * NearestNeighborDistance.OfAllAtoms(perfect),
                Seed + 15,
                own)));
        }

        return DescribedSets.Describe([.. samples]);
    }
}
