using Arise.Numerics;

namespace Arise.Networks;

/// <summary>Memory of one worker that predicts: activations, sums, and the dropout masks of the seed in use.</summary>
internal sealed unsafe class PredictionWorkspace
{
    private readonly NetworkArchitecture _architecture;
    private readonly PassMasks _masks;
    private readonly FirstLayer _first;
    private readonly ForwardPass _forward;
    private readonly InputScaling? _scaling;
    private readonly SoftmaxBlock _softmax;
    private readonly PassStatistics _statistics;
    private readonly Lazy<SampledPrediction> _sampled;

    public PredictionWorkspace(
        NetworkArchitecture architecture,
        PackedLayer[] layers,
        Lazy<TransposedLayers> transposed,
        InputScaling? scaling = null)
    {
        _architecture = architecture;
        _masks = new PassMasks(architecture);
        _first = new FirstLayer(layers[0]);
        _scaling = scaling;
        _forward = new ForwardPass(layers, scaling);
        _softmax = new SoftmaxBlock(architecture.ClassCount);
        _statistics = new PassStatistics(_softmax, architecture.ClassCount);
        _sampled = new Lazy<SampledPrediction>(() =>
            new SampledPrediction(architecture, transposed.Value, _masks, _first, _forward, _softmax));
    }

    /// <summary>Number of passes the last prediction made.</summary>
    public int Passes { get; private set; }

    /// <summary>Mean probabilities and uncertainty of one descriptor.</summary>
    /// <param name="descriptor">The components.</param>
    /// <param name="settings">Mode, passes, tolerance and seed.</param>
    /// <param name="probabilities">Receives the mean probability per class.</param>
    /// <param name="hidden">Receives the sums of the hidden layers, or null.</param>
    public PredictiveUncertainty Predict(
        ReadOnlySpan<float> descriptor, PredictionSettings settings, Span<double> probabilities, HiddenMeans? hidden)
    {
        if (_scaling is not null)
            descriptor = _scaling.Apply(descriptor);
        if (settings.Mode != PredictionMode.Exact && settings.Passes >= SampledPrediction.LeastPasses)
        {
            PredictiveUncertainty sampled = _sampled.Value.Predict(descriptor, settings, probabilities, hidden);
            Passes = _sampled.Value.Passes;
            return sampled;
        }

        _statistics.Clear();
        float scale = _architecture.KeptScale;
        _first.Begin(descriptor, scale);
        int block = 0;
        do
        {
            int lanes = Math.Min(TileKernel.Lanes, settings.Passes - _statistics.Passes);
            uint* words = _masks.Words(settings.Seed, block++);
            hidden?.Begin(lanes);
            _forward.RunPasses(_first, words, _masks.Offsets[1..], scale, hidden);
            _statistics.Add(_forward.Logits.Pointer, lanes);
        }
        while (_statistics.Passes < settings.Passes);

        PredictiveUncertainty uncertainty = _statistics.Finish();
        _statistics.Mean.CopyTo(probabilities);
        Passes = _statistics.Passes;
        return uncertainty;
    }

    /// <summary>Class probabilities [lane, class] of up to 32 descriptors [lane, component], without dropout.</summary>
    public void PredictWithoutDropout(ReadOnlySpan<float> descriptors, Span<float> probabilities)
    {
        int lanes = descriptors.Length / _architecture.InputSize;
        _forward.SetInputs(descriptors);
        _forward.Run(_masks.AllPresent, _masks.Offsets[1..], 1);
        _softmax.Run(_forward.Logits.Pointer);
        int classes = _architecture.ClassCount;
        for (int lane = 0; lane < lanes; lane++)
        {
            for (int c = 0; c < classes; c++)
                probabilities[(lane * classes) + c] = _softmax.Probabilities.Pointer[(c * TileKernel.Lanes) + lane];
        }
    }
}
