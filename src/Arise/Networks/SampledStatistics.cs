using System.Numerics;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Collects passes that stand for different numbers of passes, and estimates from them what all T passes would give:
/// p[c] = sum over i of w[i] p[i, c] / T and likewise the entropies, sum of w = T.
/// </summary>
/// <remarks>
/// Standard errors. To first order in the error of p, the mutual information is the mean of f[t] = -sum over c of
/// p[t, c] log2 p[c] - h[t], h the entropy of a pass. With u[i] = w[i] (f[i] - f) / T in the order along which the
/// passes were sampled, the sampling adds the variance n/(2 (n - 1)) sum of (u[i + 1] - u[i])^2 (K. M. Wolter,
/// Introduction to Variance Estimation, 2007, chapter 8), each u counted with sqrt(1 - 1/w[i]), because a pass that
/// stands for itself alone adds none; that the T passes are themselves a sample of all possible ones adds sum of w[i]
/// (f[i] - f)^2 / T^2. The same with p of the likeliest class in place of f.
/// </remarks>
internal sealed unsafe class SampledStatistics
{
    private const int Lanes = TileKernel.Lanes;
    private const double Negligible = 1e-9;

    private readonly int _classes;
    private readonly SoftmaxBlock _softmax;
    private readonly double[] _sums;
    private readonly double[] _mean;
    private readonly double[] _votes;
    private readonly double[] _crossEntropies = new double[Lanes];
    private AlignedBuffer<float> _probabilities = new(0);
    private double[] _entropies = [];
    private double[] _departures = [];
    private int[] _winners = [];

    public SampledStatistics(SoftmaxBlock softmax, int classes)
    {
        (_softmax, _classes) = (softmax, classes);
        _sums = new double[classes * Lanes];
        _mean = new double[classes];
        _votes = new double[classes];
    }

    /// <summary>Number of blocks of 32 lanes added.</summary>
    public int Blocks { get; private set; }

    /// <summary>Mean probability per class as of the last <see cref="Finish"/>.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Forgets everything.</summary>
    public void Clear() => Blocks = 0;

    /// <summary>Adds a block of logits [class, lane]; its lanes are the slots 32 block to 32 block + 31.</summary>
    public void Add(float* logits)
    {
        Grow(Blocks + 1);
        _softmax.Run(logits);
        int size = _classes * Lanes;
        _softmax.Probabilities.Span[..size].CopyTo(_probabilities.Span.Slice(Blocks * size, size));
        for (int lane = 0; lane < Lanes; lane++)
        {
            int slot = (Blocks * Lanes) + lane;
            _entropies[slot] = _softmax.Entropy(lane) / Math.Log(2);
            _winners[slot] = _softmax.Winners[lane];
        }

        Blocks++;
    }

    /// <summary>Estimates for all passes.</summary>
    /// <param name="weights">w per slot, 0 for a lane that holds no pass.</param>
    /// <param name="sampled">
    /// The slots that were sampled, in the order of sampling; the others stand for themselves.
    /// </param>
    /// <returns>The uncertainty, and the parts of its standard errors that more samples would reduce.</returns>
    public (PredictiveUncertainty Uncertainty, double InformationError, double ProbabilityError) Finish(
        ReadOnlySpan<double> weights, ReadOnlySpan<int> sampled)
    {
        double total = 0, expected = 0;
        Array.Clear(_votes);
        for (int slot = 0; slot < weights.Length; slot++)
        {
            total += weights[slot];
            expected += weights[slot] * _entropies[slot];
            _votes[_winners[slot]] += weights[slot];
        }

        (double predictive, int top) = Average(weights, total);
        expected = Math.Max(expected / total, 0);
        double information = Math.Max(predictive - expected, 0);
        Depart(weights.Length / Lanes);
        double poolInformation = 0, poolProbability = 0;
        for (int slot = 0; slot < weights.Length; slot++)
        {
            double f = _departures[slot] - information, p = Top(slot, top) - _mean[top];
            poolInformation += weights[slot] * f * f;
            poolProbability += weights[slot] * p * p;
        }

        (double sampleInformation, double sampleProbability) = Sampling(weights, sampled, total, information, top);
        double perPass = 1 / (total * total);
        var uncertainty = new PredictiveUncertainty(
            predictive,
            expected,
            1 - (_votes.Max() / total),
            Math.Sqrt(sampleInformation + (poolInformation * perPass)),
            Math.Sqrt(sampleProbability + (poolProbability * perPass)));
        return (uncertainty, Math.Sqrt(sampleInformation), Math.Sqrt(sampleProbability));
    }

    private void Grow(int blocks)
    {
        int slots = blocks * Lanes;
        if (slots <= _entropies.Length)
            return;
        int capacity = Math.Max(slots, 2 * _entropies.Length);
        var probabilities = new AlignedBuffer<float>(capacity * _classes);
        _probabilities.Span.CopyTo(probabilities.Span);
        _probabilities = probabilities;
        Array.Resize(ref _entropies, capacity);
        Array.Resize(ref _departures, capacity);
        Array.Resize(ref _winners, capacity);
    }

    private float Top(int slot, int top) =>
        _probabilities.Pointer[(((slot / Lanes * _classes) + top) * Lanes) + (slot % Lanes)];

    private (double PredictiveEntropy, int Top) Average(ReadOnlySpan<double> weights, double total)
    {
        Array.Clear(_sums);
        for (int block = 0; block * Lanes < weights.Length; block++)
        {
            float* p = _probabilities.Pointer + (block * _classes * Lanes);
            AddWeighted(p, weights.Slice(block * Lanes, Lanes), _sums);
        }

        double predictive = 0;
        int top = 0;
        for (int c = 0; c < _classes; c++)
        {
            double sum = 0;
            for (int lane = 0; lane < Lanes; lane++)
                sum += _sums[(c * Lanes) + lane];
            _mean[c] = sum / total;
            if (_mean[c] > _mean[top])
                top = c;
            predictive -= _mean[c] > 0 ? _mean[c] * Math.Log2(_mean[c]) : 0;
        }

        return (Math.Max(predictive, 0), top);
    }

    // sums[class, lane] += weights[lane] p[class, lane].
    private static void AddWeighted(float* p, ReadOnlySpan<double> weights, double[] sums)
    {
        for (int lane = 0; lane < Lanes; lane += Vector<float>.Count)
        {
            var w0 = new Vector<double>(weights[lane..]);
            var w1 = new Vector<double>(weights[(lane + Vector<double>.Count)..]);
            for (int i = lane; i < sums.Length; i += Lanes)
            {
                Vector.Widen(Vector.Load(p + i), out Vector<double> low, out Vector<double> high);
                (new Vector<double>(sums, i) + (w0 * low)).CopyTo(sums, i);
                int next = i + Vector<double>.Count;
                (new Vector<double>(sums, next) + (w1 * high)).CopyTo(sums, next);
            }
        }
    }

    // f of every slot.
    private void Depart(int blocks)
    {
        for (int block = 0; block < blocks; block++)
        {
            Array.Clear(_crossEntropies);
            for (int c = 0; c < _classes; c++)
            {
                if (_mean[c] > Negligible)
                    AddScaled(_probabilities.Pointer + (((block * _classes) + c) * Lanes), -Math.Log2(_mean[c]));
            }

            for (int lane = 0; lane < Lanes; lane++)
            {
                int slot = (block * Lanes) + lane;
                _departures[slot] = _crossEntropies[lane] - _entropies[slot];
            }
        }
    }

    private void AddScaled(float* p, double factor)
    {
        for (int lane = 0; lane < Lanes; lane += Vector<float>.Count)
        {
            Vector.Widen(Vector.Load(p + lane), out Vector<double> low, out Vector<double> high);
            (new Vector<double>(_crossEntropies, lane) + (factor * low)).CopyTo(_crossEntropies, lane);
            int next = lane + Vector<double>.Count;
            (new Vector<double>(_crossEntropies, next) + (factor * high)).CopyTo(_crossEntropies, next);
        }
    }

    private (double Information, double Probability) Sampling(
        ReadOnlySpan<double> weights, ReadOnlySpan<int> sampled, double total, double information, int top)
    {
        if (sampled.Length < 2)
            return (0, 0);
        double ofInformation = 0, ofProbability = 0, lastU = 0, lastV = 0;
        for (int i = 0; i < sampled.Length; i++)
        {
            int slot = sampled[i];
            double w = weights[slot];
            double share = w * Math.Sqrt(Math.Max(1 - (1 / w), 0)) / total;
            double u = share * (_departures[slot] - information), v = share * (Top(slot, top) - _mean[top]);
            if (i > 0)
            {
                ofInformation += (u - lastU) * (u - lastU);
                ofProbability += (v - lastV) * (v - lastV);
            }

            (lastU, lastV) = (u, v);
        }

        double unbiased = sampled.Length / (2.0 * (sampled.Length - 1));
        return (ofInformation * unbiased, ofProbability * unbiased);
    }
}
