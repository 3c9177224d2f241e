using Arise.Descriptors;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Environments;

/// <summary>
/// Environments of all atoms of a structure, classified by a network with all units present (no dropout). Any number of
/// threads may use one.
/// </summary>
internal sealed class EnvironmentClassifier
{
    private readonly EnvironmentSettings _settings;

    /// <summary>A classifier with a model of environments.</summary>
    /// <exception cref="DescriptorException">The model takes another descriptor.</exception>
    public EnvironmentClassifier(BayesianNetwork network)
    {
        _settings = EnvironmentSettings.FromMetadata(network.Metadata.DescriptorSettings);
        if (network.Architecture.InputSize != _settings.Length)
        {
            throw new DescriptorException(
                $"The model takes {network.Architecture.InputSize} components, but its descriptor settings give "
                + $"{_settings.Length}.");
        }

        Network = network;
    }

    /// <summary>The model; the last class is "none".</summary>
    public BayesianNetwork Network { get; }

    /// <summary>Classifies every atom; probabilities are those of the allowed classes alone, renormalized.</summary>
    /// <param name="structure">Atoms with their cell; their species tell which are alike.</param>
    /// <param name="allowed">Per class of the model, whether it may be an answer.</param>
    /// <param name="results">Arrays of one entry per atom, filled.</param>
    /// <param name="threads">Threads, 0 for one per processor; the results do not depend on it.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <remarks>An isolated atom is in none of the classes, with probability 1.</remarks>
    public void Classify(
        AtomicStructure structure,
        ReadOnlySpan<bool> allowed,
        EnvironmentAnswers results,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        bool[] mask = allowed.ToArray();
        int none = Network.Architecture.ClassCount - 1;
        Array.Fill(results.Class, (short)none);
        Array.Fill(results.Probability, 1);
        structure = structure.Wrapped();
        if (LocalScales.Of(structure, _settings.Cutoff, threads, cancellation) is not { } scales)
            return;
        for (int i = 0; i < structure.Count; i++)
            results.LocalScale[i] = (float)scales.Values[i];
        var sweep = new EnvironmentSweep(structure, _settings, scales);
        var counter = new StepCounter(WorkProgress.Of(progress, "atoms"), structure.Count);
        InputScaling scaling = Network.Metadata.Scaling ?? Unscaled(_settings.Length);
        sweep.Run(() => new Taker(this, scaling, sweep.Components, mask, results), threads, counter, cancellation);
    }

    /// <summary>The mutual information of every atom from passes with random dropout, bit: how far they
    /// disagree.</summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="settings">Passes, seed, mode, threads.</param>
    /// <param name="results">One entry per atom, filled; 0 for isolated atoms.</param>
    /// <param name="progress">Is told the number of atoms done.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void MutualInformation(
        AtomicStructure structure,
        PredictionSettings settings,
        float[] results,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings.Validate();
        Array.Clear(results);
        structure = structure.Wrapped();
        if (LocalScales.Of(structure, _settings.Cutoff, settings.Threads, cancellation) is not { } scales)
            return;
        var sweep = new EnvironmentSweep(structure, _settings, scales);
        var counter = new StepCounter(WorkProgress.Of(progress, "atoms"), structure.Count);
        sweep.Run(
            () => new EnvironmentRows(_settings.Length, sweep.Components, (atom, row) =>
                results[atom] = (float)Network.Predict(row, settings).MutualInformation),
            settings.Threads,
            counter,
            cancellation);
    }

    private static InputScaling Unscaled(int length) =>
        new(new float[length], [.. Enumerable.Repeat(1f, length)]);

    private sealed unsafe class Taker : IEnvironmentBlocks
    {
        private readonly ForwardPass _forward;
        private readonly SoftmaxBlock _softmax;
        private readonly AlignedBuffer<float> _means;
        private readonly AlignedBuffer<float> _factors;
        private readonly AlignedBuffer<uint> _kept;
        private readonly int[] _offsets;
        private readonly bool[] _allowed;
        private readonly EnvironmentAnswers _results;

        public Taker(
            EnvironmentClassifier owner,
            InputScaling scaling,
            int components,
            bool[] allowed,
            EnvironmentAnswers results)
        {
            (_allowed, _results) = (allowed, results);
            _forward = owner.Network.ForwardPass();
            _softmax = new SoftmaxBlock(allowed.Length);
            (_means, _factors) = (new(scaling.Means.Length), new(scaling.Factors.Length));
            scaling.Means.CopyTo(_means.Span);
            scaling.Factors.CopyTo(_factors.Span);
            NetworkArchitecture architecture = owner.Network.Architecture;
            _kept = new AlignedBuffer<uint>(architecture.LayerSizes.Max() + TileKernel.Units);
            _kept.Span.Fill(uint.MaxValue);
            _offsets = new int[owner.Network.Layers.Length];

            // Where all atoms are alike there are no second spectra: their inputs stay what zero is scaled to.
            for (int k = components; k < scaling.Means.Length; k++)
            {
                new Span<float>(_forward.Input.Pointer + (k * TileKernel.Lanes), TileKernel.Lanes)
                    .Fill(scaling.Apply(0, k));
            }
        }

        public float* Spectra => _forward.Input.Pointer;

        public float* Means => _means.Pointer;

        public float* Scales => _factors.Pointer;

        public void Accept(ReadOnlySpan<int> atoms)
        {
            _forward.Run(_kept.Pointer, _offsets, 1);
            float* logits = _forward.Logits.Pointer;
            for (int c = 0; c < _allowed.Length; c++)
            {
                if (!_allowed[c])
                    new Span<float>(logits + (c * TileKernel.Lanes), TileKernel.Lanes).Fill(-1e30f);
            }

            _softmax.Run(logits);
            for (int lane = 0; lane < atoms.Length; lane++)
            {
                (int atom, int winner) = (atoms[lane], _softmax.Winners[lane]);
                _results.Class[atom] = (short)winner;
                _results.Probability[atom] = _softmax.Probabilities.Pointer[(winner * TileKernel.Lanes) + lane];
                _results.Entropy[atom] = (float)Math.Max(0, _softmax.Entropy(lane) / Math.Log(2));
            }
        }
    }
}
