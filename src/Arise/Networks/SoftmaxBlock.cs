using System.Numerics;
using System.Runtime.CompilerServices;
using Arise.Numerics;

namespace Arise.Networks;

/// <summary>
/// Softmax of 32 lanes: p[c] = exp(z[c] - m) / S with m = max over c of z[c] and S the sum of the exponentials, so that
/// nothing overflows; and per lane the winning class and the two numbers that give its entropy and cross-entropy.
/// Classes may be left out: m and S are those of the others, and p of those left out is exactly 0.
/// </summary>
internal sealed unsafe class SoftmaxBlock
{
    private readonly int _classes;
    private readonly AlignedBuffer<float> _shifted;
    private readonly AlignedBuffer<float> _probabilities;
    private readonly AlignedBuffer<float> _lanes = new(2 * TileKernel.Lanes);
    private readonly int[] _all;
    private int[] _rows;

    public SoftmaxBlock(int classes)
    {
        _classes = classes;
        _rows = _all = [.. Enumerable.Range(0, classes)];
        _shifted = new AlignedBuffer<float>(classes * TileKernel.Lanes);
        _probabilities = new AlignedBuffer<float>(classes * TileKernel.Lanes);
    }

    /// <summary>The classes that count, ascending.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Chooses the classes that count.</summary>
    /// <param name="rows">Ascending and not empty; null for all.</param>
    public void Select(int[]? rows)
    {
        rows ??= _all;
        if (rows == _rows)
            return;
        _rows = rows;
        _probabilities.Span.Clear();
    }

    /// <summary>p [class, lane].</summary>
    public AlignedBuffer<float> Probabilities => _probabilities;

    /// <summary>Class with the largest logit per lane, the first one of equals.</summary>
    public int[] Winners { get; } = new int[TileKernel.Lanes];

    /// <summary>Cross-entropy -ln p[c] of a lane and class, in nats.</summary>
    public double CrossEntropy(int lane, int label) =>
        Math.Log(_lanes.Pointer[lane]) - _shifted.Pointer[(label * TileKernel.Lanes) + lane];

    /// <summary>The cross-entropy with a class, or with equal shares where it is negative, in nats.</summary>
    public double Loss(int lane, int label) =>
        label < 0 ? UniformCrossEntropy(lane) : CrossEntropy(lane, label);

    /// <summary>Mean over the classes of -ln p[c]: the cross-entropy of equal shares, in nats.</summary>
    public double UniformCrossEntropy(int lane)
    {
        double sum = 0;
        for (int c = 0; c < _classes; c++)
            sum += _shifted.Pointer[(c * TileKernel.Lanes) + lane];
        return Math.Log(_lanes.Pointer[lane]) - (sum / _classes);
    }

    /// <summary>Entropy -sum over c of p ln p of a lane, in nats, as ln S - sum over c of p (z - m).</summary>
    public double Entropy(int lane) =>
        Math.Log(_lanes.Pointer[lane]) - _lanes.Pointer[TileKernel.Lanes + lane];

    /// <summary>Computes everything from the logits [class, lane].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(float* logits)
    {
        int[] rows = _rows;
        float* sums = _lanes.Pointer;
        float* moments = sums + TileKernel.Lanes;
        float* shifted = _shifted.Pointer;
        float* exponentials = _probabilities.Pointer;
        for (int lane = 0; lane < TileKernel.Lanes; lane += Vector<float>.Count)
        {
            Vector<float> best = Vector.Load(logits + (rows[0] * TileKernel.Lanes) + lane);
            Vector<int> winner = Vector.Create(rows[0]);
            for (int i = 1; i < rows.Length; i++)
            {
                int c = rows[i];
                Vector<float> z = Vector.Load(logits + (c * TileKernel.Lanes) + lane);
                Vector<int> larger = Vector.GreaterThan(z, best);
                best = Vector.ConditionalSelect(larger, z, best);
                winner = Vector.ConditionalSelect(larger, Vector.Create(c), winner);
            }

            winner.CopyTo(Winners, lane);
            Vector<float> sum = Vector<float>.Zero, moment = Vector<float>.Zero;
            foreach (int c in rows)
            {
                Vector<float> d = Vector.Load(logits + (c * TileKernel.Lanes) + lane) - best;
                Vector<float> e = Exponential.OfNonPositive(d);
                d.Store(shifted + (c * TileKernel.Lanes) + lane);
                e.Store(exponentials + (c * TileKernel.Lanes) + lane);
                sum += e;
                moment = Vector.FusedMultiplyAdd(e, d, moment);
            }

            sum.Store(sums + lane);
            (moment / sum).Store(moments + lane);
            foreach (int c in rows)
            {
                float* p = exponentials + (c * TileKernel.Lanes) + lane;
                (Vector.Load(p) / sum).Store(p);
            }
        }
    }
}
