using System.Collections.Immutable;
using System.Globalization;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Training;

namespace Arise.Datasets;

/// <summary>
/// Descriptors of pristine structures and of defective copies of the finite ones, at the settings of prediction, to
/// compare networks by.
/// </summary>
internal static class DefectiveSet
{
    /// <summary>
    /// None, and mild defects: missing atoms (1, 2 and 5 %), displacements (up to 0.1, 0.2 and 0.6 % of d_NN per
    /// component), and both; what the published study ranked its best networks by.
    /// </summary>
    public static ImmutableArray<SampleDefects> Mild { get; } =
    [
        new(0, 0), new(0.01, 0), new(0.02, 0), new(0.05, 0), new(0, 0.001), new(0, 0.002), new(0, 0.006),
        new(0.01, 0.001), new(0.02, 0.002), new(0.05, 0.006),
    ];

    /// <summary>Generates the set; the same bytes on any number of threads.</summary>
    /// <param name="prototypes">The classes, in the order of the network's outputs.</param>
    /// <param name="defects">
    /// The defects; none stands for the pristine structures, periodic ones among them, the others for the finite ones.
    /// </param>
    /// <param name="seed">Seed of the defects.</param>
    /// <param name="threads">Number of threads; 0 for one per processor.</param>
    /// <param name="progress">Is told the number of structures done.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    public static TrainingSet Generate(
        IReadOnlyList<Prototype> prototypes,
        IReadOnlyList<SampleDefects> defects,
        ulong seed = 0,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        Planned[] structures = [.. Structures(prototypes, defects, seed)];
        var soap = new SoapDescriptor();
        ImmutableArray<float> descriptors =
            soap.ComputeMany(structures.Length, row => structures[row].Build(), threads, progress, cancellation);
        return new TrainingSet(
            descriptors,
            [.. structures.Select(structure => structure.Class)],
            [.. prototypes.Select(prototype => prototype.Label)],
            [.. structures.Select(structure => structure.Name)],
            soap.Settings.ToMetadata().ToImmutableSortedDictionary(),
            [.. structures.Select(structure => structure.Defects)]);
    }

    private static IEnumerable<Planned> Structures(
        IReadOnlyList<Prototype> prototypes, IReadOnlyList<SampleDefects> defects, ulong seed)
    {
        ulong number = 0;
        for (int c = 0; c < prototypes.Count; c++)
        {
            foreach (PristineStructures.Sample sample in PristineStructures.Of(prototypes[c]))
            {
                AtomicStructure pristine = sample.Structure;
                string name = $"{sample.Prototype.Label} {sample.Kind}";
                double length = NearestNeighborDistance.OfAllAtoms(pristine);
                foreach (SampleDefects one in defects)
                {
                    if (one == SampleDefects.None)
                        yield return new Planned(c, name, one, () => pristine);
                    if (one == SampleDefects.None || pristine.Periodicity.Any)
                        continue;
                    ulong own = number++;
                    string how = string.Create(
                        CultureInfo.InvariantCulture,
                        $"missing {100 * one.Missing} % displaced {100 * one.Displacement} %");
                    yield return new Planned(c, $"{name} {how}", one, () => Displacements.Uniform(
                        Vacancies.Remove(pristine, one.Missing, seed, own), one.Displacement * length, seed, own));
                }
            }
        }
    }

    private sealed record Planned(int Class, string Name, SampleDefects Defects, Func<AtomicStructure> Build);
}
