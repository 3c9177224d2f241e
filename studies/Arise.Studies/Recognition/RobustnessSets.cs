using System.Globalization;
using Arise.Datasets;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Synthesis;
using Arise.Training;

namespace Arise.Studies.Recognition;

/// <summary>
/// The structures that models are tried on, described once and kept as training sets in a folder: defective blocks,
/// random cubes, molecular-dynamics snapshots. No seed of theirs is that of a training set.
/// </summary>
/// <param name="folder">Where they are kept.</param>
internal sealed class RobustnessSets(string folder)
{
    private const ulong Seed = 20_260_000;
    private const int Repetitions = 10;
    private const int CubesPerClass = 50;
    private const int CubesPerSnapshot = 200;
    private const double SnapshotEdge = 16;

    /// <summary>The classes of the four elemental crystals: fcc, bcc, hcp, diamond.</summary>
    public static readonly string[] ElementalClasses =
        ["fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a", "hcp_Mg_A_hP2_194_c", "diam_C_A_cF8_227_a"];

    private readonly DescribedSets _kept = new(folder);

    /// <summary>The tests by name, in the order of the table.</summary>
    public IEnumerable<(string Name, TrainingSet Set)> All(string? thermal)
    {
        Prototype[] prototypes = [.. PrototypeLibrary.Published];
        yield return _kept.Keep("pristine, all settings", () => PristineTrainingSet.Generate(prototypes));
        yield return _kept.Keep("pristine", () => DescribedSets.Describe(PristineStructures.Of(prototypes)
            .Select(sample => (sample.Prototype.Label, sample.Structure)).ToArray(), (s, _) => s));
        foreach ((double missing, double displaced) in new[]
            { (0.1, 0), (0.3, 0), (0, 0.01), (0, 0.04), (0, 0.07), (0, 0.1), (0.3, 0.1) })
            yield return Defective(missing, displaced);
        yield return _kept.Keep("antisites 10 %", () => Substituted(prototypes, compounds: true));
        yield return _kept.Keep("foreign atoms 10 %", () => Substituted(prototypes, compounds: false));
        yield return Cubes();
        yield return _kept.Keep("cubes 12-18 A, shaken", () => Cubes(prototypes, shaken: true));
        foreach ((string Name, TrainingSet Set) snapshot in Snapshots(thermal))
            yield return snapshot;
    }

    /// <summary>Defective blocks of two classes in turn; their labels are 0 and 1.</summary>
    public static TrainingSet Pair(Prototype[] pair, double missing, double displaced, int count)
    {
        (string Label, AtomicStructure Structure)[][] blocks = [.. pair.Select(p => Repeated([p]))];
        TrainingSet set = DescribedSets.Describe(
            [.. Enumerable.Range(0, count).Select(k => blocks[k % 2][k / 2 % blocks[k % 2].Length])],
            (structure, k) => WithDefects(structure, missing, displaced, k));
        return new TrainingSet(
            set.Descriptors, [.. set.Labels.Select((_, k) => k % 2)], [.. pair.Select(p => p.Label)], set.Names);
    }

    /// <summary>Blocks of all classes with missing atoms and displacements.</summary>
    public (string Name, TrainingSet Set) Defective(double missing, double displaced) => _kept.Keep(
        string.Create(CultureInfo.InvariantCulture, $"missing {100 * missing:F0} %, displaced {100 * displaced:F0} %"),
        () => Defective([.. PrototypeLibrary.Published], missing, displaced));

    /// <summary>Small cubes cut at random from perfect crystals of all classes.</summary>
    public (string Name, TrainingSet Set) Cubes() =>
        _kept.Keep("cubes 12-18 A", () => Cubes([.. PrototypeLibrary.Published], shaken: false));

    /// <summary>Cubes of every snapshot of a folder, named by file; rows of what is no crystal have no class.</summary>
    public IEnumerable<(string Name, TrainingSet Set)> Snapshots(string? thermal) =>
        (thermal is null ? [] : Directory.GetFiles(thermal, "*.dump.gz")).Order()
        .Select(file => _kept.Keep(Path.GetFileName(file).Replace(".dump.gz", ""), () => Snapshot(file)));

    private static TrainingSet Defective(Prototype[] prototypes, double missing, double displaced) =>
        DescribedSets.Describe(
            Repeated(prototypes), (structure, k) => WithDefects(structure, missing, displaced, k));

    private static AtomicStructure WithDefects(AtomicStructure structure, double missing, double displaced, int k)
    {
        AtomicStructure kept = Vacancies.Remove(structure, missing, Seed, (ulong)k);
        return displaced == 0
            ? kept
            : Displacements.Uniform(
                kept, displaced * NearestNeighborDistance.OfAllAtoms(structure), Seed + 1, (ulong)k);
    }

    // Compounds whose species are exchanged at a tenth of the sites, or elements with a tenth of foreign atoms.
    private static TrainingSet Substituted(Prototype[] prototypes, bool compounds) => DescribedSets.Describe(
        Repeated([.. prototypes.Where(p => compounds == p.Structure.DistinctSpecies().Length > 1)]),
        (structure, k) => compounds
            ? Substitutions.Exchange(structure, 0.1, Seed + 5, (ulong)k)
            : Substitutions.Dissolve(structure, ChemicalElement.Parse("Xe"), 0.1, Seed + 5, (ulong)k));

    // The published 588 structures: three blocks, periodic and not, and the nanotubes; each ten times.
    private static (string Label, AtomicStructure Structure)[] Repeated(Prototype[] prototypes)
    {
        var samples = new List<(string, AtomicStructure)>();
        foreach (PristineStructures.Sample sample in PristineStructures.Of(prototypes).Where(s => s.Kind != "periodic"))
        {
            samples.Add((sample.Prototype.Label, sample.Structure));
            if (sample.Structure.Lattice is not null)
            {
                samples.Add((
                    sample.Prototype.Label,
                    sample.Structure.WithPeriodicity(sample.Prototype.Structure.Periodicity)));
            }
        }

        return [.. Enumerable.Repeat(samples, Repetitions).SelectMany(s => s)];
    }

    // As in the training study: edge 12 to 18 Angstrom, and if shaken up to 15 % missing and displaced uniformly by up
    // to 12 % or normally with up to 8 %. Classes with fewer than 20 atoms in the cube get a larger one.
    private static TrainingSet Cubes(Prototype[] prototypes, bool shaken) => DescribedSets.Describe(
        [.. Enumerable.Repeat(prototypes, CubesPerClass).SelectMany(p => p).Select(p => (p.Label, p.Structure))],
        (crystal, k) =>
        {
            var random = new RandomNumbers(Seed + 2, (ulong)k);
            double distance = NearestNeighborDistance.OfAllAtoms(crystal);
            double edge = random.Uniform(0, 12, 18);
            Vector3D center = Center(crystal, random, edge);
            AtomicStructure cube = CrystalPiece.Cube(crystal, center, Rotation.Random(random, 1), edge);
            while (cube.Count < 20 || cube.DistinctSpecies().Length < crystal.DistinctSpecies().Length
                || cube.DistinctSpecies().Any(s => cube.Species.ToArray().Count(t => t == s) < 3))
                cube = CrystalPiece.Cube(crystal, center, Rotation.Random(random, 1), edge += 1);
            if (!shaken)
                return cube;
            cube = Vacancies.Remove(cube, random.Uniform(10, 0, 0.15), Seed + 3, (ulong)k);
            return random.Uniform(11) < 0.5
                ? Displacements.Uniform(cube, random.Uniform(12, 0, 0.12) * distance, Seed + 3, (ulong)k)
                : Displacements.Gaussian(cube, random.Uniform(12, 0, 0.08) * distance, Seed + 3, (ulong)k);
        });

    private static Vector3D Center(AtomicStructure crystal, RandomNumbers random, double edge)
    {
        Vector3D anchor = crystal.Positions[random.Below(5, crystal.Count)];
        if (!crystal.Periodicity.Any)
            return new Vector3D(0, 0, anchor.Z);
        double Next(ulong k) => random.Uniform(k, -0.5, 0.5);
        Vector3D shift = (Next(6) * crystal.Lattice!.A) + (Next(7) * crystal.Lattice.B);
        return crystal.Periodicity.C
            ? anchor + shift + (Next(8) * crystal.Lattice.C)
            : anchor + shift + new Vector3D(0, 0, Next(8) * edge / 3);
    }

    // Cubes with edges along the axes at random places of a periodic snapshot, turned at random for every second one.
    private static TrainingSet Snapshot(string file)
    {
        AtomicStructure snapshot = StructureFile.ReadFirst(
            file, new StructureReadOptions { TypeElements = [ChemicalElement.Parse("Cu")] });
        string? label = ElementalClasses.FirstOrDefault(
            l => Path.GetFileName(file).Contains("_" + l[..3], StringComparison.Ordinal));
        return DescribedSets.Describe(
            [.. Enumerable.Repeat((label ?? "", snapshot), CubesPerSnapshot)],
            (crystal, k) =>
            {
                var random = new RandomNumbers(Seed + 4, (ulong)k);
                Vector3D center = crystal.Lattice!.ToCartesian(
                    new Vector3D(random.Uniform(0), random.Uniform(1), random.Uniform(2)));
                var unturned = new Rotation(new Vector3D(1, 0, 0), new Vector3D(0, 1, 0), new Vector3D(0, 0, 1));
                return CrystalPiece.Cube(
                    crystal, center, k % 2 == 0 ? unturned : Rotation.Random(random, 3), SnapshotEdge);
            });
    }
}
