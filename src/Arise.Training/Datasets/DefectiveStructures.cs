using System.Collections.Immutable;
using System.Globalization;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Training;

namespace Arise.Datasets;

/// <summary>
/// The defective structures of Leitherer et al., doi:10.1038/s41467-021-26511-5, made one at a time: the three
/// supercells of each crystal and layer, periodic and finite, and the nanotubes (588 structures), each with 24 kinds
/// of defects, several times over; 141 120 with ten repetitions.
/// </summary>
/// <remarks>
/// Structure number n is base n mod B of defect (n / B) mod 24 in repetition n / (24 B), B the number of bases: the
/// first repetitions of a longer set are a shorter set. Its random numbers depend on the seed and on n alone. Atoms are
/// removed first and the others displaced then, by fractions of d_NN of the perfect structure, all species together.
/// </remarks>
public sealed class DefectiveStructures
{
    /// <summary>The 588 structures in all their defects, so often, still have a number of 32 bits.</summary>
    internal const int MostRepetitions = 10_000;

    private static readonly double[] MissingShares = [0.01, 0.02, 0.05, 0.10, 0.15, 0.20, 0.25, 0.30];
    private static readonly double[] DisplacementShares = [0.001, 0.002, 0.006, 0.01, 0.02, 0.04, 0.07, 0.10];

    private readonly ImmutableArray<Prototype> _prototypes;
    private readonly Base[] _bases;

    /// <summary>Prepares the perfect structures.</summary>
    /// <param name="prototypes">The classes.</param>
    /// <param name="repetitions">How often each defect is made.</param>
    /// <param name="seed">Seed of all defects.</param>
    /// <exception cref="ArgumentException">The repetitions are not from 1 to 10 000.</exception>
    public DefectiveStructures(IEnumerable<Prototype> prototypes, int repetitions = 10, ulong seed = 0)
    {
        Setting.RequireCount(repetitions, 1, MostRepetitions, nameof(Repetitions), "repetitions");
        _prototypes = [.. prototypes];
        _bases = [.. _prototypes.SelectMany(Bases)];
        (Repetitions, Seed) = (repetitions, seed);
    }

    /// <summary>
    /// The 24 published kinds of defects: eight shares of missing atoms, eight displacements, and both, pairwise in
    /// order.
    /// </summary>
    public static ImmutableArray<SampleDefects> Published { get; } =
    [
        .. MissingShares.Select(missing => new SampleDefects(missing, 0)),
        .. DisplacementShares.Select(displacement => new SampleDefects(0, displacement)),
        .. MissingShares.Zip(DisplacementShares, (missing, displacement) => new SampleDefects(missing, displacement)),
    ];

    /// <summary>How often each defect is made.</summary>
    public int Repetitions { get; }

    /// <summary>Seed of all defects.</summary>
    public ulong Seed { get; }

    /// <summary>Number of structures.</summary>
    public int Count => checked(_bases.Length * Published.Length * Repetitions);

    /// <summary>The class that structure <paramref name="index"/> was made from.</summary>
    public Prototype PrototypeOf(int index) => _bases[index % _bases.Length].Prototype;

    /// <summary>Its defects, an index into <see cref="Published"/>.</summary>
    public int DefectOf(int index) => index / _bases.Length % Published.Length;

    /// <summary>What a person calls it: class, block, defects, repetition.</summary>
    public string NameOf(int index)
    {
        Base made = _bases[index % _bases.Length];
        int repetition = index / _bases.Length / Published.Length;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{made.Prototype.Label} {made.Kind}, {Published[DefectOf(index)]}, repetition {repetition}");
    }

    /// <summary>Makes structure <paramref name="index"/>.</summary>
    public AtomicStructure Make(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        Base perfect = _bases[index % _bases.Length];
        SampleDefects defects = Published[DefectOf(index)];
        AtomicStructure kept = Vacancies.Remove(perfect.Structure, defects.Missing, Seed, (ulong)index);
        return Displacements.Uniform(kept, defects.Displacement * perfect.Distance.Value, Seed, (ulong)index);
    }

    /// <summary>
    /// Describes all structures at the center setting (cutoff 4.0, sigma 0.10, scale 1), each made in its turn; the
    /// same bytes on any number of threads.
    /// </summary>
    /// <param name="threads">Number of threads; 0 for one per processor.</param>
    /// <param name="progress">Is told the number of structures done.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    public TrainingSet Describe(
        int threads = 0, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var soap = new SoapDescriptor();
        TrainingSet.RequireMemory(Count, soap.Length, nameof(Repetitions), "make the defects less often");
        ImmutableArray<float> descriptors = soap.ComputeMany(Count, Make, threads, progress, cancellation);
        int[] rows = [.. Enumerable.Range(0, Count)];
        return new TrainingSet(
            descriptors,
            [.. rows.Select(row => _prototypes.IndexOf(PrototypeOf(row)))],
            [.. _prototypes.Select(prototype => prototype.Label)],
            [.. rows.Select(NameOf)],
            soap.Settings.ToMetadata().ToImmutableSortedDictionary(),
            [.. rows.Select(row => Published[DefectOf(row)])]);
    }

    private static IEnumerable<Base> Bases(Prototype prototype)
    {
        foreach (PristineStructures.Sample sample in PristineStructures.Of(prototype))
        {
            if (sample.Kind == "periodic")
                continue;
            yield return new Base(prototype, sample.Kind, sample.Structure);
            if (!prototype.Structure.Periodicity.Any)
                continue;
            AtomicStructure periodic = sample.Structure.WithPeriodicity(prototype.Structure.Periodicity);
            yield return new Base(prototype, sample.Kind + " periodic", periodic);
        }
    }

    private sealed record Base(Prototype Prototype, string Kind, AtomicStructure Structure)
    {
        public Lazy<double> Distance { get; } = new(() => NearestNeighborDistance.OfAllAtoms(Structure));
    }
}
