using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Numerics;

namespace Arise.Networks.Models;

/// <summary>
/// A multilayer perceptron whose dropout stays on in prediction: the mean over stochastic passes approximates the
/// prediction of a Bayesian neural network, their spread its uncertainty (Y. Gal, Z. Ghahramani, ICML 2016). Immutable;
/// any number of threads may use it.
/// </summary>
/// <remarks>
/// The masks depend on seed, pass, layer and unit only: a prediction is the same, byte for byte, alone or among others
/// and on any number of threads. Probabilities have the same bytes on every processor too, because every operation on
/// the way rounds as IEEE 754 says; entropies may differ in their last bit where the logarithm of the platform does.
/// </remarks>
public sealed class BayesianNetwork
{
    private readonly PackedLayer[] _packed;
    private readonly Lazy<TransposedLayers> _transposed;
    private readonly ConcurrentBag<PredictionWorkspace> _workspaces = [];

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
        _packed = [.. layers.Select(layer => new PackedLayer(layer))];
        _transposed = new Lazy<TransposedLayers>(() => new TransposedLayers(layers));
    }

    /// <summary>Its shape.</summary>
    public NetworkArchitecture Architecture { get; }

    /// <summary>The weights.</summary>
    public ImmutableArray<DenseLayer> Layers { get; }

    /// <summary>Class labels and provenance.</summary>
    public ModelMetadata Metadata { get; }

    /// <summary>Classifies one descriptor.</summary>
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
    /// Class probabilities of the network with all units present (no dropout): the quick answer, without uncertainty.
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

    /// <summary>A forward pass of this network's layers on inputs that are scaled already.</summary>
    internal ForwardPass ForwardPass() => new(_packed);

    private PredictionWorkspace Rent() =>
        _workspaces.TryTake(out PredictionWorkspace? workspace)
            ? workspace
            : new PredictionWorkspace(Architecture, _packed, _transposed, Metadata.Scaling);

    private int CountOf(int length) => length % Architecture.InputSize == 0
        ? length / Architecture.InputSize
        : throw new ArgumentException(
            $"{length} numbers are not whole descriptors of {Architecture.InputSize} components.");
}
