using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Embedding;

/// <summary>
/// Stochastic gradient descent of UMAP: neighbors attract each other as often as their edge is heavy, random points
/// repel. Source: L. McInnes, J. Healy, J. Melville, arXiv:1802.03426, algorithm 5.
/// </summary>
/// <remarks>
/// An edge of weight w is used floor(t w / w_max) times in t epochs. Each time both of its ends move, and each end is
/// repelled by <see cref="UmapSettings.NegativeSamples"/> random points. The reference goes through the edges one after
/// the other. Here every point makes all the moves of an epoch by itself, those as the other end of an edge included,
/// and sees the others where they were when the epoch began: points do not wait for each other, and the result does not
/// depend on the number of threads.
/// </remarks>
internal sealed class UmapOptimizer
{
    private const float MostStep = 4;
    private const float LeastSquare = 0.001f;
    private const int PointsPerRange = 64;

    private readonly FuzzyGraph _graph;
    private readonly UmapSettings _settings;
    private readonly float _a;
    private readonly float _b;
    private readonly int _count;
    private readonly float[][] _now;
    private readonly float[][] _next;
    private readonly int[] _offsets;
    private readonly int[] _ends;
    private readonly float[] _periods;
    private readonly float[] _due;

    /// <summary>Prepares the descent.</summary>
    /// <param name="graph">Edges.</param>
    /// <param name="start">Coordinates [point, component].</param>
    /// <param name="curve">Similarity of embedded points.</param>
    /// <param name="settings">Components, epochs, samples, seed.</param>
    /// <param name="epochs">Number of rounds.</param>
    public UmapOptimizer(FuzzyGraph graph, float[] start, UmapCurve curve, UmapSettings settings, int epochs)
    {
        (_graph, _settings, _count, Epochs) = (graph, settings, graph.Count, epochs);
        (_a, _b) = ((float)curve.A, (float)curve.B);
        _now = new float[settings.Components][];
        _next = new float[settings.Components][];
        for (int c = 0; c < settings.Components; c++)
        {
            _now[c] = [.. Enumerable.Range(0, _count).Select(i => start[(i * settings.Components) + c])];
            _next[c] = new float[_count];
        }

        // Edges too light to be used even once are left out.
        float largest = 0;
        for (int i = 0; i < _count; i++)
        {
            foreach (float weight in graph.WeightsOf(i))
                largest = Math.Max(largest, weight);
        }

        float least = largest / epochs;
        _offsets = new int[_count + 1];
        for (int i = 0; i < _count; i++)
        {
            _offsets[i + 1] = _offsets[i];
            foreach (float weight in graph.WeightsOf(i))
                _offsets[i + 1] += weight >= least ? 1 : 0;
        }

        _ends = new int[_offsets[_count]];
        _periods = new float[_ends.Length];
        for (int i = 0, at = 0; i < _count; i++)
        {
            ReadOnlySpan<int> ends = graph.NeighborsOf(i);
            ReadOnlySpan<float> weights = graph.WeightsOf(i);
            for (int e = 0; e < ends.Length; e++)
            {
                if (weights[e] >= least)
                    (_ends[at], _periods[at++]) = (ends[e], largest / weights[e]);
            }
        }

        _due = [.. _periods];
    }

    /// <summary>Number of rounds.</summary>
    public int Epochs { get; }

    /// <summary>Runs one round; rounds count from 0.</summary>
    public void Run(int epoch, ParallelOptions options)
    {
        float rate = (float)(_settings.LearningRate * (1 - (Math.Max(0, epoch - 1) / (double)Epochs)));
        int ranges = (_count + PointsPerRange - 1) / PointsPerRange;
        Parallel.For(0, ranges, options, range =>
        {
            int end = Math.Min(_count, (range + 1) * PointsPerRange);
            for (int point = range * PointsPerRange; point < end; point++)
                Move(point, epoch, rate);
        });
        for (int c = 0; c < _now.Length; c++)
            (_now[c], _next[c]) = (_next[c], _now[c]);
    }

    /// <summary>The coordinates [point, component].</summary>
    public float[] Coordinates()
    {
        var result = new float[_count * _now.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = _now[i % _now.Length][i / _now.Length];
        return result;
    }

    // Lane 0 is the neighbor, which pulls twice (once for each end of the edge), the others are random points.
    private void Move(int point, int epoch, float rate)
    {
        bool isSpatial = _now.Length == 3;
        float[] xs = _now[0], ys = _now[1], zs = isSpatial ? _now[2] : xs;
        float x = xs[point], y = ys[point], z = isSpatial ? zs[point] : 0;
        var random = new FastRandom(_settings.Seed, ((ulong)epoch << 32) | (uint)point);
        int negative = _settings.NegativeSamples;
        Vector256<float> pulls = Vector256<float>.Zero.WithElement(0, 1f);
        Vector256<float> used = Vector256.LessThanOrEqual(
            Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7), Vector256.Create((float)negative));
        Vector256<float> attraction = Vector256.Create(-2 * _a * _b), repulsion = Vector256.Create(2 * _b);
        Vector256<float> multiple = Vector256<float>.One + pulls;
        Span<int> others = stackalloc int[8];
        others.Fill(point);
        int end = _offsets[point + 1];
        for (int e = _offsets[point]; e < end; e++)
        {
            if (_due[e] > epoch)
                continue;
            _due[e] += _periods[e];
            others[0] = _ends[e];
            for (int k = 1; k <= negative; k++)
                others[k] = random.Below(_count);
            Vector256<float> dx = Vector256.Create(x) - Gather(xs, others);
            Vector256<float> dy = Vector256.Create(y) - Gather(ys, others);
            Vector256<float> dz = isSpatial ? Vector256.Create(z) - Gather(zs, others) : Vector256<float>.Zero;
            Vector256<float> square = (dx * dx) + (dy * dy) + (dz * dz);
            Vector256<float> apart = Vector256.GreaterThan(square, Vector256<float>.Zero) & used;
            Vector256<float> power = Vector256.Exp(_b * Vector256.Log(square));
            Vector256<float> shared = Vector256<float>.One + (_a * power);
            Vector256<float> coefficient = Vector256.ConditionalSelect(
                Vector256.Equals(pulls, Vector256<float>.One),
                attraction * power / (square * shared),
                repulsion / ((Vector256.Create(LeastSquare) + square) * shared));
            coefficient = Vector256.ConditionalSelect(apart, coefficient, Vector256<float>.Zero);
            x += rate * Vector256.Sum(multiple * Clip(coefficient * dx));
            y += rate * Vector256.Sum(multiple * Clip(coefficient * dy));
            if (isSpatial)
                z += rate * Vector256.Sum(multiple * Clip(coefficient * dz));
        }

        _next[0][point] = x;
        _next[1][point] = y;
        if (isSpatial)
            _next[2][point] = z;
    }

    private static Vector256<float> Gather(float[] values, ReadOnlySpan<int> at) => Vector256.Create(
        values[at[0]], values[at[1]], values[at[2]], values[at[3]],
        values[at[4]], values[at[5]], values[at[6]], values[at[7]]);

    private static Vector256<float> Clip(Vector256<float> step) =>
        Vector256.Min(Vector256.Max(step, Vector256.Create(-MostStep)), Vector256.Create(MostStep));

    // A quick generator (SplitMix64) for one point and epoch; which points repel needs no better one.
    private struct FastRandom(ulong seed, ulong number)
    {
        private ulong _state = RandomStreams.Of(RandomStreams.UmapSamples, seed, number).Bits(0);

        public int Below(int bound)
        {
            _state += 0x9E3779B97F4A7C15;
            ulong z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)(((z >> 32) * (ulong)bound) >> 32);
        }
    }
}
