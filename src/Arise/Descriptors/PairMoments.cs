using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Arise.Descriptors;

/// <summary>
/// Sums over pairs of atoms: for every radial bin b, moment p and harmonic (l, m)
///     M[lm][b, p] = sum over the pairs in b of t^p Y_lm(direction),
/// where t in [-1, 1] is the distance within the bin. Everything that depends on the radial functions, the cutoff or
/// sigma is applied afterwards to this small table (<see cref="RadialProjection"/>), and the sums are additive.
/// </summary>
/// <remarks>
/// Pairs are staged, sorted by bin, and then summed bin by bin with three harmonics times four moments in registers
/// and eight pairs in the lanes. Sums over at most 192 pairs are single precision, the table is double. The order of
/// summation does not depend on the instruction set, and every product is a fused multiply-add: the same bytes come
/// out on every machine.
/// </remarks>
internal sealed class PairMoments
{
    private const int Lanes = 8;
    private const int Chunk = 192;
    private const int StagingCapacity = 24576;

    private const int FirstCapacity = 512;

    private readonly SphericalHarmonics _harmonics;
    private readonly Scratch _scratch;
    private readonly int _bins;
    private readonly double[] _moments;
    private readonly int _paddedRows;
    private float[] _x = [];
    private float[] _y = [];
    private float[] _z = [];
    private float[] _t = [];
    private float[] _w = [];
    private int[] _bin = [];
    private readonly bool _isWeighted;
    private int _staged;

    /// <summary>Creates an empty table.</summary>
    /// <param name="bins">Number of radial bins; pairs beyond the last are ignored.</param>
    /// <param name="maxDegree">Largest degree of the harmonics.</param>
    /// <param name="evenOnly">Whether odd degrees are left out (they vanish for pairs of like species).</param>
    /// <param name="scratch">What all tables of a thread share; its own when omitted.</param>
    /// <param name="isWeighted">Whether pairs carry weights, which multiply their terms.</param>
    public PairMoments(int bins, int maxDegree, bool evenOnly, Scratch? scratch = null, bool isWeighted = false)
    {
        _isWeighted = isWeighted;
        _harmonics = new SphericalHarmonics(maxDegree, evenOnly);
        _scratch = scratch ?? new Scratch(bins, maxDegree);
        _bins = bins;
        IsEvenOnly = evenOnly;
        _paddedRows = Padded(_harmonics.Rows);
        _moments = new double[_paddedRows * bins * RadialBins.Moments];
    }

    /// <summary>The buffers that a table needs only while it takes pairs in: one for all tables of a thread.</summary>
    public sealed class Scratch
    {
        /// <summary>Buffers for tables of this many bins, up to this degree.</summary>
        public Scratch(int bins, int maxDegree)
        {
            int sorted = StagingCapacity + (bins * Lanes) + Chunk;
            (X, Y, Z, T) = (new float[sorted], new float[sorted], new float[sorted], new float[sorted]);
            W = new float[sorted];
            (Next, Start, PairsInBin) = (new int[bins + 1], new int[bins + 1], new int[bins + 1]);
            Values = new float[Padded((maxDegree + 1) * (maxDegree + 1)) * Chunk];
        }

        // Staged pairs, sorted by bin.
        internal float[] X { get; }

        internal float[] Y { get; }

        internal float[] Z { get; }

        internal float[] T { get; }

        internal float[] W { get; }

        internal int[] Next { get; }

        internal int[] Start { get; }

        internal int[] PairsInBin { get; }

        internal float[] Values { get; }

        internal float[] Powers { get; } = new float[RadialBins.Moments * Chunk];
    }

    /// <summary>Whether only even degrees are kept.</summary>
    public bool IsEvenOnly { get; }

    /// <summary>The rows of the table: degree to first row.</summary>
    public SphericalHarmonics Harmonics => _harmonics;

    /// <summary>Number of radial bins.</summary>
    public int Bins => _bins;

    /// <summary>
    /// The moments of harmonic <paramref name="row"/>, [bin, moment]. Valid after <see cref="Flush"/>.
    /// </summary>
    public ReadOnlySpan<double> Row(int row)
    {
        Debug.Assert(_staged == 0, "Flush before reading.");
        return _moments.AsSpan(row * _bins * RadialBins.Moments, _bins * RadialBins.Moments);
    }

    /// <summary>Forgets all pairs.</summary>
    public void Clear()
    {
        _moments.AsSpan().Clear();
        _staged = 0;
    }

    /// <summary>
    /// Adds pairs given by their vectors (any unit) and squared lengths. <paramref name="scale"/> turns the unit into
    /// d_NN; with <paramref name="reversed"/> the vectors count with the opposite sign. A weighted table takes a weight
    /// per pair.
    /// </summary>
    public void Add(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> z,
        ReadOnlySpan<double> square,
        double scale,
        bool reversed = false,
        ReadOnlySpan<float> weights = default)
    {
        Debug.Assert(weights.Length == (_isWeighted ? x.Length : 0), "One weight per pair of a weighted table.");
        float sign = reversed ? -1 : 1;
        for (int from = 0; from < x.Length; from += Chunk)
        {
            int count = Math.Min(Chunk, x.Length - from);
            if (_staged + count > StagingCapacity)
                Flush();
            Reserve(_staged + count + Lanes);
            if (_isWeighted)
                weights.Slice(from, count).CopyTo(_w.AsSpan(_staged));
            Stage(
                x.Slice(from, count),
                y.Slice(from, count),
                z.Slice(from, count),
                square.Slice(from, count),
                scale,
                sign);
        }
    }

    /// <summary>Brings all pairs added so far into the table.</summary>
    public void Flush()
    {
        if (_staged == 0)
            return;
        SortByBin();
        SumBins();
        _staged = 0;
    }

    // Rows are taken three at a time.
    private static int Padded(int rows) => (rows + 2) / 3 * 3;

    // Of a hundred species most pairs are rare: a table begins small, and grows to its full stage once.
    private void Reserve(int length)
    {
        if (length <= _bin.Length)
            return;
        int size = Math.Min(Math.Max(FirstCapacity, 2 * length), StagingCapacity + Lanes);
        Array.Resize(ref _x, size);
        Array.Resize(ref _y, size);
        Array.Resize(ref _z, size);
        Array.Resize(ref _t, size);
        if (_isWeighted)
            Array.Resize(ref _w, size);
        Array.Resize(ref _bin, size);
    }

    private void Stage(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> y,
        ReadOnlySpan<double> z,
        ReadOnlySpan<double> square,
        double scale,
        float sign)
    {
        double toBins = scale / RadialBins.Width;
        int k = 0;
        Vector256<double> factor = Vector256.Create(toBins);
        Vector256<float> beyond = Vector256.Create((float)_bins);
        for (; k + Lanes <= x.Length; k += Lanes)
        {
            Vector256<double> r0 = Vector256.Sqrt(Vector256.Create(square[k..]));
            Vector256<double> r1 = Vector256.Sqrt(Vector256.Create(square[(k + 4)..]));
            Vector256<double> u0 = r0 * factor, u1 = r1 * factor;
            Vector256<double> b0 = Vector256.Floor(u0), b1 = Vector256.Floor(u1);
            Vector256<float> t = Vector256.Narrow(
                (2 * (u0 - b0)) - Vector256<double>.One, (2 * (u1 - b1)) - Vector256<double>.One);
            Vector256<float> bin = Vector256.Min(Vector256.Narrow(b0, b1), beyond);
            Vector256<float> inverse = Vector256.Create(sign) / Vector256.Narrow(r0, r1);
            (Narrow(x, k) * inverse).CopyTo(_x, _staged);
            (Narrow(y, k) * inverse).CopyTo(_y, _staged);
            (Narrow(z, k) * inverse).CopyTo(_z, _staged);
            t.CopyTo(_t, _staged);
            Vector256.ConvertToInt32(bin).CopyTo(_bin, _staged);
            _staged += Lanes;
        }

        for (; k < x.Length; k++)
        {
            double r = Math.Sqrt(square[k]);
            double u = r * toBins;
            double bin = Math.Floor(u);
            float inverse = sign / (float)r;
            (_x[_staged], _y[_staged], _z[_staged]) =
                ((float)x[k] * inverse, (float)y[k] * inverse, (float)z[k] * inverse);
            _t[_staged] = (float)((2 * (u - bin)) - 1);
            _bin[_staged++] = (int)Math.Min(bin, _bins);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<float> Narrow(ReadOnlySpan<double> values, int at) =>
            Vector256.Narrow(Vector256.Create(values[at..]), Vector256.Create(values[(at + 4)..]));
    }

    // Counting sort. Each bin starts at a multiple of eight; what lies between two bins is never counted.
    private void SortByBin()
    {
        (int[] next, int[] start, int[] pairsInBin) = (_scratch.Next, _scratch.Start, _scratch.PairsInBin);
        pairsInBin.AsSpan().Clear();
        ReadOnlySpan<int> bin = _bin.AsSpan(0, _staged);
        foreach (int b in bin)
            pairsInBin[b]++;
        int total = 0;
        for (int b = 0; b < _bins; b++)
        {
            (start[b], next[b]) = (total, total);
            total += (pairsInBin[b] + Lanes - 1) / Lanes * Lanes;
        }

        // Pairs beyond the last bin go behind the others, where nobody looks.
        (start[_bins], next[_bins]) = (total, total);
        (float[] x, float[] y, float[] z, float[] t) = (_scratch.X, _scratch.Y, _scratch.Z, _scratch.T);
        for (int k = 0; k < bin.Length; k++)
        {
            int slot = next[bin[k]]++;
            (x[slot], y[slot], z[slot], t[slot]) = (_x[k], _y[k], _z[k], _t[k]);
            if (_isWeighted)
                _scratch.W[slot] = _w[k];
        }
    }

    // Harmonics are evaluated for as many whole bins at a time as fit a chunk; a fuller bin takes several chunks.
    private void SumBins()
    {
        int[] start = _scratch.Start;
        int b = 0;
        while (b < _bins)
        {
            int from = start[b];
            int last = b;
            while (last + 1 < _bins && start[last + 2] <= from + Chunk)
                last++;
            int total = start[last + 1] - from;
            for (int offset = 0; offset < total; offset += Chunk)
                SumChunk(b, last, from + offset, Math.Min(Chunk, total - offset));
            b = last + 1;
        }
    }

    private void SumChunk(int firstBin, int lastBin, int from, int count)
    {
        float[] values = _scratch.Values;
        _harmonics.Evaluate(ref _scratch.X[from], ref _scratch.Y[from], ref _scratch.Z[from], count, values, Chunk);
        for (int b = firstBin; b <= lastBin; b++)
        {
            int segment = Math.Max(_scratch.Start[b], from);
            int end = Math.Min(_scratch.Start[b] + _scratch.PairsInBin[b], from + count);
            if (segment >= end)
                continue;
            WritePowers(segment, end, from);
            for (int row = 0; row < _paddedRows; row += 3)
            {
                SumThreeRows(
                    ref values[row * Chunk],
                    ref MemoryMarshal.GetArrayDataReference(_scratch.Powers),
                    segment - from,
                    end - from,
                    ref _moments[((row * _bins) + b) * RadialBins.Moments],
                    _bins * RadialBins.Moments);
            }
        }
    }

    // t^0..t^3 of the segment, times the weights; zero in the lanes that pad it to a multiple of eight.
    private void WritePowers(int segment, int end, int from)
    {
        ref float sorted = ref MemoryMarshal.GetArrayDataReference(_scratch.T);
        ref float powers = ref MemoryMarshal.GetArrayDataReference(_scratch.Powers);
        for (int k = segment; k < end; k += Lanes)
        {
            Vector256<float> used = Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(end - k)).AsSingle();
            Vector256<float> one = _isWeighted
                ? Vector256.LoadUnsafe(ref _scratch.W[0], (nuint)k) & used
                : Vector256<float>.One & used;
            Vector256<float> t = Vector256.LoadUnsafe(ref sorted, (nuint)k) & used;
            Vector256<float> first = _isWeighted ? t * one : t;
            nuint to = (nuint)(k - from);
            one.StoreUnsafe(ref powers, to);
            first.StoreUnsafe(ref powers, to + Chunk);
            Vector256<float> square = first * t;
            square.StoreUnsafe(ref powers, to + (2 * Chunk));
            (square * t).StoreUnsafe(ref powers, to + (3 * Chunk));
        }
    }

    // Twelve accumulators fit the sixteen registers of AVX2 with room for the operands.
    private static void SumThreeRows(
        ref float values, ref float powers, int from, int end, ref double moments, int rowStride)
    {
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector256<float> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector256<float> c0 = default, c1 = default, c2 = default, c3 = default;
        for (nuint k = (nuint)from; k < (nuint)end; k += Lanes)
        {
            Vector256<float> ya = Vector256.LoadUnsafe(ref values, k);
            Vector256<float> yb = Vector256.LoadUnsafe(ref values, k + Chunk);
            Vector256<float> yc = Vector256.LoadUnsafe(ref values, k + (2 * Chunk));
            Vector256<float> p = Vector256.LoadUnsafe(ref powers, k);
            a0 = Vector256.FusedMultiplyAdd(ya, p, a0);
            b0 = Vector256.FusedMultiplyAdd(yb, p, b0);
            c0 = Vector256.FusedMultiplyAdd(yc, p, c0);
            p = Vector256.LoadUnsafe(ref powers, k + Chunk);
            a1 = Vector256.FusedMultiplyAdd(ya, p, a1);
            b1 = Vector256.FusedMultiplyAdd(yb, p, b1);
            c1 = Vector256.FusedMultiplyAdd(yc, p, c1);
            p = Vector256.LoadUnsafe(ref powers, k + (2 * Chunk));
            a2 = Vector256.FusedMultiplyAdd(ya, p, a2);
            b2 = Vector256.FusedMultiplyAdd(yb, p, b2);
            c2 = Vector256.FusedMultiplyAdd(yc, p, c2);
            p = Vector256.LoadUnsafe(ref powers, k + (3 * Chunk));
            a3 = Vector256.FusedMultiplyAdd(ya, p, a3);
            b3 = Vector256.FusedMultiplyAdd(yb, p, b3);
            c3 = Vector256.FusedMultiplyAdd(yc, p, c3);
        }

        AddSums(a0, a1, a2, a3, ref moments);
        AddSums(b0, b1, b2, b3, ref Unsafe.Add(ref moments, rowStride));
        AddSums(c0, c1, c2, c3, ref Unsafe.Add(ref moments, 2 * rowStride));
    }

    // Each vector is summed as ((0+1)+(2+3))+((4+5)+(6+7)), on every instruction set.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSums(
        Vector256<float> s0, Vector256<float> s1, Vector256<float> s2, Vector256<float> s3, ref double to)
    {
        Vector128<float> sums;
        if (Avx.IsSupported)
        {
            Vector256<float> quads = Avx.HorizontalAdd(Avx.HorizontalAdd(s0, s1), Avx.HorizontalAdd(s2, s3));
            sums = quads.GetLower() + quads.GetUpper();
        }
        else
        {
            sums = Vector128.Create(Sum(s0), Sum(s1), Sum(s2), Sum(s3));
        }

        (Vector256.LoadUnsafe(ref to)
            + Vector256.Create(Vector128.WidenLower(sums), Vector128.WidenUpper(sums))).StoreUnsafe(ref to);

        static float Sum(Vector256<float> v) => ((v[0] + v[1]) + (v[2] + v[3])) + ((v[4] + v[5]) + (v[6] + v[7]));
    }
}
