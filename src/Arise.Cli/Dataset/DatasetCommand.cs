using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Arise.Datasets;
using Arise.Files;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Training;

namespace Arise.Cli;

/// <summary><c>arise dataset</c>: generates a training set, or the defective test set.</summary>
internal static class DatasetCommand
{
    // For the space that a set takes: 39 204 and, per repetition, 14 112 rows of 108 classes; a row with its name.
    private const int RowsPerClass = 363, RowsOfDefects = 131, BytesPerRow = 1300;

    private static readonly RobustTrainingSettings Defaults = new();

    private static readonly Option<FileInfo> Out = new("--out")
    {
        Description = "File to write (.npz, which numpy opens).",
        Required = true,
    };

    private static readonly Option<DirectoryInfo?> Prototypes = PrototypeInputs.Option(
        "Folder with one structure file per class (CIF, POSCAR, ...), named by the class, instead of the 108.");

    private static readonly Option<bool> Robust = new("--robust")
    {
        Description = "Add defective blocks and pieces of each class, and disordered structures without one.",
    };

    private static readonly Option<bool> Defects = new("--defects")
    {
        Description = "The defective structures of the tests instead: 24 defects of 588 structures, 141 120 rows.",
    };

    private static readonly Option<bool> Atoms = new("--atoms")
    {
        Description = "Environments of single atoms instead: crystals hot, strained and defective, melts, fronts.",
    };

    private static readonly Option<bool> Families = new("--families")
    {
        Description = "Members of the families of all classes instead, two-phase pieces, melts, other crystals.",
    };

    private static readonly Option<double[]> Averaging = CheckedOption.Create<double[]>(
        "--averaging",
        "Averaging radii in local scales: 1.8, and 1.3 for the fast model; further ones go to FILE-1.3. With --atoms.",
        [1.8],
        values => Array.ForEach(values, AtomTrainingSet.ValidateRadius));

    private static readonly Option<double> Share = CheckedOption.Create(
        "--share",
        "Samples of every kind, in shares of the usual number: 0.1 for a trial. With --atoms or --families.",
        1.0,
        value => new StructureSampleSettings().Times(value).Validate());

    private static readonly Option<int> Repetitions = PositiveInteger.Option(
        "--repetitions", 10, "How often each defect is made in each structure. With --defects.", most: 10_000);

    private static readonly RobustOptions Numbers = new(Defaults);

    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed of the samples. With --robust, --defects, --atoms or --families.",
        DefaultValueFactory = _ => Defaults.Seed,
    };

    private static readonly Option<int> Threads = ThreadsOption.Create("the file does");

    public static Command Create()
    {
        var command = new Verb(
            "dataset",
            "Generate a training set: 39 204 descriptors of the 108 prototypes, or defective ones too.",
            """
            Each prototype stands as periodic crystal and as three finite blocks of at least 100 atoms,
            nanotubes as they are; each of these 396 structures is described with 11 cutoffs, 3 widths sigma
            and 3 extrinsic scales: the published training set. With --robust, defective structures join it;
            interrupted, the same command goes on from FILE.partial. With --defects: the published test set.
            Arrays: descriptors [row, 316], labels [row] (-1 for none), class_labels [class], names [row].
            With --atoms: one row per atom, 630 numbers, and "none" is the last class; it goes on too.
            With --families: 360 numbers, and second_labels, second_shares [row] for two phases; it goes on too.

            Examples:
              arise dataset --out pristine.npz
              arise dataset --robust --out robust.npz
              arise dataset --defects --seed 1 --out defects.npz
              arise dataset --families --out families.npz
              arise dataset --atoms --out atoms.npz
              arise dataset --atoms --averaging 1.8 1.3 --out atoms.npz
              arise dataset --prototypes minerals --out minerals.npz
            """)
        {
            Out, Prototypes, Robust, Numbers.Blocks, Numbers.Pieces, Numbers.Disordered, Defects, Repetitions, Atoms,
            Families, Averaging, Share, Seed, Threads,
        };
        command.Validators.Add(result =>
        {
            if (Convert.ToInt32(result.GetValue(Robust)) + Convert.ToInt32(result.GetValue(Defects))
                + Convert.ToInt32(result.GetValue(Atoms)) + Convert.ToInt32(result.GetValue(Families)) > 1)
                result.AddError("--robust, --defects, --atoms and --families make different sets: give one of them.");
        });
        foreach (Option number in (Option[])[Numbers.Blocks, Numbers.Pieces, Numbers.Disordered])
            command.TakesOnlyWith(number, Robust);
        command.TakesOnlyWith(Repetitions, Defects);
        command.TakesOnlyWith(Averaging, Atoms);
        command.TakesOnlyWith(
            Share,
            result => result.GetValue(Atoms) || result.GetValue(Families),
            $"it belongs to {Atoms.Name} and {Families.Name}");
        command.TakesOnlyWith(
            Seed,
            result => result.GetValue(Robust) || result.GetValue(Defects) || result.GetValue(Atoms)
                || result.GetValue(Families),
            "nothing in the published training set is drawn at random");
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    // atoms.npz of the radius 1.3: atoms-1.3.npz.
    private static string FurtherFile(string file, double radius) => Path.Combine(
        Path.GetDirectoryName(file) ?? "",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Path.GetFileNameWithoutExtension(file)}-{radius}{Path.GetExtension(file)}"));

    private static bool IsResumed(ParseResult parsed) =>
        parsed.GetValue(Robust) || parsed.GetValue(Atoms) || parsed.GetValue(Families);

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        FileInfo file = parsed.GetValue(Out)!;
        int own = parsed.GetValue(Prototypes) is { Exists: true } folder ? folder.GetFiles().Length : 0;
        double classes = own > 0 ? own : PrototypeLibrary.Published.Count;
        RobustTrainingSettings numbers = Numbers.Settings(parsed);
        double rows = classes
            * (parsed.GetValue(Defects) ? (double)RowsOfDefects * parsed.GetValue(Repetitions) : RowsPerClass);
        if (parsed.GetValue(Robust))
            rows += (classes * (numbers.BlocksPerClass + numbers.PiecesPerClass)) + numbers.Disordered;
        long bytes = (long)Math.Min(rows * BytesPerRow, long.MaxValue / 4);
        RunPaths paths = new RunPaths()
            .ReadsFolder(parsed.GetValue(Prototypes), "a prototype")
            .WritesOver(file.ToString(), "the set", NumpyArchive.IsArchive, bytes)
            .Writes(IsResumed(parsed) ? file + ".partial" : null, "the part of the set that is done");
        foreach (double radius in parsed.GetValue(Atoms) ? parsed.GetValue(Averaging)![1..] : [])
            paths.WritesOver(FurtherFile(file.ToString(), radius), "a further set", NumpyArchive.IsArchive, bytes);
        using IDisposable hold = paths
            .Hold();
        file.Directory!.Create();
        long start = Stopwatch.GetTimestamp();
        int threads = parsed.GetValue(Threads);
        IReadOnlyList<Prototype> prototypes = parsed.GetValue(Prototypes) is null
            && (parsed.GetValue(Families) || parsed.GetValue(Atoms))
                ? PrototypeLibrary.Families
                : PrototypeInputs.Read(parsed.GetValue(Prototypes));
        RobustTrainingSettings? robust = parsed.GetValue(Robust)
            ? Numbers.Settings(parsed) with { Seed = parsed.GetValue(Seed) }
            : null;
        string partial = file.FullName + ".partial";
        TrainingSet? set = null;
        AtomSampleSettings samples =
            new AtomSampleSettings { Seed = parsed.GetValue(Seed) }.Times(parsed.GetValue(Share));
        double[] radii = parsed.GetValue(Averaging)!;
        IReadOnlyList<TrainingSet> sets = [];
        CountedProgress.RunSteps(progress => set = parsed.GetValue(Atoms)
            ? (sets = AtomTrainingSet.Generate(
                prototypes, samples, radii, partial, threads, progress, cancellation))[0]
            : parsed.GetValue(Families)
            ? StructureTrainingSet.Generate(
                prototypes,
                new StructureSampleSettings { Seed = parsed.GetValue(Seed) }.Times(parsed.GetValue(Share)),
                partial,
                threads,
                progress,
                cancellation)
            : robust is not null
            ? RobustTrainingSet.Generate(prototypes, robust, partial, threads, progress, cancellation)
            : parsed.GetValue(Defects)
                ? new DefectiveStructures(prototypes, parsed.GetValue(Repetitions), parsed.GetValue(Seed))
                    .Describe(threads, progress, cancellation)
                : PristineTrainingSet.Generate(prototypes, null, threads, progress, cancellation));
        TimeSpan described = Stopwatch.GetElapsedTime(start);
        set!.Write(file.FullName);
        for (int further = 1; further < sets.Count; further++)
            sets[further].Write(FurtherFile(file.FullName, radii[further]));
        if (IsResumed(parsed))
            File.Delete(partial);
        if (parsed.GetValue(Atoms) || parsed.GetValue(Families))
        {
            string what = parsed.GetValue(Atoms) ? "atoms" : "structures";
            parsed.InvocationConfiguration.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{set.Count} {what} in {set.ClassLabels.Length} classes: {described.TotalSeconds:F1} s, written to "
                + $"{file}"));
            return 0;
        }

        // Only perfect structures are described under more than one setting.
        int structures = parsed.GetValue(Defects)
            ? set.Count
            : set.Count - (PristineStructures.Of(prototypes).Count() * (new DescriptorVariations().Count - 1));
        TimeSpan written = Stopwatch.GetElapsedTime(start) - described;
        parsed.InvocationConfiguration.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{set.Count} descriptors of {structures} structures in {set.ClassLabels.Length} classes: "
            + $"{described.TotalSeconds:F1} s, {written.TotalSeconds:F1} s to write {file}"));
        return 0;
    }
}
