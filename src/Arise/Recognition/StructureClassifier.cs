using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Structures;

namespace Arise.Recognition;

/// <summary>
/// Says which crystal structure atoms form: descriptor, network, ranked classes. Immutable; any number of threads may
/// use one. The answer depends on structure, model, passes and seed only.
/// </summary>
/// <remarks>
/// Models of the species-blind descriptor give no class that needs more species than the structure has: the
/// probability of such a class is 0. The published models give all their classes.
/// </remarks>
/// <example>
/// <code>
/// AtomicStructure structure = StructureFile.ReadFirst("rock_salt.cif");
/// Classification result = StructureClassifier.Default.Classify(structure);
/// Console.WriteLine($"{result.Best?.Name}: {result.Best?.Probability:P1}, {result.MutualInformation:F3} bit");
/// </code>
/// </example>
public sealed class StructureClassifier
{
    /// <summary>
    /// Atoms that a structure without a cell must have for models of families, which have seen no smaller pieces: a
    /// pair is no crystal.
    /// </summary>
    public const int FewestWithoutCell = 6;

    private static readonly Lazy<StructureClassifier> DefaultClassifier =
        new(() => new StructureClassifier(ShippedModels.Default));

    private readonly IStructureDescriptor _descriptor;
    private readonly SpeciesNetworks? _networks;
    private readonly ConcurrentDictionary<FlatSample, BayesianNetwork?> _layers = [];

    /// <summary>A classifier with the given model, which carries its descriptor settings.</summary>
    /// <exception cref="DescriptorException">
    /// The model was trained on a descriptor that this library does not compute.
    /// </exception>
    public StructureClassifier(BayesianNetwork network)
    {
        Network = network;
        _descriptor = StructureDescriptors.FromMetadata(network.Metadata.DescriptorSettings);
        if (_descriptor.Length != network.Architecture.InputSize)
        {
            throw new DescriptorException(
                $"The model takes {network.Architecture.InputSize} components, "
                + $"but its descriptor settings give {_descriptor.Length}.");
        }

        _networks = _descriptor is OrderDescriptor ? new SpeciesNetworks(network) : null;
    }

    /// <summary>The classifier with the shipped model.</summary>
    public static StructureClassifier Default => DefaultClassifier.Value;

    /// <summary>The model.</summary>
    public BayesianNetwork Network { get; }

    /// <summary>Classifies one structure.</summary>
    /// <param name="structure">Atoms with their cell; at least two within reach of each other.</param>
    /// <param name="settings">Passes, seed, hidden layers; the defaults when omitted.</param>
    /// <exception cref="DescriptorException">Two atoms stand at one place.</exception>
    public Classification Classify(AtomicStructure structure, PredictionSettings? settings = null) =>
        Classify(structure, settings, withNovelty: true, FlatSample.Of(structure));

    /// <summary>
    /// Classifies structures side by side, in the order in which they come, reading only a few ahead: any number of
    /// them needs little memory. Each answer is that of <see cref="Classify(AtomicStructure, PredictionSettings?)"/>.
    /// </summary>
    /// <param name="structures">
    /// The structures, such as the frames of a trajectory. An error of reading is thrown after the results before it.
    /// </param>
    /// <param name="settings">Passes, seed, hidden layers, threads; the defaults when omitted.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <returns>One per structure; a structure without a result does not end the enumeration.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; thrown while enumerating.</exception>
    public IEnumerable<ClassifiedItem<AtomicStructure>> ClassifyMany(
        IEnumerable<AtomicStructure> structures,
        PredictionSettings? settings = null,
        CancellationToken cancellation = default) =>
        ClassifyMany(structures, structure => structure, settings, cancellation);

    /// <summary>The same for anything that a structure can be made of or read from.</summary>
    /// <example>
    /// <code>
    /// string[] files = Directory.GetFiles("crystals");
    /// foreach (var one in classifier.ClassifyMany(files, file => StructureFile.ReadFirst(file)))
    ///     Console.WriteLine($"{one.Item}: {one.Result?.Best?.Name ?? one.Error?.Message}");
    /// </code>
    /// </example>
    /// <param name="items">The items, in the order of the results.</param>
    /// <param name="structureOf">
    /// The structure of an item, called on several threads; null passes the item on without a result. Of its errors
    /// <see cref="AriseException"/>, <see cref="IOException"/> and <see cref="UnauthorizedAccessException"/> belong to
    /// the item; any other ends the enumeration.
    /// </param>
    /// <param name="settings">Passes, seed, hidden layers, threads; the defaults when omitted.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <returns>One per item; an item without a result does not end the enumeration.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; thrown while enumerating.</exception>
    public IEnumerable<ClassifiedItem<T>> ClassifyMany<T>(
        IEnumerable<T> items,
        Func<T, AtomicStructure?> structureOf,
        PredictionSettings? settings = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(structureOf);
        settings ??= new PredictionSettings();
        settings.Validate();
        return LookAhead.Select(items, One, settings.Threads, cancellation);

        ClassifiedItem<T> One(T item)
        {
            AtomicStructure? structure = null;
            try
            {
                structure = structureOf(item);
                return new ClassifiedItem<T>(
                    item, structure, structure is null ? null : Classify(structure, settings), null);
            }
            catch (Exception error) when (error is AriseException or IOException or UnauthorizedAccessException)
            {
                return new ClassifiedItem<T>(item, structure, null, error);
            }
        }
    }

    /// <summary>
    /// Classifies structures together, each as if it were alone: all are described, then all predicted, then all
    /// judged, so that what a step reads stays in the processor's cache. Of small cells 16 together take 25 to 40 %
    /// less time than one after the other.
    /// </summary>
    /// <param name="structures">The structures.</param>
    /// <param name="settings">Passes, seed, hidden layers; the defaults when omitted.</param>
    /// <returns>The answer to each, or why it has none.</returns>
    internal (Classification? Result, AriseException? Error)[] ClassifyTogether(
        IReadOnlyList<AtomicStructure> structures, PredictionSettings? settings = null)
    {
        var steps = new Steps?[structures.Count];
        var results = new (Classification? Result, AriseException? Error)[structures.Count];
        for (int k = 0; k < steps.Length; k++)
        {
            try
            {
                steps[k] = Describe(structures[k], FlatSample.Of(structures[k]));
            }
            catch (AriseException error)
            {
                results[k] = (null, error);
            }
        }

        foreach (Steps? step in steps)
        {
            if (step is not null)
                Predict(step, settings);
        }

        for (int k = 0; k < steps.Length; k++)
        {
            if (steps[k] is { } step)
                results[k] = (Judge(step, withNovelty: true), null);
        }

        return results;
    }

    /// <summary>One structure of a flat sample, or of any other; without novelty a forward pass less.</summary>
    internal Classification Classify(
        AtomicStructure structure, PredictionSettings? settings, bool withNovelty, FlatSample? flat)
    {
        Steps step = Describe(structure, flat);
        Predict(step, settings);
        return Judge(step, withNovelty);
    }

    // A structure on its way to a classification.
    private sealed class Steps(float[] vector, SpeciesPairDistances distances, int species, FlatSample? flat)
    {
        public float[] Vector => vector;

        public SpeciesPairDistances Distances => distances;

        public int Species => species;

        public FlatSample? Flat => flat;

        public Prediction? Prediction { get; set; }

        public bool IsNoLayer { get; set; }

        public TimeSpan DescriptorTime { get; init; }

        public TimeSpan NetworkTime { get; set; }
    }

    private Steps Describe(AtomicStructure structure, FlatSample? flat)
    {
        long start = Stopwatch.GetTimestamp();
        var vector = new float[_descriptor.Length];
        SpeciesPairDistances distances = _descriptor.Compute(structure, vector);
        if (_networks is not null && !structure.Periodicity.Any && structure.Count < FewestWithoutCell)
            vector.AsSpan().Clear();
        return new Steps(vector, distances, structure.DistinctSpecies().Length, flat)
        {
            DescriptorTime = Stopwatch.GetElapsedTime(start),
        };
    }

    private void Predict(Steps step, PredictionSettings? settings)
    {
        long start = Stopwatch.GetTimestamp();
        BayesianNetwork network = _networks?.For(step.Species) ?? Network;
        if (step.Flat?.Bond is not null)
        {
            BayesianNetwork? layers = _layers.GetOrAdd(step.Flat, OfLayers);
            (network, step.IsNoLayer) = (layers ?? network, layers is null);
        }

        step.Prediction = network.Predict(step.Vector, settings);
        step.NetworkTime = Stopwatch.GetElapsedTime(start);
    }

    private Classification Judge(Steps step, bool withNovelty)
    {
        long start = Stopwatch.GetTimestamp();
        Prediction prediction = step.Prediction!;
        double? novelty = withNovelty && prediction.IsClassified
            ? step.IsNoLayer
                ? double.PositiveInfinity
                : Network.Metadata.Novelty?.Of(Network, step.Vector, prediction)
            : null;
        return new Classification(prediction, step.Distances)
        {
            Novelty = novelty,
            ClassesLeftOut = step.Flat?.Bond is null ? _networks?.LeftOut(step.Species) ?? 0 : 0,
            Flat = step.Flat,
            Descriptor = ImmutableCollectionsMarshal.AsImmutableArray(step.Vector),
            DescriptorTime = step.DescriptorTime,
            NetworkTime = step.NetworkTime + Stopwatch.GetElapsedTime(start),
        };
    }

    // The classes that a flat sample can be; null where there are none.
    private BayesianNetwork? OfLayers(FlatSample flat)
    {
        bool[] allowed = [.. Network.Metadata.ClassLabels.Select(flat.Allows)];
        return allowed.Contains(true) ? Network.Only(allowed) : null;
    }
}
