using Arise.Datasets;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Training;

namespace Arise.Benchmarking;

/// <summary>The structures of one column of the tables: perfect, or with one kind and share of defects.</summary>
internal sealed class BenchmarkPart
{
    private const int LeastAtoms = 100;

    private readonly Func<int, Prototype> _prototypeOf;
    private readonly Func<int, AtomicStructure> _make;

    private BenchmarkPart(
        SampleDefects defects, int count, Func<int, Prototype> prototypeOf, Func<int, AtomicStructure> make) =>
        (Defects, Count, _prototypeOf, _make) = (defects, count, prototypeOf, make);

    /// <summary>The defects.</summary>
    public SampleDefects Defects { get; }

    /// <summary>What it is called.</summary>
    public string Name => Defects.ToString();

    /// <summary>Number of structures.</summary>
    public int Count { get; }

    /// <summary>The class that a structure is made from.</summary>
    public Prototype PrototypeOf(int index) => _prototypeOf(index);

    /// <summary>Makes a structure.</summary>
    public AtomicStructure Make(int index) => _make(index);

    /// <summary>
    /// The parts: the perfect structures, 396 of the published classes, and 588 blocks with each of the eight shares of
    /// missing atoms and the eight displacements.
    /// </summary>
    public static IReadOnlyList<BenchmarkPart> Of(
        IReadOnlyList<Prototype> prototypes, int repetitions, ulong seed)
    {
        PristineStructures.Sample[] perfect = [.. PristineStructures.Of(prototypes)];
        var defective = new DefectiveStructures(prototypes, repetitions, seed);
        var parts = new List<BenchmarkPart>
        {
            new(
                SampleDefects.None,
                perfect.Length,
                index => perfect[index].Prototype,
                index => perfect[index].Structure),
        };
        foreach ((int number, SampleDefects defects) in DefectiveStructures.Published.Index())
        {
            if (defects is { Missing: > 0, Displacement: > 0 })
                continue;
            int[] members =
                [.. Enumerable.Range(0, defective.Count).Where(index => defective.DefectOf(index) == number)];
            parts.Add(new BenchmarkPart(
                defects,
                members.Length,
                index => defective.PrototypeOf(members[index]),
                index => defective.Make(members[index])));
        }

        return parts;
    }

    /// <summary>
    /// A periodic structure as the methods for atoms see it: perfect ones are repeated n x n x n, so often as 100 atoms
    /// take, layers with the vacuum between them; defective blocks stay as they are.
    /// </summary>
    public AtomicStructure SeenByAtoms(AtomicStructure crystal)
    {
        if (Defects != SampleDefects.None)
            return crystal;
        AtomicStructure cell = crystal.WithPeriodicity(Periodicity.Bulk), repeated = cell;
        for (int n = 2; repeated.Count < LeastAtoms; n++)
            repeated = Supercell.Repeat(cell, n, n, n);
        return repeated;
    }
}
