using System.Numerics;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Collects the class probabilities of the Monte-Carlo passes of one network, alone or in an ensemble: mean p,
/// entropies, votes, and standard errors. Sums are in double precision, lane by lane, then over lanes in order: the
/// same for any vector width.
/// </summary>
/// <remarks>
/// <para>Standard errors. To first order in the error of p, I = (1/T) sum over t of f_t with f_t = -sum over c of p_tc
/// log2 p_c - h_t, h_t the entropy of pass t; so its error is that of a mean, like the error of p. Two estimates of
/// its variance are at hand: the scatter between the 32 lanes, which does not see that balanced masks make passes of
/// one period err in opposite directions and is too large where that matters; and the scatter between the n periods of
/// 64 passes, which is right but has only n - 1 degrees of freedom. They are averaged with the weights 4
/// and n - 1.</para>
/// <para>Members of an ensemble are strata: f takes p of all members, and the variances of the members are added with
/// the squares of their shares of the passes, n - 1 summed over the members.</para>
/// </remarks>
internal sealed unsafe class PassStatistics
{
    // Classes below this mean probability add less than 1e-9 x 30 bits to any entropy.
    private const double Negligible = 1e-9;

    // Weight of the scatter between lanes, in degrees of freedom of the scatter between periods.
    private const double WeightOfLanes = 4;

    // Periods beyond these add nothing that the first do not tell.
    private const int KeptPeriods = 64;

    private readonly int _classes;
    private readonly SoftmaxBlock _softmax;
    private readonly AlignedBuffer<double> _sums;
    private readonly double[] _entropies = new double[TileKernel.Lanes];
    private readonly int[] _passesOfLane = new int[TileKernel.Lanes];
    private readonly double[] _crossEntropies = new double[TileKernel.Lanes];

    // Means over the passes of each period: entropy, then p per class.
    private readonly double[] _periods;
    private readonly double[] _mean;
    private readonly int[] _votes;
    private double _crossEntropy;
    private int _passes;

    public PassStatistics(SoftmaxBlock softmax, int classes)
    {
        _classes = classes;
        _softmax = softmax;
        _sums = new AlignedBuffer<double>(classes * TileKernel.Lanes);
        _mean = new double[classes];
        _periods = new double[KeptPeriods * (classes + 1)];
        _votes = new int[classes];
    }

    /// <summary>Number of passes added.</summary>
    public int Passes => _passes;

    /// <summary>Forgets all passes.</summary>
    public void Clear()
    {
        _sums.Span.Clear();
        Array.Clear(_votes);
        Array.Clear(_entropies);
        Array.Clear(_passesOfLane);
        Array.Clear(_periods);
        _passes = 0;
    }

    /// <summary>Adds the first <paramref name="lanes"/> lanes of a block of logits [class, lane].</summary>
    public void Add(float* logits, int lanes)
    {
        _softmax.Run(logits);
        float* p = _softmax.Probabilities.Pointer;
        if (lanes < TileKernel.Lanes)
        {
            for (int c = 0; c < _classes; c++)
                new Span<float>(p + (c * TileKernel.Lanes) + lanes, TileKernel.Lanes - lanes).Clear();
        }

        double* sums = _sums.Pointer;
        for (int i = 0; i < _sums.Length; i += Vector<float>.Count)
        {
            Vector.Widen(Vector.Load(p + i), out Vector<double> low, out Vector<double> high);
            (Vector.Load(sums + i) + low).Store(sums + i);
            (Vector.Load(sums + i + Vector<double>.Count) + high).Store(sums + i + Vector<double>.Count);
        }

        Span<double> period = _passes / BalancedDropout.Period < KeptPeriods
            ? _periods.AsSpan(_passes / BalancedDropout.Period * (_classes + 1), _classes + 1)
            : [];
        if (period.Length > 0)
            AddToPeriod(p, lanes, period);
        for (int lane = 0; lane < lanes; lane++)
        {
            _votes[_softmax.Winners[lane]]++;
            _entropies[lane] += _softmax.Entropy(lane);
            _passesOfLane[lane]++;
        }

        _passes += lanes;
    }

    /// <summary>Computes the mean probabilities and the uncertainty over the passes of all members so far.</summary>
    /// <param name="members">The passes of each member; one for a single network.</param>
    /// <param name="mean">Receives the mean probability per class.</param>
    public static PredictiveUncertainty Finish(ReadOnlySpan<PassStatistics> members, Span<double> mean)
    {
        int passes = 0;
        foreach (PassStatistics member in members)
        {
            passes += member._passes;
            Array.Clear(member._crossEntropies);
            member._crossEntropy = 0;
        }

        double predictive = 0;
        int top = 0, modal = 0;
        for (int c = 0; c < mean.Length; c++)
        {
            double sum = 0;
            int votes = 0;
            foreach (PassStatistics member in members)
            {
                sum += member.SumOf(c);
                votes += member._votes[c];
            }

            modal = Math.Max(modal, votes);
            double p = sum / passes;
            mean[c] = p;
            if (p > mean[top])
                top = c;
            if (!(p > 0))
                continue;
            double information = -Math.Log2(p);
            predictive += p * information;
            foreach (PassStatistics member in members)
                member.AddInformation(c, information, p > Negligible);
        }

        double entropy = 0, ofInformation = 0, ofProbability = 0;
        int freedom = 0;
        foreach (PassStatistics member in members)
            freedom += Math.Max(member.CompletePeriods - 1, 0);
        foreach (PassStatistics member in members)
        {
            entropy += member.EntropySum();
            double weight = (double)member._passes / passes;
            (double information, double probability) = member.Variances(mean, top, freedom);
            ofInformation += weight * weight * information;
            ofProbability += weight * weight * probability;
        }

        return new PredictiveUncertainty(
            Math.Max(predictive, 0),
            Math.Max(entropy / passes / Math.Log(2), 0),
            1 - ((double)modal / passes),
            Math.Sqrt(ofInformation),
            Math.Sqrt(ofProbability));
    }

    private int CompletePeriods => Math.Min(_passes / BalancedDropout.Period, KeptPeriods);

    private double SumOf(int c)
    {
        double* row = _sums.Pointer + (c * TileKernel.Lanes);
        double sum = 0;
        for (int lane = 0; lane < TileKernel.Lanes; lane++)
            sum += row[lane];
        _mean[c] = sum / _passes;
        return sum;
    }

    private double EntropySum()
    {
        double entropy = 0;
        foreach (double e in _entropies)
            entropy += e;
        return entropy;
    }

    // Of a class with the information -log2 p.
    private void AddInformation(int c, double information, bool byLane)
    {
        _crossEntropy += _mean[c] * information;
        if (byLane)
            AddScaled(_sums.Pointer + (c * TileKernel.Lanes), information, _crossEntropies);
    }

    private static void AddScaled(double* row, double factor, double[] sums)
    {
        for (int lane = 0; lane < TileKernel.Lanes; lane += Vector<double>.Count)
            (new Vector<double>(sums, lane) + (factor * Vector.Load(row + lane))).CopyTo(sums, lane);
    }

    private void AddToPeriod(float* p, int lanes, Span<double> period)
    {
        for (int lane = 0; lane < lanes; lane++)
            period[0] += _softmax.Entropy(lane) / BalancedDropout.Period;
        for (int c = 0; c < _classes; c++)
        {
            // Eight partial sums in a fixed order, whatever vectors the processor has.
            Vector256<float> sum = Vector256<float>.Zero;
            for (int lane = 0; lane < TileKernel.Lanes; lane += Vector256<float>.Count)
                sum += Vector256.Load(p + (c * TileKernel.Lanes) + lane);
            Vector128<float> half = sum.GetLower() + sum.GetUpper();
            period[1 + c] += ((half[0] + half[1]) + (half[2] + half[3])) / (double)BalancedDropout.Period;
        }
    }

    // Of the means of f and of p of the likeliest class over the passes of this member, f with the mean of all members.
    // Over lanes with n_j of T passes each: L/(L - 1) sum of (n_j/T)^2 (mean of lane j - mean)^2.
    private (double MutualInformation, double Probability) Variances(
        ReadOnlySpan<double> mean, int top, int freedom)
    {
        double information = _crossEntropy - Math.Max(EntropySum() / _passes / Math.Log(2), 0);
        int lanes = Math.Min(_passes, TileKernel.Lanes);
        double ofInformation = 0, ofProbability = 0;
        for (int lane = 0; lane < lanes; lane++)
        {
            double count = _passesOfLane[lane];
            double weight = count / _passes;
            double f = (_crossEntropies[lane] - (_entropies[lane] / Math.Log(2))) / count;
            double p = _sums.Pointer[(top * TileKernel.Lanes) + lane] / count;
            ofInformation += weight * weight * (f - information) * (f - information);
            ofProbability += weight * weight * (p - _mean[top]) * (p - _mean[top]);
        }

        if (lanes < 2)
            return (double.NaN, double.NaN);
        double unbiased = lanes / (lanes - 1.0);
        if (CompletePeriods < 2)
            return (unbiased * ofInformation, unbiased * ofProbability);
        (double information2, double probability2) = VarianceBetweenPeriods(mean, information, top);
        return (Blend(ofInformation, information2), Blend(ofProbability, probability2));

        double Blend(double betweenLanes, double betweenPeriods) =>
            ((WeightOfLanes * unbiased * betweenLanes) + (freedom * betweenPeriods)) / (WeightOfLanes + freedom);
    }

    // Of the means over all passes, from the complete periods kept.
    private (double Information, double Probability) VarianceBetweenPeriods(
        ReadOnlySpan<double> mean, double information, int top)
    {
        int count = CompletePeriods;
        double ofInformation = 0, ofProbability = 0;
        for (int n = 0; n < count; n++)
        {
            ReadOnlySpan<double> period = _periods.AsSpan(n * (_classes + 1), _classes + 1);
            double f = -period[0] / Math.Log(2);
            for (int c = 0; c < _classes; c++)
            {
                if (mean[c] > Negligible)
                    f -= period[1 + c] * Math.Log2(mean[c]);
            }

            ofInformation += (f - information) * (f - information);
            ofProbability += (period[1 + top] - _mean[top]) * (period[1 + top] - _mean[top]);
        }

        double perMean = (double)BalancedDropout.Period / _passes / (count - 1);
        return (ofInformation * perMean, ofProbability * perMean);
    }
}
