using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Evaluation;

/// <summary>
/// The descriptors of the defective structures as one table, at the center setting (cutoff 4.0, sigma 0.10, scale 1).
/// </summary>
public static class DefectiveDataset
{
    /// <summary>Describes all structures, each made in its turn; the same bytes on any number of threads.</summary>
    /// <param name="prototypes">The classes, in the order of the network's outputs.</param>
    /// <param name="repetitions">How often each defect is made in each structure.</param>
    /// <param name="seed">Seed of the defects.</param>
    /// <param name="threads">Number of threads; all cores when zero.</param>
    /// <param name="progress">Receives the number of structures done.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    public static TrainingSet Generate(
        IReadOnlyList<Prototype> prototypes,
        int repetitions = 10,
        ulong seed = 0,
        int threads = 0,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        var structures = new DefectiveStructures(prototypes, repetitions, seed);
        var soap = new SoapDescriptor();
        var descriptors = new float[checked(structures.Count * soap.Length)];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        int done = 0;
        Parallel.For(
            0,
            structures.Count,
            options,
            () => new SoapWorkspace(soap),
            (index, _, workspace) =>
            {
                soap.Compute(
                    structures.Make(index), workspace, descriptors.AsSpan(index * soap.Length, soap.Length));
                progress?.Report(Interlocked.Increment(ref done));
                return workspace;
            },
            _ => { });
        var classOf = prototypes.Select((prototype, index) => (prototype.Label, index))
            .ToDictionary(pair => pair.Label, pair => pair.index, StringComparer.Ordinal);
        int[] rows = [.. Enumerable.Range(0, structures.Count)];
        return new TrainingSet(
            descriptors,
            [.. rows.Select(row => classOf[structures.PrototypeOf(row).Label])],
            [.. prototypes.Select(prototype => prototype.Label)],
            [.. rows.Select(structures.NameOf)],
            soap.Settings.ToMetadata().ToImmutableSortedDictionary());
    }
}
