using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Arise.Numerics;

/// <summary>
/// Discrete Fourier transform of a square of complex numbers,
/// <c>F[v, u] = sum over y, x of f[y, x] exp(-2 pi i (u x + v y) / n)</c>, not scaled. One instance serves one thread.
/// </summary>
/// <remarks>
/// Radix 2 (J. W. Cooley, J. W. Tukey, Math. Comput. 19, 297 (1965)): the columns of the square are transformed side by
/// side, whole rows being what the butterflies combine; then the square is transposed, and the same again. Products and
/// sums are rounded one by one, so the bytes are the same with vectors of any width. MathNet.Numerics, which
/// transforms one row at a time, takes several times as long; it judges this one in the tests.
/// </remarks>
internal sealed class PlaneFourier
{
    private const int Tile = 16;

    private readonly int _side;
    private readonly float[] _cosines, _sines, _spare;

    /// <summary>Prepares transforms of one size.</summary>
    /// <param name="side">n, a power of two from 16.</param>
    public PlaneFourier(int side)
    {
        Setting.Require(
            BitOperations.IsPow2(side) && side >= Tile, nameof(side), $"A side of {side}: powers of two from {Tile}.");
        _side = side;
        _spare = new float[side];
        _cosines = [.. Enumerable.Range(0, side / 2).Select(k => (float)Math.Cos(2 * Math.PI * k / side))];
        _sines = [.. Enumerable.Range(0, side / 2).Select(k => (float)Math.Sin(2 * Math.PI * k / side))];
    }

    /// <summary>Transforms in place.</summary>
    /// <param name="real">Real parts, [n, n] row by row.</param>
    /// <param name="imaginary">Imaginary parts.</param>
    public void Forward(float[] real, float[] imaginary) => Transform(real, imaginary, -1);

    /// <summary>The inverse, in place: Forward and Inverse together multiply by n^2.</summary>
    /// <param name="real">Real parts, [n, n] row by row.</param>
    /// <param name="imaginary">Imaginary parts.</param>
    public void Inverse(float[] real, float[] imaginary) => Transform(real, imaginary, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(float[] real, float[] imaginary, float sign)
    {
        for (int turn = 0; turn < 2; turn++)
        {
            Reverse(real);
            Reverse(imaginary);
            for (int half = 1; half < _side; half *= 2)
            {
                for (int start = 0; start < _side; start += 2 * half)
                {
                    for (int k = 0; k < half; k++)
                    {
                        int twiddle = k * (_side / (2 * half));
                        Combine(
                            real, imaginary, (start + k) * _side, (start + k + half) * _side, _cosines[twiddle],
                            sign * _sines[twiddle]);
                    }
                }
            }

            Transpose(real);
            Transpose(imaginary);
        }
    }

    // Rows a and b become a + w b and a - w b.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Combine(float[] real, float[] imaginary, int a, int b, float cosine, float sine)
    {
        Span<Vector<float>> ar = Row(real, a), ai = Row(imaginary, a), br = Row(real, b), bi = Row(imaginary, b);
        Vector<float> c = new(cosine), s = new(sine);
        for (int k = 0; k < ar.Length; k++)
        {
            Vector<float> tr = (c * br[k]) - (s * bi[k]), ti = (c * bi[k]) + (s * br[k]);
            br[k] = ar[k] - tr;
            bi[k] = ai[k] - ti;
            ar[k] += tr;
            ai[k] += ti;
        }
    }

    private Span<Vector<float>> Row(float[] plane, int start) =>
        MemoryMarshal.Cast<float, Vector<float>>(plane.AsSpan(start, _side));

    // Row k changes places with the row whose number has the bits of k in reverse order.
    private void Reverse(float[] plane)
    {
        int bits = BitOperations.Log2((uint)_side);
        for (int k = 0; k < _side; k++)
        {
            int other = 0;
            for (int bit = 0; bit < bits; bit++)
                other |= ((k >> bit) & 1) << (bits - 1 - bit);
            if (other <= k)
                continue;
            Span<float> first = plane.AsSpan(k * _side, _side), second = plane.AsSpan(other * _side, _side);
            first.CopyTo(_spare);
            second.CopyTo(first);
            _spare.CopyTo(second);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transpose(float[] plane)
    {
        for (int top = 0; top < _side; top += Tile)
        {
            for (int left = 0; left <= top; left += Tile)
            {
                for (int y = top; y < top + Tile; y++)
                {
                    int end = left == top ? y : left + Tile;
                    for (int x = left; x < end; x++)
                    {
                        (plane[(y * _side) + x], plane[(x * _side) + y]) =
                            (plane[(x * _side) + y], plane[(y * _side) + x]);
                    }
                }
            }
        }
    }
}
