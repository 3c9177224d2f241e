using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Memory of one worker that predicts: activations, sums, and the dropout masks of the seed in use, for each member.
/// </summary>
internal sealed unsafe class PredictionWorkspace
{
    private readonly NetworkArchitecture _architecture;
    private readonly InputScaling? _scaling;
    private readonly SoftmaxBlock _softmax;
    private readonly MemberPasses[] _members;
    private readonly PassStatistics[] _statistics;
    private readonly Lazy<SampledPrediction> _sampled;

    /// <summary>Allocates.</summary>
    /// <param name="architecture">Shape of every member.</param>
    /// <param name="members">Layers of each member.</param>
    /// <param name="transposed">The layers of the first, transposed.</param>
    /// <param name="scaling">What all do to descriptors, or null.</param>
    public PredictionWorkspace(
        NetworkArchitecture architecture,
        IReadOnlyList<PackedLayer[]> members,
        Lazy<TransposedLayers> transposed,
        InputScaling? scaling = null)
    {
        (_architecture, _scaling) = (architecture, scaling);
        _softmax = new SoftmaxBlock(architecture.ClassCount);
        _members = [.. members.Select(
            (layers, member) => new MemberPasses(architecture, layers, scaling, _softmax, member))];
        _statistics = Array.ConvertAll(_members, member => member.Statistics);
        MemberPasses first = _members[0];
        _sampled = new Lazy<SampledPrediction>(() => new SampledPrediction(
            architecture, transposed.Value, first.Masks, first.First, first.Forward, _softmax));
    }

    /// <summary>Number of passes the last prediction made.</summary>
    public int Passes { get; private set; }

    /// <summary>Chooses the classes that may be answers in what follows; null for all.</summary>
    public void Select(int[]? classes) => _softmax.Select(classes);

    /// <summary>Mean probabilities and uncertainty of one descriptor.</summary>
    /// <param name="descriptor">The components.</param>
    /// <param name="settings">Mode, passes, tolerance and seed.</param>
    /// <param name="probabilities">Receives the mean probability per class.</param>
    /// <param name="hidden">Receives the sums of the hidden layers of the first member, or null.</param>
    public PredictiveUncertainty Predict(
        ReadOnlySpan<float> descriptor, PredictionSettings settings, Span<double> probabilities, HiddenMeans? hidden)
    {
        if (_scaling is not null)
            descriptor = _scaling.Apply(descriptor);
        bool chooses = settings.Mode != PredictionMode.Exact && settings.Passes >= SampledPrediction.LeastPasses;
        if (chooses && _members.Length == 1)
        {
            PredictiveUncertainty sampled = _sampled.Value.Predict(descriptor, settings, probabilities, hidden);
            Passes = _sampled.Value.Passes;
            return sampled;
        }

        int used = Math.Min(_members.Length, settings.Passes);
        for (int member = 0; member < used; member++)
            _members[member].Begin(descriptor);
        return chooses
            ? RunRounds(settings, used, probabilities, hidden)
            : RunAll(settings, used, probabilities, hidden);
    }

    /// <summary>
    /// Class probabilities [lane, class] of up to 32 descriptors [lane, component], without dropout: the mean of the
    /// members.
    /// </summary>
    public void PredictWithoutDropout(ReadOnlySpan<float> descriptors, Span<float> probabilities)
    {
        int lanes = descriptors.Length / _architecture.InputSize, classes = _architecture.ClassCount;
        probabilities.Clear();
        foreach (MemberPasses member in _members)
        {
            member.Forward.SetInputs(descriptors);
            member.Forward.Run(member.Masks.AllPresent, member.Masks.Offsets[1..], 1);
            _softmax.Run(member.Forward.Logits.Pointer);
            float* p = _softmax.Probabilities.Pointer;
            for (int lane = 0; lane < lanes; lane++)
            {
                for (int c = 0; c < classes; c++)
                    probabilities[(lane * classes) + c] += p[(c * TileKernel.Lanes) + lane];
            }
        }

        if (_members.Length == 1)
            return;
        foreach (ref float probability in probabilities)
            probability /= _members.Length;
    }

    // The first members make one pass more where the passes cannot be shared equally.
    private static int Share(int passes, int members, int member) =>
        (passes / members) + (member < passes % members ? 1 : 0);

    private PredictiveUncertainty RunAll(
        PredictionSettings settings, int used, Span<double> probabilities, HiddenMeans? hidden)
    {
        for (int member = 0; member < used; member++)
        {
            int share = Share(settings.Passes, used, member);
            do
            {
                _members[member].RunBlock(settings.Seed, share, member == 0 ? hidden : null);
            }
            while (_statistics[member].Passes < share);
        }

        Passes = settings.Passes;
        return PassStatistics.Finish(_statistics.AsSpan(0, used), probabilities);
    }

    // Every member makes the next 32 of its passes until all together tell what the rest would add. That takes twice as
    // many passes as one linearized network needs. To linearize each member would need 32 passes of each and 32 chosen
    // ones at the least, and a linearization for each: not less.
    private PredictiveUncertainty RunRounds(
        PredictionSettings settings, int used, Span<double> probabilities, HiddenMeans? hidden)
    {
        Passes = 0;
        while (true)
        {
            for (int member = 0; member < used; member++)
            {
                int share = Share(settings.Passes, used, member);
                if (_statistics[member].Passes == share)
                    continue;
                _members[member].RunBlock(settings.Seed, share, member == 0 ? hidden : null);
            }

            Passes = 0;
            for (int member = 0; member < used; member++)
                Passes += _statistics[member].Passes;
            if (Passes < settings.Passes && Passes < SampledPrediction.FewestPasses(settings))
                continue;
            PredictiveUncertainty uncertainty =
                PassStatistics.Finish(_statistics.AsSpan(0, used), probabilities);
            if (Passes == settings.Passes || SampledPrediction.IsEnough(settings, Passes, uncertainty))
                return uncertainty;
        }
    }
}
