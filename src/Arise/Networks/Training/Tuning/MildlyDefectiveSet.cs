using System.Collections.Immutable;
using System.Globalization;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Networks.Training.Tuning;

/// <summary>
/// Descriptors of the pristine structures and of mildly defective copies of the finite ones, at the settings of
/// prediction: missing atoms (1, 2 and 5 %), displacements (up to 0.1, 0.2 and 0.6 % of d_NN per component), and both in
/// this order; what the published study ranked its best networks by.
/// </summary>
public static class MildlyDefectiveSet
{
    private const int Passes = 100;

    private static readonly (double Missing, double Displaced)[] Defects =
    [
        (0.01, 0), (0.02, 0), (0.05, 0), (0, 0.001), (0, 0.002), (0, 0.006),
        (0.01, 0.001), (0.02, 0.002), (0.05, 0.006),
    ];

    /// <summary>Generates the set; the same bytes on any number of threads.</summary>
    /// <param name="prototypes">The classes, in the order of the network's outputs.</param>
    /// <param name="seed">Seed of the defects.</param>
    /// <param name="threads">Number of threads; all cores when zero.</param>
    /// <param name="progress">Receives the number of structures done.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    public static TrainingSet Generate(
        IReadOnlyList<Prototype> prototypes,
        ulong seed = 0,
        int threads = 0,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        (int Class, string Name, Func<AtomicStructure> Build)[] structures = [.. Structures(prototypes, seed)];
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
    public static int Count(IReadOnlyList<Prototype> prototypes) => Structures(prototypes, 0).Count();

    /// <summary>How a network does on a set.</summary>
    /// <exception cref="ArgumentException">Its classes are not those of the set.</exception>
    public static Robustness Measure(BayesianNetwork network, TrainingSet set, int threads = 1)
    {
        if (!network.Metadata.ClassLabels.SequenceEqual(set.ClassLabels))
            throw new ArgumentException("The network and the structures have different classes.");
        Prediction[] predictions = network.PredictMany(
            set.Descriptors, new PredictionSettings { Passes = Passes, Threads = threads });
        double right = 0, confidence = 0;
        for (int row = 0; row < set.Count; row++)
        {
            right += predictions[row].Class == set.Labels[row] ? 1 : 0;
            confidence += predictions[row].Probabilities[set.Labels[row]];
        }

        return new Robustness(right / set.Count, confidence / set.Count);
    }

    private static IEnumerable<(int Class, string Name, Func<AtomicStructure> Build)> Structures(
        IReadOnlyList<Prototype> prototypes, ulong seed)
    {
        ulong number = 0;
        for (int c = 0; c < prototypes.Count; c++)
        {
            foreach (PristineStructures.Sample sample in PristineStructures.Of(prototypes[c]))
            {
                AtomicStructure pristine = sample.Structure;
                string name = $"{sample.Prototype.Label} {sample.Kind}";
                yield return (c, name, () => pristine);
                if (pristine.Periodicity.Any)
                    continue;
                double length = NearestNeighborDistance.OfAllAtoms(pristine);
                foreach ((double missing, double displaced) in Defects)
                {
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
