using System.Collections.Immutable;
using System.Globalization;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Training;

namespace Arise.Datasets;

/// <summary>
/// Descriptors of pristine structures and of defective copies of the finite ones, at the settings of prediction, to
/// compare networks by.
/// </summary>
public static class DefectiveSet
{
    private const int Passes = 100;

    /// <summary>
    /// None, and mild defects: missing atoms (1, 2 and 5 %), displacements (up to 0.1, 0.2 and 0.6 % of d_NN per
    /// component), and both; what the published study ranked its best networks by.
    /// </summary>
    public static IReadOnlyList<(double Missing, double Displaced)> Mild { get; } =
    [
        (0, 0), (0.01, 0), (0.02, 0), (0.05, 0), (0, 0.001), (0, 0.002), (0, 0.006),
        (0.01, 0.001), (0.02, 0.002), (0.05, 0.006),
    ];

    /// <summary>Generates the set; the same bytes on any number of threads.</summary>
    /// <param name="prototypes">The classes, in the order of the network's outputs.</param>
    /// <param name="defects">
    /// Share of missing atoms, and largest displacement of a component in units of d_NN of all atoms together; the
    /// pair (0, 0) stands for the pristine structures, periodic ones among them, the others for the finite ones.
    /// </param>
    /// <param name="seed">Seed of the defects.</param>
    /// <param name="threads">Number of threads; all cores when zero.</param>
    /// <param name="progress">Receives the number of structures done.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    public static TrainingSet Generate(
        IReadOnlyList<Prototype> prototypes,
        IReadOnlyList<(double Missing, double Displaced)> defects,
        ulong seed = 0,
        int threads = 0,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        (int Class, string Name, Func<AtomicStructure> Build)[] structures = [.. Structures(prototypes, defects, seed)];
        var descriptor = new SoapDescriptor();
        float[] descriptors = new float[structures.Length * descriptor.Length];
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        int done = 0;
        Parallel.For(0, structures.Length, options, () => new SoapWorkspace(descriptor), (row, _, workspace) =>
        {
            descriptor.Compute(
                structures[row].Build(),
                workspace,
                descriptors.AsSpan(row * descriptor.Length, descriptor.Length));
            progress?.Report(Interlocked.Increment(ref done));
            return workspace;
        },
        _ => { });
        return new TrainingSet(
            descriptors,
            [.. structures.Select(structure => structure.Class)],
            [.. prototypes.Select(prototype => prototype.Label)],
            [.. structures.Select(structure => structure.Name)],
            descriptor.Settings.ToMetadata().ToImmutableSortedDictionary());
    }

    /// <summary>Number of structures of the set.</summary>
    public static int Count(
        IReadOnlyList<Prototype> prototypes, IReadOnlyList<(double Missing, double Displaced)> defects) =>
        Structures(prototypes, defects, 0).Count();

    /// <summary>What a network says about the rows of a set (T = 100).</summary>
    /// <param name="network">Its first classes are those of the set, or some of them are.</param>
    /// <param name="set">Descriptors and classes.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <returns>Per row whether the class is right, and the probability of the right class.</returns>
    /// <exception cref="ArgumentException">The network lacks a class of the set.</exception>
    public static (bool IsRight, double Probability)[] Answers(
        BayesianNetwork network, TrainingSet set, int threads = 1)
    {
        int[] classes = [.. set.ClassLabels.Select(label => network.Metadata.ClassLabels.IndexOf(label))];
        if (classes.Contains(-1))
            throw new ArgumentException("The network lacks a class of the structures.");
        Prediction[] predictions = network.PredictMany(
            set.Descriptors, new PredictionSettings { Passes = Passes, Threads = threads });
        return [.. predictions.Select((prediction, row) =>
            (prediction.Class == classes[set.Labels[row]], prediction.Probabilities[classes[set.Labels[row]]]))];
    }

    private static IEnumerable<(int Class, string Name, Func<AtomicStructure> Build)> Structures(
        IReadOnlyList<Prototype> prototypes, IReadOnlyList<(double Missing, double Displaced)> defects, ulong seed)
    {
        ulong number = 0;
        for (int c = 0; c < prototypes.Count; c++)
        {
            foreach (PristineStructures.Sample sample in PristineStructures.Of(prototypes[c]))
            {
                AtomicStructure pristine = sample.Structure;
                string name = $"{sample.Prototype.Label} {sample.Kind}";
                double length = NearestNeighborDistance.OfAllAtoms(pristine);
                foreach ((double missing, double displaced) in defects)
                {
                    if ((missing, displaced) == (0, 0))
                        yield return (c, name, () => pristine);
                    if ((missing, displaced) == (0, 0) || pristine.Periodicity.Any)
                        continue;
                    ulong own = number++;
                    yield return (
                        c,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"{name} missing {100 * missing} % displaced {100 * displaced} %"),
                        () => Displacements.Uniform(
                            Vacancies.Remove(pristine, missing, seed, own), displaced * length, seed, own));
                }
            }
        }
    }
}
