using System.Numerics;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Collects the class probabilities of Monte-Carlo passes: mean p, entropies, votes, and standard errors. Sums are in double
/// precision, lane by lane, then over lanes in order: the same for any vector width.
/// </summary>
/// <remarks>
/// The lanes are 32 independent samples of the passes, and the standard errors come from their scatter. For the mutual
/// information, I = (1/T) sum over t of f_t with f_t = -sum over c of p_tc log2 p_c - h_t (h_t the entropy of pass t), to
/// first order in the error of p; a lane's mean of f is one of 32 estimates of I.
/// </remarks>
internal sealed unsafe class PassStatistics
{
    // Classes below this mean probability add less than 1e-9 x 30 bits to any entropy.
    private const double Negligible = 1e-9;

    private readonly int _classes;
    private readonly SoftmaxBlock _softmax;
    private readonly AlignedBuffer<double> _sums;
    private readonly double[] _entropies = new double[TileKernel.Lanes];
    private readonly int[] _passesOfLane = new int[TileKernel.Lanes];
    private readonly double[] _crossEntropies = new double[TileKernel.Lanes];
    private readonly double[] _mean;
    private readonly int[] _votes;
    private int _passes;

    public PassStatistics(SoftmaxBlock softmax, int classes)
    {
        _classes = classes;
        _softmax = softmax;
        _sums = new AlignedBuffer<double>(classes * TileKernel.Lanes);
        _mean = new double[classes];
        _votes = new int[classes];
    }

    /// <summary>Number of passes added.</summary>
    public int Passes => _passes;

    /// <summary>Mean probability per class as of the last <see cref="Finish"/>.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Forgets all passes.</summary>
    public void Clear()
    {
        _sums.Span.Clear();
        Array.Clear(_votes);
        Array.Clear(_entropies);
        Array.Clear(_passesOfLane);
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

        for (int lane = 0; lane < lanes; lane++)
        {
            _votes[_softmax.Winners[lane]]++;
            _entropies[lane] += _softmax.Entropy(lane);
            _passesOfLane[lane]++;
        }

        _passes += lanes;
    }

    /// <summary>Computes the mean probabilities and returns the uncertainty over the passes so far.</summary>
    public PredictiveUncertainty Finish()
    {
        double predictive = 0;
        int top = 0;
        Array.Clear(_crossEntropies);
        for (int c = 0; c < _classes; c++)
        {
            double* row = _sums.Pointer + (c * TileKernel.Lanes);
            double sum = 0;
            for (int lane = 0; lane < TileKernel.Lanes; lane++)
                sum += row[lane];
            double p = sum / _passes;
            _mean[c] = p;
            if (p > _mean[top])
                top = c;
            if (!(p > 0))
                continue;
            double information = -Math.Log2(p);
            predictive += p * information;
            if (p > Negligible)
                AddScaled(row, information, _crossEntropies);
        }

        double entropy = 0;
        foreach (double e in _entropies)
            entropy += e;
        double expected = Math.Max(entropy / _passes / Math.Log(2), 0);
        (double informationError, double probabilityError) = StandardErrors(predictive - expected, top);
        int modal = 0;
        foreach (int votes in _votes)
            modal = Math.Max(modal, votes);
        return new PredictiveUncertainty(
            Math.Max(predictive, 0), expected, 1 - ((double)modal / _passes), informationError, probabilityError);
    }

    private static void AddScaled(double* row, double factor, double[] sums)
    {
        for (int lane = 0; lane < TileKernel.Lanes; lane += Vector<double>.Count)
            (new Vector<double>(sums, lane) + (factor * Vector.Load(row + lane))).CopyTo(sums, lane);
    }

    // Variance of a mean over lanes with n_j of T passes each: L/(L - 1) sum of (n_j/T)^2 (mean of lane j - mean)^2.
    private (double MutualInformation, double Probability) StandardErrors(double information, int top)
    {
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

        double unbiased = lanes / (lanes - 1.0);
        return lanes < 2 ? (double.NaN, double.NaN) : (Math.Sqrt(unbiased * ofInformation), Math.Sqrt(unbiased * ofProbability));
    }
}
