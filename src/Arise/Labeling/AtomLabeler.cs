using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Environments;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Labeling;

/// <summary>
/// Says of every atom which crystal it belongs to, from its environment within the whole sample. Immutable; any number
/// of threads may use one. The labels depend on structure, model and settings only.
/// </summary>
/// <example>
/// <code>
/// AtomicStructure melt = StructureFile.ReadFirst("melt.dump");
/// AtomLabels labels = AtomLabeler.Default.Label(melt);
/// Console.WriteLine($"{labels.Share("fcc"):P1} fcc, {labels.OtherShare:P1} other");
/// </code>
/// </example>
public sealed class AtomLabeler
{
    private const string DefaultName = "arise-atoms";
    private const string FastName = "arise-atoms-fast";

    // A frame this large is labeled by all threads, smaller ones side by side.
    private const int LargeFrame = 50_000;

    // Arrays of the answers and of the labels.
    private const double BytesPerAtom = 64;

    private static readonly Lazy<AtomLabeler> DefaultLabeler = new(() => new(ShippedModels.Find(DefaultName)));
    private static readonly Lazy<AtomLabeler> FastLabeler = new(() => new(ShippedModels.Find(FastName)));

    private readonly ClassifyEnvironments _classify;
    private readonly SampleEnvironments? _sample;
    private readonly IdealCrystal?[] _ideal;

    /// <summary>A labeler with a model of environments, whose last class is "none".</summary>
    /// <exception cref="DescriptorException">The model takes another descriptor, or knows no "none".</exception>
    public AtomLabeler(BayesianNetwork network)
        : this(new EnvironmentClassifier(network))
    {
    }

    private AtomLabeler(EnvironmentClassifier classifier)
        : this(classifier.Network.Metadata.ClassLabels, classifier.Classify, classifier.MutualInformation)
    {
    }

    internal AtomLabeler(
        ImmutableArray<string> classLabels, ClassifyEnvironments classify, SampleEnvironments? sample = null)
    {
        if (classLabels is not [.. var known, ClassNames.None])
            throw new DescriptorException($"The last class of a model of environments must be '{ClassNames.None}'.");
        (ClassLabels, _classify, _sample, _ideal) = (known, classify, sample, new IdealCrystal?[known.Length]);
    }

    /// <summary>The environments of all atoms, classified; see <see cref="EnvironmentClassifier"/>.</summary>
    internal delegate void ClassifyEnvironments(
        AtomicStructure structure,
        ReadOnlySpan<bool> allowed,
        EnvironmentAnswers answers,
        int threads,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation);

    /// <summary>Their mutual information; see <see cref="EnvironmentClassifier"/>.</summary>
    internal delegate void SampleEnvironments(
        AtomicStructure structure,
        PredictionSettings settings,
        float[] results,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation);

    /// <summary>The labeler with the shipped model.</summary>
    public static AtomLabeler Default => DefaultLabeler.Value;

    /// <summary>The labeler with the shipped model that averages over fewer neighbors: faster, less sure.</summary>
    public static AtomLabeler Fast => FastLabeler.Value;

    /// <summary>The classes of the model, "none" left out.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>Labels the atoms of a structure.</summary>
    /// <param name="structure">At least five atoms, in Angstrom.</param>
    /// <param name="settings">Possible answers; all classes when omitted.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A setting is out of range, or a class has another name.</exception>
    /// <exception cref="DescriptorException">Too few atoms, lengths in another unit, no possible class.</exception>
    /// <exception cref="MemoryBudgetException">The atoms are too many for the memory.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public AtomLabels Label(
        AtomicStructure structure,
        LabelSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(structure);
        settings ??= new LabelSettings();
        settings.Validate();
        return LabelOne(
            structure, settings, new AllowedClasses(ClassLabels, settings.Candidates), settings.Threads, progress,
            cancellation);
    }

    /// <summary>
    /// Labels structures, such as the frames of a trajectory, in the order in which they come, reading only a few
    /// ahead: small ones side by side, large ones with all threads. The labels are those of <see cref="Label"/>.
    /// </summary>
    /// <param name="items">What holds the structures.</param>
    /// <param name="structureOf">The structure that an item holds; null passes the item on without labels.</param>
    /// <param name="settings">Possible answers; all classes when omitted.</param>
    /// <param name="progress">Is told the number of atoms done of a large structure.</param>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <returns>One per item; a structure that cannot be labeled does not end the enumeration.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or a class has another name.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; thrown while enumerating.</exception>
    public IEnumerable<(T Item, AtomLabels? Labels, AriseException? Error)> LabelMany<T>(
        IEnumerable<T> items,
        Func<T, AtomicStructure?> structureOf,
        LabelSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(structureOf);
        settings ??= new LabelSettings();
        settings.Validate();
        var allowed = new AllowedClasses(ClassLabels, settings.Candidates);
        return LookAhead.SelectBySize(
            items, item => structureOf(item)?.Count >= LargeFrame, One, settings.Threads, cancellation);

        (T Item, AtomLabels? Labels, AriseException? Error) One(T item, bool isLarge)
        {
            try
            {
                return structureOf(item) is { } structure
                    ? (item, LabelOne(
                        structure, settings, allowed, isLarge ? settings.Threads : 1, isLarge ? progress : null,
                        cancellation), null)
                    : (item, null, null);
            }
            catch (AriseException error)
            {
                return (item, null, error);
            }
        }
    }

    /// <summary>Labels that were found before, put together again.</summary>
    internal AtomLabels Restore(
        AtomicStructure structure,
        int[] classes,
        float[] probabilities,
        float[] entropies,
        float[] scales,
        float[]? information) =>
        new(structure, ClassLabels, classes, probabilities, entropies, scales, information, IdealOf);

    private AtomLabels LabelOne(
        AtomicStructure structure,
        LabelSettings settings,
        AllowedClasses allowed,
        int threads,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        MemoryBudget.Require(BytesPerAtom * structure.Count, $"To label {structure.Count} atoms", "take fewer atoms");
        int[]? kept = Kept(structure, settings.Ignore);
        AtomicStructure bare = Bare(structure, kept, settings.OneSpecies);
        LabelInput.Require(bare);
        var answers = new EnvironmentAnswers(bare.Count);
        bool[] possible = allowed.For(bare.DistinctSpecies().Length, FlatSample.Of(structure));
        _classify(bare, possible, answers, threads, progress, cancellation);

        float[]? passes = null;
        if (settings.Passes > 0)
        {
            passes = new float[bare.Count];
            (_sample ?? throw new NotSupportedException("There is nothing to sample.")).Invoke(
                bare,
                new PredictionSettings { Passes = settings.Passes, Seed = settings.Seed, Threads = threads },
                passes,
                progress,
                cancellation);
        }

        int none = ClassLabels.Length;
        float[]? information = passes is null ? null : new float[structure.Count];
        var classes = new int[structure.Count];
        float[] probabilities = new float[structure.Count], entropies = new float[structure.Count],
            scales = new float[structure.Count];
        Array.Fill(classes, -1);
        for (int k = 0; k < bare.Count; k++)
        {
            int atom = kept?[k] ?? k;
            (probabilities[atom], entropies[atom], scales[atom]) =
                (answers.Probability[k], answers.Entropy[k], answers.LocalScale[k]);
            if (passes is not null)
                information![atom] = passes[k];
            if (answers.Class[k] != none && answers.Probability[k] >= settings.MinimumProbability)
                classes[atom] = answers.Class[k];
        }

        return new AtomLabels(structure, ClassLabels, classes, probabilities, entropies, scales, information, IdealOf);
    }

    // Two threads may find it at the same time, and find the same.
    private IdealCrystal IdealOf(int c)
    {
        if (_ideal[c] is { } known)
            return known;
        IdealCrystal found = IdealCrystal.None;
        if (PrototypeLibrary.FromLabel(ClassLabels[c])?.Structure is
            { Periodicity: { A: true, B: true, C: true } } cell)
        {
            var answers = new EnvironmentAnswers(cell.Count);
            bool[] all = [.. Enumerable.Repeat(true, ClassLabels.Length + 1)];
            _classify(cell, all, answers, 1, null, CancellationToken.None);
            found = IdealCrystal.Of(cell, answers.LocalScale.Average());
        }

        _ideal[c] = found;
        return found;
    }

    // Numbers of the atoms that are not ignored; null for all.
    private static int[]? Kept(AtomicStructure structure, IReadOnlyList<ChemicalElement> ignored)
    {
        if (ignored.Count == 0)
            return null;
        var kept = new List<int>(structure.Count);
        for (int atom = 0; atom < structure.Count; atom++)
        {
            if (!ignored.Contains(structure.Species[atom]))
                kept.Add(atom);
        }

        return kept.Count == structure.Count ? null : [.. kept];
    }

    // What decides the labels: positions, cell, and which atoms are alike.
    private static AtomicStructure Bare(AtomicStructure structure, int[]? kept, bool oneSpecies)
    {
        AtomicStructure bare = kept is null && structure.Columns.Length == 0
            ? structure
            : new AtomicStructure(
                structure.Positions, structure.Species, structure.Lattice, structure.Periodicity,
                properties: structure.Properties);
        if (kept is not null)
            bare = bare.Select(kept);
        return oneSpecies ? bare.AsOneSpecies() : bare;
    }
}
