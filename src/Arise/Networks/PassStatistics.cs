using System.Numerics;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Collects the class probabilities of Monte-Carlo passes: mean p, expected entropy and votes. Sums are in double
/// precision, lane by lane, then over lanes in order: the same for any vector width.
/// </summary>
internal sealed unsafe class PassStatistics
{
    private readonly int _classes;
    private readonly SoftmaxBlock _softmax;
    private readonly AlignedBuffer<double> _sums;
    private readonly int[] _votes;
    private double _entropy;
    private int _passes;

    public PassStatistics(SoftmaxBlock softmax, int classes)
    {
        _classes = classes;
        _softmax = softmax;
        _sums = new AlignedBuffer<double>(classes * TileKernel.Lanes);
        _votes = new int[classes];
    }

    /// <summary>Forgets all passes.</summary>
    public void Clear()
    {
        _sums.Span.Clear();
        Array.Clear(_votes);
        (_entropy, _passes) = (0, 0);
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
            _entropy += _softmax.Entropy(lane);
        }

        _passes += lanes;
    }

    /// <summary>Writes the mean probabilities and returns the uncertainty over the passes so far.</summary>
    public PredictiveUncertainty Finish(Span<double> probabilities)
    {
        double predictive = 0;
        for (int c = 0; c < _classes; c++)
        {
            double sum = 0;
            for (int lane = 0; lane < TileKernel.Lanes; lane++)
                sum += _sums.Pointer[(c * TileKernel.Lanes) + lane];
            double p = sum / _passes;
            probabilities[c] = p;
            if (p > 0)
                predictive -= p * Math.Log2(p);
        }

        int modal = 0;
        foreach (int votes in _votes)
            modal = Math.Max(modal, votes);
        return new PredictiveUncertainty(
            Math.Max(predictive, 0),
            Math.Max(_entropy / _passes / Math.Log(2), 0),
            1 - ((double)modal / _passes));
    }
}
