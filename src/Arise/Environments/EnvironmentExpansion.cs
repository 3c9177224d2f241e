using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Environments;

/// <summary>
/// Expansion coefficients of the neighbors of one atom j,
/// <c>c_nlm(j) = sum over k of s_jk g_n(r_jk / d_j) Y_lm(direction of k)</c>, with real Y_lm up to l = 6 and nine radial
/// functions g_n(x) = B_n(x) / x, B_n the cubic B-spline on the knots start + (n + 0..4) h. s_jk is 1 in the first set of
/// coefficients and, where there are several species, <c>2 (delta(s_j, s_k) - x_sj - x_sk + sum x^2)</c> in the second,
/// x the shares of the species around j. One worker uses it at a time.
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

    // Splines -3..11: the first and last three are not functions of the basis.
    private const int Rows = Functions + 6;

    private readonly double _start;
    private readonly double _cutoff;
    private readonly SphericalHarmonics _harmonics = new(6, evenOnly: false);
    private readonly AlignedBuffer<float> _values = new((Harmonics + 1) * Block);
    private readonly AlignedBuffer<float> _turned = new(Block * Harmonics);
    private readonly AlignedBuffer<float> _sums = new(Rows * Harmonics);
    private readonly AlignedBuffer<float> _central = new(Rows + 1);
    private readonly double[] _shares = new double[ChemicalElement.MaxAtomicNumber + 1];
    private readonly int[] _ends = new int[Intervals + 1];
    private float[] _x = [];
    private float[] _y = [];
    private float[] _z = [];
    private float[] _weights = [];
    private int[] _interval = [];

    public EnvironmentExpansion(EnvironmentSettings settings) => (_start, _cutoff) = (settings.Start, settings.Cutoff);

    /// <summary>Computes the coefficients of an atom.</summary>
    /// <param name="neighbors">Neighbors closer than the cutoff times <paramref name="scale"/>.</param>
    /// <param name="scale">Local scale d of the atom, Angstrom.</param>
    /// <param name="atom">The atom.</param>
    /// <param name="species">Species number per atom, or empty when all are alike: one set of coefficients.</param>
    /// <param name="output">Receives one or two sets of <see cref="Stride"/> floats.</param>
    public void Expand(NeighborBuffer neighbors, double scale, int atom, ReadOnlySpan<byte> species, float* output)
    {
        int count = Sort(neighbors, scale, atom, species);
        for (int set = 0; set < (species.IsEmpty ? 1 : 2); set++)
        {
            _sums.Span.Clear();
            _central.Span.Clear();
            for (int first = 0; first < count; first += Block)
            {
                int last = Math.Min(first + Block, count);
                if (set == 0 || count > Block)
                    Turn(first, last - first);
                for (int q = 0; q < Intervals; q++)
                {
                    int from = Math.Max(q == 0 ? 0 : _ends[q - 1], first), to = Math.Min(_ends[q], last);
                    if (from < to)
                        Add(q, from, to, first, 4 * set);
                }
            }

            Write(output + (set * Stride));
        }
    }

    // Unit vectors and spline values of the neighbors inside the splines, sorted by interval.
    private int Sort(NeighborBuffer neighbors, double scale, int atom, ReadOnlySpan<byte> species)
    {
        int count = neighbors.Count;
        Reserve(count);
        double perInterval = Intervals / (_cutoff - _start), inverse = 1 / scale;
        Span<int> place = stackalloc int[Intervals + 1];
        place.Clear();
        ReadOnlySpan<double> squares = neighbors.SquaredDistances;
        for (int k = 0; k < count; k++)
        {
            double t = ((Math.Sqrt(squares[k]) * inverse) - _start) * perInterval;
            int q = t < 0 ? Intervals : Math.Min((int)t, Intervals);
            _interval[k] = q;
            place[q]++;
        }

        int sum = 0;
        for (int q = 0; q <= Intervals; q++)
            (place[q], sum) = (sum, sum + place[q]);
        double mean = species.IsEmpty ? 0 : Shares(neighbors, inverse, atom, species);
        for (int k = 0; k < count; k++)
        {
            int q = _interval[k];
            if (q == Intervals)
                continue;
            int to = place[q]++;
            double r = Math.Sqrt(squares[k]), unit = 1 / r;
            _x[to] = (float)(neighbors.X[k] * unit);
            _y[to] = (float)(neighbors.Y[k] * unit);
            _z[to] = (float)(neighbors.Z[k] * unit);
            float t = (float)((((r * inverse) - _start) * perInterval) - q), s = 1 - t;
            float factor = (float)(scale * unit * (1.0 / 6));
            Vector128<float> four = factor * Vector128.Create(
                s * s * s,
                (((3 * t) - 6) * t * t) + 4,
                (((((-3 * t) + 3) * t) + 3) * t) + 1,
                t * t * t);
            four.StoreUnsafe(ref _weights[to * Weights]);
            if (!species.IsEmpty)
            {
                byte mine = species[atom], other = species[neighbors.Atoms[k]];
                double order = 2 * ((mine == other ? 1 : 0) - _shares[mine] - _shares[other] + mean);
                ((float)order * four).StoreUnsafe(ref _weights[(to * Weights) + 4]);
            }
        }

        place[..Intervals].CopyTo(_ends);
        int inside = _ends[Intervals - 1];
        for (int k = inside; k < inside + Block; k++)
            (_x[k], _y[k], _z[k]) = (0, 0, 1);
        return inside;
    }

    // Shares of the species around an atom, itself included, weighing (1 - (r / cutoff)^2)^2; the sum of their squares.
    private double Shares(NeighborBuffer neighbors, double inverse, int atom, ReadOnlySpan<byte> species)
    {
        Array.Clear(_shares);
        double reach = _cutoff / inverse, total = 1, mean = 0;
        double perSquare = 1 / (reach * reach);
        _shares[species[atom]] = 1;
        for (int k = 0; k < neighbors.Count; k++)
        {
            double u = 1 - (neighbors.SquaredDistances[k] * perSquare);
            _shares[species[neighbors.Atoms[k]]] += u * u;
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
        _harmonics.Evaluate(ref _x[first], ref _y[first], ref _z[first], count, _values.Span, Block);
        for (int lanes = 0; lanes < count; lanes += BlockTranspose.Size)
        {
            for (int row = 0; row < Harmonics; row += BlockTranspose.Size)
            {
                BlockTranspose.Transpose(
                    _values.Pointer + ((row + 1) * Block) + lanes, Block,
                    _turned.Pointer + (lanes * Harmonics) + row, Harmonics);
            }
        }
    }

    private void Add(int q, int from, int to, int first, int offset)
    {
        fixed (float* weights = &_weights[(from * Weights) + offset])
        {
            Vector128<float> central = Vector128.Load(_central.Pointer + q);
            for (int k = 0; k < to - from; k++)
                central += Vector128.Load(weights + (k * Weights));
            central.Store(_central.Pointer + q);
            float* values = _turned.Pointer + ((from - first) * Harmonics);
            float* sums = _sums.Pointer + (q * Harmonics);
            if (Vector512.IsHardwareAccelerated)
                Sum<Vector512<float>, Lanes512>(values, weights, to - from, sums);
            else if (Vector256.IsHardwareAccelerated)
                Sum<Vector256<float>, Lanes256>(values, weights, to - from, sums);
            else
                Sum<Vector128<float>, Lanes128>(values, weights, to - from, sums);
        }
    }

    // Four splines by three vectors of harmonics in registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TVector, TLanes>(float* values, float* weights, int count, float* sums)
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
            float* y = values + part;
            float* w = weights;
            for (int k = 0; k < count; k++, y += Harmonics, w += Weights)
            {
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
        if (_interval.Length >= neighbors)
            return;
        int size = Math.Max(neighbors, 2 * _interval.Length);
        (_interval, _weights) = (new int[size], new float[size * Weights]);
        (_x, _y, _z) = (new float[size + Block], new float[size + Block], new float[size + Block]);
    }
}
