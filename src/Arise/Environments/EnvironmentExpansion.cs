using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Environments;

/// <summary>
/// Expansion coefficients of the neighbors of one atom j,
/// <c>c_nlm(j) = sum over k of s_jk g_n(r_jk / d_j) Y_lm(direction of k)</c>, with real Y_lm up to l = 6 and nine
/// radial functions g_n(x) = B_n(x) / x, B_n the cubic B-spline on the knots start + (n + 0..4) h. s_jk is 1 in the
/// first set of coefficients and, where there are several species, <c>2 (delta(s_j, s_k) - x_sj - x_sk + sum x^2)</c>
/// in the second, x the shares of the species around j. One worker uses it at a time.
/// </summary>
/// <remarks>
/// A set is 448 floats: [n, 48] for l = 1..6, m from -l to l, then [n] for l = 0 and padding. Neighbors are sorted by
/// the interval between knots in which they lie, where the same four splines differ from zero; the sums of these four
/// stay in registers. Vectors run over the harmonics, so that the order of every sum, and with it the bytes, are the
/// same on every processor.
/// </remarks>
internal sealed unsafe class EnvironmentExpansion
{
    /// <summary>Floats of one set of coefficients.</summary>
    public const int Stride = 448;

    /// <summary>Harmonics of l = 1..6.</summary>
    public const int Harmonics = 48;

    /// <summary>Radial functions.</summary>
    public const int Functions = 9;

    private const int Intervals = Functions + 3;
    private const int Block = SphericalHarmonics.Block;
    private const int Weights = 8;
    private const int Lanes = BlockTranspose.Size;

    // Splines -3..11: the first and last three are not functions of the basis.
    private const int Rows = Functions + 6;

    private readonly double _start;
    private readonly double _cutoff;
    private readonly SphericalHarmonics _harmonics = new(6, evenOnly: false);
    private readonly AlignedBuffer<float> _values = new((Harmonics + 1) * Block);
    private AlignedBuffer<float> _turned = new(0);
    private readonly AlignedBuffer<float> _sums = new(Rows * Harmonics);
    private readonly AlignedBuffer<float> _central = new(Rows + 1);
    private readonly double[] _shares = new double[ChemicalElement.MaxAtomicNumber + 1];
    private readonly int[] _ends = new int[Intervals + 1];
    private AlignedBuffer<float> _x = new(0);
    private AlignedBuffer<float> _y = new(0);
    private AlignedBuffer<float> _z = new(0);
    private AlignedBuffer<float> _order = new(0);
    private AlignedBuffer<float> _weights = new(0);
    private AlignedBuffer<int> _interval = new(0);
    private AlignedBuffer<int> _sorted = new(0);

    public EnvironmentExpansion(EnvironmentSettings settings) => (_start, _cutoff) = (settings.Start, settings.Cutoff);

    /// <summary>Computes the coefficients of an atom.</summary>
    /// <param name="neighbors">Neighbors closer than the cutoff times <paramref name="scale"/>.</param>
    /// <param name="scale">Local scale d of the atom, Angstrom.</param>
    /// <param name="atom">The atom.</param>
    /// <param name="species">Species number per atom, or empty when all are alike: one set of coefficients.</param>
    /// <param name="output">Receives one or two sets of <see cref="Stride"/> floats.</param>
    public void Expand(NearNeighbors neighbors, double scale, int atom, ReadOnlySpan<byte> species, float* output)
    {
        int count = neighbors.Count;
        Reserve(count);
        if (!species.IsEmpty)
            Order(neighbors, scale, atom, species);
        Evaluate(neighbors, (float)(1 / scale), !species.IsEmpty);
        Sort(count);
        for (int first = 0; first < count; first += Block)
            Turn(first, Math.Min(Block, count - first));
        for (int set = 0; set < (species.IsEmpty ? 1 : 2); set++)
        {
            _sums.Span.Clear();
            _central.Span.Clear();
            for (int q = 0, from = 0; q < Intervals; from = _ends[q++])
            {
                if (from < _ends[q])
                    Add(q, from, _ends[q], 4 * set);
            }

            Write(output + (set * Stride));
        }
    }

    // Unit vectors, intervals and spline values of all neighbors, eight at a time.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Evaluate(NearNeighbors neighbors, float inverse, bool ordered)
    {
        float* x = neighbors.X.Pointer, y = neighbors.Y.Pointer, z = neighbors.Z.Pointer;
        float* squares = neighbors.Squares.Pointer;
        Vector256<float> perScale = Vector256.Create(inverse), start = Vector256.Create((float)_start);
        Vector256<float> perInterval = Vector256.Create((float)(Intervals / (_cutoff - _start)));
        Vector256<float> sixth = Vector256.Create(1f / 6), three = Vector256.Create(3f);
        float* eight = stackalloc float[8 * Lanes];
        int count = neighbors.Count;
        for (int k = 0; k < count; k += Lanes)
        {
            Vector256<float> square = Vector256.Load(squares + k);
            Vector256<float> unit = Vector256<float>.One / Vector256.Sqrt(square);
            (Vector256.Load(x + k) * unit).Store(_x.Pointer + k);
            (Vector256.Load(y + k) * unit).Store(_y.Pointer + k);
            (Vector256.Load(z + k) * unit).Store(_z.Pointer + k);
            Vector256<float> r = square * unit * perScale;
            Vector256<float> u = (r - start) * perInterval;
            Vector256<float> floor = Vector256.Floor(u);
            Vector256<int> q = Vector256.ConvertToInt32(floor);
            Vector256.ConditionalSelect(
                Vector256.LessThan(u, Vector256<float>.Zero).AsInt32() | Vector256.GreaterThan(
                    q, Vector256.Create(Intervals - 1)),
                Vector256.Create(Intervals),
                q).Store(_interval.Pointer + k);
            Vector256<float> t = u - floor, s = Vector256<float>.One - t;
            Vector256<float> factor = sixth / r;
            (factor * s * s * s).Store(eight);
            (factor * ((((three * t) - Vector256.Create(6f)) * t * t) + Vector256.Create(4f))).Store(eight + Lanes);
            (factor * ((((((-three * t) + three) * t) + three) * t) + Vector256<float>.One))
                .Store(eight + (2 * Lanes));
            (factor * t * t * t).Store(eight + (3 * Lanes));
            if (ordered)
            {
                Vector256<float> order = Vector256.Load(_order.Pointer + k);
                for (int n = 0; n < 4; n++)
                    (order * Vector256.Load(eight + (n * Lanes))).Store(eight + ((4 + n) * Lanes));
            }

            BlockTranspose.Transpose(eight, Lanes, _weights.Pointer + (k * Weights), Weights);
        }
    }

    // Numbers of the neighbors by interval; those in no interval come last.
    private void Sort(int count)
    {
        int* place = stackalloc int[Intervals + 1];
        new Span<int>(place, Intervals + 1).Clear();
        for (int k = 0; k < count; k++)
            place[_interval.Pointer[k]]++;
        int sum = 0;
        for (int q = 0; q <= Intervals; q++)
        {
            (place[q], sum) = (sum, sum + place[q]);
            _ends[q] = sum;
        }

        for (int k = 0; k < count; k++)
            _sorted.Pointer[place[_interval.Pointer[k]]++] = k;
    }

    // Factors of the second set, 2 (delta - x_mine - x_other + sum x^2).
    private void Order(NearNeighbors neighbors, double scale, int atom, ReadOnlySpan<byte> species)
    {
        double mean = Shares(neighbors, 1 / scale, atom, species);
        byte mine = species[atom];
        for (int k = 0; k < neighbors.Count; k++)
        {
            byte other = species[neighbors.Atoms.Pointer[k]];
            _order.Pointer[k] = (float)(2 * ((mine == other ? 1 : 0) - _shares[mine] - _shares[other] + mean));
        }
    }

    // Shares of the species around an atom, itself included, weighing (1 - (r / cutoff)^2)^2; the sum of their squares.
    private double Shares(NearNeighbors neighbors, double inverse, int atom, ReadOnlySpan<byte> species)
    {
        Array.Clear(_shares);
        double reach = _cutoff / inverse, total = 1, mean = 0;
        double perSquare = 1 / (reach * reach);
        _shares[species[atom]] = 1;
        for (int k = 0; k < neighbors.Count; k++)
        {
            double u = 1 - (neighbors.Squares.Pointer[k] * perSquare);
            _shares[species[neighbors.Atoms.Pointer[k]]] += u * u;
            total += u * u;
        }

        for (int s = 0; s < _shares.Length; s++)
        {
            _shares[s] /= total;
            mean += _shares[s] * _shares[s];
        }

        return mean;
    }

    // Harmonics of up to 16 neighbors, [neighbor, harmonic].
    private void Turn(int first, int count)
    {
        _harmonics.Evaluate(
            ref _x.Pointer[first], ref _y.Pointer[first], ref _z.Pointer[first], count, _values.Span, Block);
        for (int lanes = 0; lanes < count; lanes += Lanes)
        {
            for (int row = 0; row < Harmonics; row += Lanes)
            {
                BlockTranspose.Transpose(
                    _values.Pointer + ((row + 1) * Block) + lanes, Block,
                    _turned.Pointer + ((first + lanes) * Harmonics) + row, Harmonics);
            }
        }
    }

    private void Add(int q, int from, int to, int offset)
    {
        int* sorted = _sorted.Pointer;
        float* weights = _weights.Pointer + offset;
        Vector128<float> central = Vector128.Load(_central.Pointer + q);
        for (int k = from; k < to; k++)
            central += Vector128.Load(weights + (sorted[k] * Weights));
        central.Store(_central.Pointer + q);
        float* sums = _sums.Pointer + (q * Harmonics);
        if (Vector512.IsHardwareAccelerated)
            Sum<Vector512<float>, Lanes512>(_turned.Pointer, weights, sorted + from, to - from, sums);
        else if (Vector256.IsHardwareAccelerated)
            Sum<Vector256<float>, Lanes256>(_turned.Pointer, weights, sorted + from, to - from, sums);
        else
            Sum<Vector128<float>, Lanes128>(_turned.Pointer, weights, sorted + from, to - from, sums);
    }

    // Four splines by three vectors of harmonics in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TVector, TLanes>(float* values, float* weights, int* sorted, int count, float* sums)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        int n = TLanes.Count;
        for (int part = 0; part < Harmonics; part += 3 * n)
        {
            float* s = sums + part;
            TVector a0 = TLanes.Load(s), a1 = TLanes.Load(s + n), a2 = TLanes.Load(s + (2 * n));
            s += Harmonics;
            TVector b0 = TLanes.Load(s), b1 = TLanes.Load(s + n), b2 = TLanes.Load(s + (2 * n));
            s += Harmonics;
            TVector c0 = TLanes.Load(s), c1 = TLanes.Load(s + n), c2 = TLanes.Load(s + (2 * n));
            s += Harmonics;
            TVector d0 = TLanes.Load(s), d1 = TLanes.Load(s + n), d2 = TLanes.Load(s + (2 * n));
            for (int k = 0; k < count; k++)
            {
                float* y = values + part + (sorted[k] * Harmonics);
                float* w = weights + (sorted[k] * Weights);
                TVector y0 = TLanes.Load(y), y1 = TLanes.Load(y + n), y2 = TLanes.Load(y + (2 * n));
                TVector v = TLanes.Broadcast(w[0]);
                a0 = TLanes.MultiplyAdd(v, y0, a0);
                a1 = TLanes.MultiplyAdd(v, y1, a1);
                a2 = TLanes.MultiplyAdd(v, y2, a2);
                v = TLanes.Broadcast(w[1]);
                b0 = TLanes.MultiplyAdd(v, y0, b0);
                b1 = TLanes.MultiplyAdd(v, y1, b1);
                b2 = TLanes.MultiplyAdd(v, y2, b2);
                v = TLanes.Broadcast(w[2]);
                c0 = TLanes.MultiplyAdd(v, y0, c0);
                c1 = TLanes.MultiplyAdd(v, y1, c1);
                c2 = TLanes.MultiplyAdd(v, y2, c2);
                v = TLanes.Broadcast(w[3]);
                d0 = TLanes.MultiplyAdd(v, y0, d0);
                d1 = TLanes.MultiplyAdd(v, y1, d1);
                d2 = TLanes.MultiplyAdd(v, y2, d2);
            }

            TLanes.Store(d0, s);
            TLanes.Store(d1, s + n);
            TLanes.Store(d2, s + (2 * n));
            s -= Harmonics;
            TLanes.Store(c0, s);
            TLanes.Store(c1, s + n);
            TLanes.Store(c2, s + (2 * n));
            s -= Harmonics;
            TLanes.Store(b0, s);
            TLanes.Store(b1, s + n);
            TLanes.Store(b2, s + (2 * n));
            s -= Harmonics;
            TLanes.Store(a0, s);
            TLanes.Store(a1, s + n);
            TLanes.Store(a2, s + (2 * n));
        }
    }

    private void Write(float* output)
    {
        new ReadOnlySpan<float>(_sums.Pointer + (3 * Harmonics), Functions * Harmonics)
            .CopyTo(new Span<float>(output, Functions * Harmonics));
        var central = new Span<float>(output + (Functions * Harmonics), Stride - (Functions * Harmonics));
        central.Clear();
        float y00 = (float)(1 / Math.Sqrt(4 * Math.PI));
        for (int n = 0; n < Functions; n++)
            central[n] = y00 * _central.Pointer[n + 3];
    }

    private void Reserve(int neighbors)
    {
        if (_interval.Length >= neighbors + Block)
            return;
        int size = Math.Max(neighbors + Block, 2 * _interval.Length);
        (_interval, _sorted, _order) = (new(size), new(size), new(size));
        (_x, _y, _z) = (new(size), new(size), new(size));
        (_weights, _turned) = (new(size * Weights), new(size * Harmonics));
    }
}
