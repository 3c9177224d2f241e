using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Estimates what T passes would give from fewer of them: the first 32, around whose mean the network is linearized,
/// and a sample of the others that is denser where the linearized network departs most from its mean.
/// </summary>
internal sealed unsafe class SampledPrediction
{
    /// <summary>Fewer passes than this are all made: choosing would cost as much.</summary>
    public const int LeastPasses = 256;

    private const int Lanes = TileKernel.Lanes;

    // Linearized prediction is adaptive prediction with this tolerance and no more than 32 + 5 x 32 passes.
    private const double LinearizedTolerance = 0.02;
    private const int LinearizedSamples = 5;

    // The smaller the tolerance, the rarer the passes that must not be missed: so many points before the first look.
    private const double PointsTimesTolerance = 0.48;

    // Once three quarters of the passes are made, the others are made too.
    private const double WorthSampling = 0.75;

    // A sampling variance of half of that which all passes have themselves makes the error at most 22 % larger.
    private const double WorthReducing = 0.5;

    private readonly NetworkArchitecture _architecture;
    private readonly PassMasks _masks;
    private readonly FirstLayer _first;
    private readonly ForwardPass _forward;
    private readonly SoftmaxBlock _softmax;
    private readonly Linearization _linearization;
    private readonly PassImportance _importance = new();
    private readonly PassSampler _sampler = new();
    private readonly SampledStatistics _statistics;
    private readonly AlignedBuffer<uint> _words;
    private readonly int[] _drawn = new int[PassSampler.Points];
    private int[] _slotOfPass = [];
    private int[] _sampledSlots = [];
    private double[] _weights = [];

    public SampledPrediction(
        NetworkArchitecture architecture,
        TransposedLayers transposed,
        PassMasks masks,
        FirstLayer first,
        ForwardPass forward,
        SoftmaxBlock softmax)
    {
        (_architecture, _masks, _first, _forward, _softmax) = (architecture, masks, first, forward, softmax);
        _linearization = new Linearization(architecture, transposed, masks);
        _statistics = new SampledStatistics(softmax, architecture.ClassCount);
        _words = new AlignedBuffer<uint>(masks.UnitCount);
    }

    /// <summary>Number of passes the last prediction made.</summary>
    public int Passes { get; private set; }

    /// <summary>Mean probabilities and uncertainty of one descriptor.</summary>
    public PredictiveUncertainty Predict(
        ReadOnlySpan<float> descriptor, PredictionSettings settings, Span<double> probabilities, HiddenMeans? hidden)
    {
        Begin(settings.Passes);
        _first.Begin(descriptor, _architecture.KeptScale);
        uint* words = _masks.Words(settings.Seed, 0);
        RunBlock(words, hidden);
        for (int pass = 0; pass < Lanes; pass++)
            _slotOfPass[pass] = pass;
        Passes = Lanes;
        var (uncertainty, informationError, probabilityError) = Finish(settings.Passes, sampled: false);
        _linearization.Compute(descriptor, _forward, words, _statistics.Mean, _softmax.Rows);
        _masks.AbsentUnits(settings.Seed, settings.Passes, out ReadOnlySpan<int> units, out ReadOnlySpan<int> ends);
        _importance.Compute(_linearization, units, ends);
        _sampler.Begin(_importance.Departures, Lanes, settings.Passes);
        bool linearized = settings.Mode == PredictionMode.Linearized;
        double tolerance = ToleranceOf(settings);
        int least = LeastSamples(tolerance), most = linearized ? LinearizedSamples : int.MaxValue;
        bool enough = false;
        for (int sample = 1; !enough; sample++)
        {
            int drawn = _sampler.Draw(_drawn);
            Run(settings, _drawn.AsSpan(0, drawn), hidden);
            bool all = Passes >= WorthSampling * settings.Passes;
            if (all)
                RunOthers(settings, hidden);
            if (!all && sample < least)
                continue;
            (uncertainty, informationError, probabilityError) = Finish(settings.Passes, sampled: !all);
            enough = all || sample == most
                || (IsEnough(informationError, uncertainty.MutualInformationError, tolerance)
                    && IsEnough(probabilityError, uncertainty.ProbabilityError, tolerance));
        }

        _statistics.Mean.CopyTo(probabilities);
        hidden?.FinishDeferred(_weights.AsSpan(0, _statistics.Blocks * Lanes));
        return uncertainty;
    }

    /// <summary>Passes that an ensemble makes before it asks whether they are enough.</summary>
    public static int FewestPasses(PredictionSettings settings) =>
        Lanes * (1 + LeastSamples(ToleranceOf(settings)));

    /// <summary>
    /// Whether the first passes of every member tell the answer of all: n of N passes leave the share 1 - n/N of the
    /// variance that n passes have.
    /// </summary>
    /// <param name="settings">Mode, tolerance and number of passes.</param>
    /// <param name="passes">How many were made.</param>
    /// <param name="uncertainty">What they gave.</param>
    public static bool IsEnough(PredictionSettings settings, int passes, PredictiveUncertainty uncertainty)
    {
        double left = Math.Sqrt(1 - ((double)passes / settings.Passes)), tolerance = ToleranceOf(settings);
        return (settings.Mode == PredictionMode.Linearized && passes >= Lanes * (1 + LinearizedSamples))
            || (IsEnough(left * uncertainty.MutualInformationError, uncertainty.MutualInformationError, tolerance)
                && IsEnough(left * uncertainty.ProbabilityError, uncertainty.ProbabilityError, tolerance));
    }

    private static double ToleranceOf(PredictionSettings settings) =>
        settings.Mode == PredictionMode.Linearized ? LinearizedTolerance : settings.Tolerance;

    private static int LeastSamples(double tolerance) =>
        Math.Max(1, (int)Math.Min(PointsTimesTolerance / tolerance / PassSampler.Points, 1e6));

    // Below the tolerance, or small beside the error that all passes have themselves.
    private static bool IsEnough(double sampling, double total, double tolerance) =>
        sampling < tolerance || sampling * sampling < WorthReducing * ((total * total) - (sampling * sampling));

    private void Begin(int passes)
    {
        _statistics.Clear();
        int slots = 2 * (passes + Lanes);
        if (_slotOfPass.Length < passes)
            (_slotOfPass, _sampledSlots, _weights) = (new int[passes], new int[passes], new double[slots]);
        _slotOfPass.AsSpan(0, passes).Fill(-1);
    }

    private void Run(PredictionSettings settings, ReadOnlySpan<int> passes, HiddenMeans? hidden)
    {
        for (int from = 0; from < passes.Length; from += Lanes)
        {
            ReadOnlySpan<int> block = passes.Slice(from, Math.Min(Lanes, passes.Length - from));
            _masks.Gather(settings.Seed, block, settings.Passes, _words.Pointer);
            for (int lane = 0; lane < block.Length; lane++)
                _slotOfPass[block[lane]] = (_statistics.Blocks * Lanes) + lane;
            RunBlock(_words.Pointer, hidden);
        }

        Passes += passes.Length;
    }

    private void RunOthers(PredictionSettings settings, HiddenMeans? hidden)
    {
        int found = 0;
        for (int pass = 0; pass < settings.Passes; pass++)
        {
            if (_slotOfPass[pass] < 0)
                _drawn[found++] = pass;
            if (found == _drawn.Length || pass == settings.Passes - 1)
            {
                Run(settings, _drawn.AsSpan(0, found), hidden);
                found = 0;
            }
        }
    }

    private void RunBlock(uint* words, HiddenMeans? hidden)
    {
        hidden?.BeginDeferred();
        _forward.RunPasses(_first, words, _masks.Offsets[1..], _architecture.KeptScale, hidden);
        _statistics.Add(_forward.Logits.Pointer);
    }

    // Weights of the slots: 1 for the first passes, and for the sampled ones what makes the sum right.
    private (PredictiveUncertainty Uncertainty, double InformationError, double ProbabilityError) Finish(
        int passes, bool sampled)
    {
        Span<double> weights = _weights.AsSpan(0, _statistics.Blocks * Lanes);
        weights.Clear();
        int count = 0;
        if (!sampled)
        {
            foreach (int slot in _slotOfPass.AsSpan(0, passes))
            {
                if (slot >= 0)
                    weights[slot] = 1;
            }

            return _statistics.Finish(weights, []);
        }

        weights[..Lanes].Fill(1);
        double sum = 0;
        foreach (int pass in _sampler.Order)
        {
            int slot = _slotOfPass[pass];
            if (slot < 0)
                continue;
            _sampledSlots[count++] = slot;
            sum += weights[slot] = _sampler.Weight(pass);
        }

        foreach (int slot in _sampledSlots.AsSpan(0, count))
            weights[slot] *= (passes - Lanes) / sum;
        return _statistics.Finish(weights, _sampledSlots.AsSpan(0, count));
    }
}
