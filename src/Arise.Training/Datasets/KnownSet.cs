using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;
using Arise.Training;

namespace Arise.Datasets;

/// <summary>Crystals of the classes kind by kind (<see cref="KnownCrystals"/>): what a verdict is measured
/// on.</summary>
internal static class KnownSet
{
    /// <summary>Generates the set; the same bytes on any number of threads.</summary>
    /// <param name="prototypes">The classes, in the order of the network's outputs.</param>
    /// <param name="perKind">Structures of each kind; its classes in turn.</param>
    /// <param name="seed">Seed of everything that is random.</param>
    /// <param name="threads">Number of threads; 0 for one per processor.</param>
    /// <param name="progress">Is told the number of structures done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>One row per structure, kind by kind; the name of a row is its kind.</returns>
    public static TrainingSet Generate(
        IReadOnlyList<Prototype> prototypes,
        int perKind,
        ulong seed,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var known = new KnownCrystals(prototypes);
        var descriptor = new OrderDescriptor();
        KnownCrystals.Kind[] kinds = [.. known.Kinds.Where(kind => kind.Classes.Count > 0)];
        int count = kinds.Length * perKind, length = descriptor.Length;
        var rows = new float[count * length];
        var labels = new int[count];
        var names = new string[count];
        var counter = new StepCounter(WorkProgress.Of(progress, "known crystals"), count);
        Parallel.For(0, count, ThreadCount.Parallel(threads, cancellation), number =>
        {
            KnownCrystals.Kind kind = kinds[number / perKind];
            CrystalClass one = kind.Classes[number % perKind % kind.Classes.Count];
            var draws = new Draws(RandomStreams.Of(RandomStreams.KnownCrystals, seed, (ulong)number));
            AtomicStructure structure = kind.Make(one, draws);
            descriptor.Compute(structure, rows.AsSpan(number * length, length));
            (labels[number], names[number]) = (one.Index, kind.Name);
            counter.Add();
        });
        return new TrainingSet(
            ImmutableCollectionsMarshal.AsImmutableArray(rows),
            ImmutableCollectionsMarshal.AsImmutableArray(labels),
            [.. prototypes.Select(prototype => prototype.Label)],
            ImmutableCollectionsMarshal.AsImmutableArray(names),
            ImmutableSortedDictionary.CreateRange(descriptor.Settings.ToMetadata()));
    }
}
