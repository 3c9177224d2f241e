using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Numerics;

namespace Arise.Networks.Models;

/// <summary>
/// A multilayer perceptron whose dropout stays on in prediction: the mean over stochastic passes approximates the
/// prediction of a Bayesian neural network, their spread its uncertainty (Y. Gal, Z. Ghahramani, ICML 2016). Immutable;
/// any number of threads may use it. It may be an ensemble of networks of one shape, trained apart: what they disagree
/// on is uncertain too (B. Lakshminarayanan et al., NeurIPS 2017).
/// </summary>
/// <remarks>
/// <para>An ensemble of M members shares the T passes out, T/M each and one more for the first T mod M, so that it
/// costs what one network costs; for T below M only the first T members are asked. Mean probabilities, entropies and
/// votes are those of all passes together. Passes are made 32 at a time: below T = 32 M an ensemble costs more than
/// one network.</para>
/// <para>
/// The masks depend on seed, pass, layer and unit only: a prediction is the same, byte for byte, alone or among others
/// and on any number of threads. Probabilities have the same bytes on every processor too, because every operation on
/// the way rounds as IEEE 754 says; entropies may differ in their last bit where the logarithm of the platform does.
/// </para>
/// </remarks>
public sealed class BayesianNetwork
{
    /// <summary>Most networks of an ensemble; masks are numbered for as many.</summary>
    internal const int MostMembers = 16;

    private readonly PackedLayer[][] _packed;
    private readonly Lazy<TransposedLayers> _transposed;
    private readonly ImmutableArray<BayesianNetwork> _members = [];
    private readonly ConcurrentBag<PredictionWorkspace> _workspaces = [];
    private readonly int[]? _allowed;

    /// <summary>Puts a network together.</summary>
    /// <param name="architecture">Its shape.</param>
    /// <param name="layers">One layer per step of <see cref="NetworkArchitecture.LayerSizes"/>.</param>
    /// <param name="metadata">Class labels and provenance.</param>
    /// <exception cref="ArgumentException">The three do not fit together.</exception>
    public BayesianNetwork(NetworkArchitecture architecture, IReadOnlyList<DenseLayer> layers, ModelMetadata metadata)
    {
        architecture.Validate();
        ImmutableArray<int> sizes = architecture.LayerSizes;
        if (layers.Count != sizes.Length - 1)
            throw new ArgumentException($"{layers.Count} layers where the architecture has {sizes.Length - 1}.");
        for (int layer = 0; layer < layers.Count; layer++)
        {
            if (layers[layer].Inputs != sizes[layer] || layers[layer].Units != sizes[layer + 1])
            {
                throw new ArgumentException(
                    $"Layer {layer} is {layers[layer].Inputs} x {layers[layer].Units} where the architecture has "
                    + $"{sizes[layer]} x {sizes[layer + 1]}.");
            }
        }

        if (metadata.ClassLabels.Length != architecture.ClassCount)
        {
            throw new ArgumentException(
                $"{metadata.ClassLabels.Length} class labels for {architecture.ClassCount} classes.");
        }
        if (metadata.Scaling is { } scaling && scaling.Means.Length != architecture.InputSize)
            throw new ArgumentException(
                $"{scaling.Means.Length} means of inputs for {architecture.InputSize} inputs.");
        (Architecture, Layers, Metadata) = (architecture, [.. layers], metadata);
        _packed = [[.. layers.Select(layer => new PackedLayer(layer))]];
        _transposed = new Lazy<TransposedLayers>(() => new TransposedLayers(layers));
    }

    // An ensemble, which shares the weights of its members.
    private BayesianNetwork(ImmutableArray<BayesianNetwork> members, ModelMetadata metadata)
    {
        BayesianNetwork first = members[0];
        (Architecture, Layers, Metadata) = (first.Architecture, first.Layers, metadata);
        _packed = [.. members.Select(member => member._packed[0])];
        (_transposed, _members) = (first._transposed, members);
    }

    // The same network with fewer answers.
    private BayesianNetwork(BayesianNetwork whole, int[] allowed)
    {
        (Architecture, Layers, Metadata) = (whole.Architecture, whole.Layers, whole.Metadata);
        (_packed, _transposed, _members, _workspaces) =
            (whole._packed, whole._transposed, whole._members, whole._workspaces);
        _allowed = allowed;
    }

    /// <summary>Puts an ensemble together.</summary>
    /// <param name="members">
    /// 1 to 16 networks that differ in their weights and training only. Its metadata are those of the first, without a
    /// measure of novelty: that is for one network.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are no or too many members, or they differ in shape, class labels, descriptor settings or the scaling of
    /// inputs.
    /// </exception>
    public static BayesianNetwork Ensemble(IReadOnlyList<BayesianNetwork> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        ImmutableArray<BayesianNetwork> all = [.. members.SelectMany(member => member.Members)];
        if (all.Length is 0 or > MostMembers)
            throw new ArgumentException($"An ensemble of {all.Length} networks; it has 1 to {MostMembers}.");
        foreach (BayesianNetwork other in all)
        {
            if (DifferenceOf(all[0], other) is { } difference)
                throw new ArgumentException($"The networks of an ensemble must have the same {difference}.");
        }

        return all.Length == 1 ? all[0] : new BayesianNetwork(all, all[0].Metadata with { Novelty = null });
    }

    /// <summary>The networks of an ensemble; this network alone where it is none.</summary>
    public ImmutableArray<BayesianNetwork> Members => _members.IsEmpty ? [this] : _members;

    /// <summary>Its shape.</summary>
    public NetworkArchitecture Architecture { get; }

    /// <summary>The weights; of an ensemble those of its first member.</summary>
    public ImmutableArray<DenseLayer> Layers { get; }

    /// <summary>Class labels and provenance.</summary>
    public ModelMetadata Metadata { get; }

    /// <summary>Classifies one descriptor. Hidden layers are those of the first member of an ensemble.</summary>
    /// <param name="descriptor">The components; zero or not a number means that there was nothing to describe.</param>
    /// <param name="settings">Passes and seed; the defaults when omitted.</param>
    /// <exception cref="ArgumentException">The descriptor has another length than the network's input.</exception>
    public Prediction Predict(ReadOnlySpan<float> descriptor, PredictionSettings? settings = null)
    {
        settings ??= new PredictionSettings();
        settings.Validate();
        if (descriptor.Length != Architecture.InputSize)
        {
            throw new ArgumentException(
                $"A descriptor of {descriptor.Length} components; the network takes {Architecture.InputSize}.");
        }
        if (!IsClassifiable(descriptor))
            return Prediction.NotClassified(Metadata.ClassLabels);

        PredictionWorkspace workspace = Rent();
        var hidden = settings.KeepHidden ? new HiddenMeans(Architecture.HiddenSizes.AsSpan()) : null;
        double[] probabilities = new double[Architecture.ClassCount];
        PredictiveUncertainty uncertainty =
            workspace.Predict(descriptor, settings, probabilities, hidden);
        int passes = workspace.Passes;
        _workspaces.Add(workspace);
        return new Prediction(
            Metadata.ClassLabels,
            ImmutableCollectionsMarshal.AsImmutableArray(probabilities),
            uncertainty,
            passes,
            hidden?.Means());
    }

    /// <summary>Classifies many descriptors, each as if it were alone.</summary>
    /// <param name="descriptors">[descriptor, component].</param>
    /// <param name="settings">Passes, seed and threads; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of descriptors done.</param>
    /// <param name="cancellation">Stops between descriptors.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the network's input.</exception>
    public ImmutableArray<Prediction> PredictMany(
        ReadOnlyMemory<float> descriptors,
        PredictionSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings ??= new PredictionSettings();
        settings.Validate();
        int count = CountOf(descriptors.Length);
        var predictions = new Prediction[count];
        var counter = new StepCounter(WorkProgress.Of(progress, "descriptors"), count);
        Parallel.For(0, count, ThreadCount.Parallel(settings.Threads, cancellation), i =>
        {
            predictions[i] =
                Predict(descriptors.Span.Slice(i * Architecture.InputSize, Architecture.InputSize), settings);
            counter.Add();
        });
        return ImmutableCollectionsMarshal.AsImmutableArray(predictions);
    }

    /// <summary>
    /// Class probabilities of the network with all units present (no dropout), of an ensemble their mean: the quick
    /// answer, without uncertainty.
    /// </summary>
    /// <param name="descriptors">[descriptor, component].</param>
    /// <param name="threads">Threads, 0 for one per processor; the result does not depend on it.</param>
    /// <returns>[descriptor, class]; not-a-number for a descriptor that is zero or not a number.</returns>
    /// <exception cref="ArgumentException">The length is not a multiple of the network's input.</exception>
    public ImmutableArray<float> PredictWithoutDropout(ReadOnlyMemory<float> descriptors, int threads = 0)
    {
        (int size, int classes) = (Architecture.InputSize, Architecture.ClassCount);
        int count = CountOf(descriptors.Length);
        float[] probabilities = new float[(long)count * classes];
        Parallel.For(
            0,
            (count + TileKernel.Lanes - 1) / TileKernel.Lanes,
            ThreadCount.Parallel(threads),
            block =>
            {
                int first = block * TileKernel.Lanes;
                int lanes = Math.Min(TileKernel.Lanes, count - first);
                PredictionWorkspace workspace = Rent();
                ReadOnlySpan<float> rows = descriptors.Span.Slice(first * size, lanes * size);
                workspace.PredictWithoutDropout(rows, probabilities.AsSpan(first * classes, lanes * classes));
                for (int lane = 0; lane < lanes; lane++)
                {
                    if (!IsClassifiable(rows.Slice(lane * size, size)))
                        probabilities.AsSpan((first + lane) * classes, classes).Fill(float.NaN);
                }

                _workspaces.Add(workspace);
            });
        return ImmutableCollectionsMarshal.AsImmutableArray(probabilities);
    }

    private static bool IsClassifiable(ReadOnlySpan<float> descriptor)
    {
        bool any = false;
        foreach (float component in descriptor)
        {
            if (!float.IsFinite(component))
                return false;
            any |= component != 0;
        }

        return any;
    }

    /// <summary>
    /// The same network where some classes are no answers: in every pass of every member the softmax runs over the
    /// others, and the probability of those left out is exactly 0.
    /// </summary>
    /// <param name="allowed">Whether a class may be an answer, in the order of the classes.</param>
    /// <exception cref="ArgumentException">Not one per class, or none may.</exception>
    internal BayesianNetwork Only(ReadOnlySpan<bool> allowed)
    {
        if (allowed.Length != Architecture.ClassCount)
            throw new ArgumentException($"{allowed.Length} answers for {Architecture.ClassCount} classes.");
        var classes = new List<int>();
        for (int c = 0; c < allowed.Length; c++)
        {
            if (allowed[c])
                classes.Add(c);
        }

        if (classes.Count == 0)
            throw new ArgumentException("No class is left that may be an answer.");
        return new BayesianNetwork(this, [.. classes]);
    }

    /// <summary>The same weights with other metadata.</summary>
    /// <exception cref="ArgumentException">They do not fit the network.</exception>
    internal BayesianNetwork With(ModelMetadata metadata) => _members.IsEmpty
        ? new BayesianNetwork(Architecture, Layers, metadata)
        : new BayesianNetwork(
            [.. _members.Select(member => member.With(metadata with
            {
                Training = member.Metadata.Training, Novelty = null,
            }))],
            metadata);

    /// <summary>
    /// A forward pass of this network's layers, the first member's, on inputs that are scaled already.
    /// </summary>
    internal ForwardPass ForwardPass() => new(_packed[0]);

    // What keeps two networks from being members of one ensemble, or null.
    private static string? DifferenceOf(BayesianNetwork a, BayesianNetwork b)
    {
        ModelMetadata one = a.Metadata, other = b.Metadata;
        if (!a.Architecture.LayerSizes.SequenceEqual(b.Architecture.LayerSizes))
            return "layers";
        if (a.Architecture.Dropout != b.Architecture.Dropout)
            return "dropout";
        if (!one.ClassLabels.SequenceEqual(other.ClassLabels))
            return "class labels in the same order";
        if (!one.DescriptorSettings.SequenceEqual(other.DescriptorSettings))
            return "descriptor settings";
        bool alike = one.Scaling is null
            ? other.Scaling is null
            : other.Scaling is { } scaling && scaling.Means.SequenceEqual(one.Scaling.Means)
                && scaling.Factors.SequenceEqual(one.Scaling.Factors);
        return alike ? null : "scaling of inputs";
    }

    private PredictionWorkspace Rent()
    {
        if (!_workspaces.TryTake(out PredictionWorkspace? workspace))
            workspace = new PredictionWorkspace(Architecture, _packed, _transposed, Metadata.Scaling);
        workspace.Select(_allowed);
        return workspace;
    }

    private int CountOf(int length) => length % Architecture.InputSize == 0
        ? length / Architecture.InputSize
        : throw new ArgumentException(
            $"{length} numbers are not whole descriptors of {Architecture.InputSize} components.");
}
