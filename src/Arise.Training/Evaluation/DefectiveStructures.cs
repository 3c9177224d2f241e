using System.Globalization;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Evaluation;

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
    private readonly Base[] _bases;
    private readonly ulong _seed;

    /// <summary>Prepares the perfect structures.</summary>
    /// <param name="prototypes">The classes.</param>
    /// <param name="repetitions">How often each defect is made.</param>
    /// <param name="seed">Seed of all defects.</param>
    public DefectiveStructures(IEnumerable<Prototype> prototypes, int repetitions = 10, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(repetitions, 1);
        _bases = [.. prototypes.SelectMany(Bases)];
        (Repetitions, _seed) = (repetitions, seed);
    }

    /// <summary>How often each defect is made.</summary>
    public int Repetitions { get; }

    /// <summary>Number of structures.</summary>
    public int Count => checked(_bases.Length * DefectRatios.Published.Count * Repetitions);

    /// <summary>The class that structure <paramref name="index"/> was made from.</summary>
    public Prototype PrototypeOf(int index) => _bases[index % _bases.Length].Prototype;

    /// <summary>Its defects, an index into <see cref="DefectRatios.Published"/>.</summary>
    public int DefectOf(int index) => index / _bases.Length % DefectRatios.Published.Count;

    /// <summary>What a person calls it: class, block, defects, repetition.</summary>
    public string NameOf(int index)
    {
        Base made = _bases[index % _bases.Length];
        int repetition = index / _bases.Length / DefectRatios.Published.Count;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{made.Prototype.Label} {made.Kind}, {DefectRatios.Published[DefectOf(index)]}, repetition {repetition}");
    }

    /// <summary>Makes structure <paramref name="index"/>.</summary>
    public AtomicStructure Make(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        Base perfect = _bases[index % _bases.Length];
        DefectRatios defects = DefectRatios.Published[DefectOf(index)];
        AtomicStructure kept = Vacancies.Remove(perfect.Structure, defects.Missing, _seed, (ulong)index);
        return Displacements.Uniform(kept, defects.Displacement * perfect.Distance.Value, _seed, (ulong)index);
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
