using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Arise.Networks.Convolution;

/// <summary>
/// The two kernels of convolution. They differ from <see cref="Numerics.TileKernel"/> in one thing: the inputs of a
/// sum lie at a table of offsets, so that the patches of an image are never copied.
/// </summary>
/// <remarks>
/// Vectors have 256 bits on every processor, and each sum has one order: the same bytes everywhere. 4 units by 24
/// pixels (or by 3 taps) are 12 sums of 16 registers; seven loads feed twelve multiplications.
/// </remarks>
internal static unsafe class ConvolutionKernel
{
    /// <summary>Units per tile.</summary>
    public const int Units = 4;

    /// <summary>Pixels per tile.</summary>
    public const int Pixels = 3 * Vector;

    /// <summary>Inputs around a pixel: 3 rows of 3.</summary>
    public const int Taps = 9;

    private const int Vector = 8;

    /// <summary>
    /// <c>z[u, x] = bias[u] + sum over k of weights[k, u] inputs[offsets[k] + x]</c> for 4 units and a row of pixels.
    /// </summary>
    /// <param name="weights">Weights [k, 4].</param>
    /// <param name="bias">Start of each sum.</param>
    /// <param name="inputs">First pixel of the row in the first channel.</param>
    /// <param name="offsets">Where the inputs of k begin, from there.</param>
    /// <param name="depth">Number of inputs k.</param>
    /// <param name="output">First pixel of the row in the first of the 4 units.</param>
    /// <param name="plane">Floats from one unit to the next.</param>
    /// <param name="width">Pixels, a multiple of 24.</param>
    /// <param name="floor">The smallest output: 0 for a rectifier, minus infinity for none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Row(
        float* weights, float* bias, float* inputs, int* offsets, int depth, float* output, nint plane, int width,
        float floor)
    {
        for (int x = 0; x < width; x += Pixels)
        {
            Vector256<float> a0 = Vector256.Create(bias[0]), b0 = a0, c0 = a0;
            Vector256<float> a1 = Vector256.Create(bias[1]), b1 = a1, c1 = a1;
            Vector256<float> a2 = Vector256.Create(bias[2]), b2 = a2, c2 = a2;
            Vector256<float> a3 = Vector256.Create(bias[3]), b3 = a3, c3 = a3;
            float* start = inputs + x;
            float* w = weights;
            for (int k = 0; k < depth; k++)
            {
                float* source = start + offsets[k];
                Vector256<float> p = Vector256.Load(source);
                Vector256<float> q = Vector256.Load(source + Vector);
                Vector256<float> r = Vector256.Load(source + (2 * Vector));
                Vector256<float> v = Vector256.Create(w[0]);
                a0 = Vector256.FusedMultiplyAdd(v, p, a0);
                b0 = Vector256.FusedMultiplyAdd(v, q, b0);
                c0 = Vector256.FusedMultiplyAdd(v, r, c0);
                v = Vector256.Create(w[1]);
                a1 = Vector256.FusedMultiplyAdd(v, p, a1);
                b1 = Vector256.FusedMultiplyAdd(v, q, b1);
                c1 = Vector256.FusedMultiplyAdd(v, r, c1);
                v = Vector256.Create(w[2]);
                a2 = Vector256.FusedMultiplyAdd(v, p, a2);
                b2 = Vector256.FusedMultiplyAdd(v, q, b2);
                c2 = Vector256.FusedMultiplyAdd(v, r, c2);
                v = Vector256.Create(w[3]);
                a3 = Vector256.FusedMultiplyAdd(v, p, a3);
                b3 = Vector256.FusedMultiplyAdd(v, q, b3);
                c3 = Vector256.FusedMultiplyAdd(v, r, c3);
                w += Units;
            }

            Store(a0, b0, c0, output + x, floor);
            Store(a1, b1, c1, output + plane + x, floor);
            Store(a2, b2, c2, output + (2 * plane) + x, floor);
            Store(a3, b3, c3, output + (3 * plane) + x, floor);
        }
    }

    /// <summary>
    /// <c>sums[u, t] = sum over pixels of deltas[u, pixel] inputs[pixel + t - 1]</c> for 4 units and the 3 inputs of a
    /// row of taps: derivatives of the loss by weights.
    /// </summary>
    /// <param name="deltas">Derivatives by the outputs; first pixel of the first of 4 units.</param>
    /// <param name="plane">Floats from one unit to the next.</param>
    /// <param name="inputs">Inputs; first pixel of the row that the first row of outputs meets.</param>
    /// <param name="pitch">Floats from one row to the next, of both.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="width">Pixels per row, a multiple of 8.</param>
    /// <param name="sums">Receives the 12 sums [unit, tap].</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(
        float* deltas, nint plane, float* inputs, nint pitch, int height, int width, float* sums)
    {
        Vector256<float> a0 = default, b0 = default, c0 = default, a1 = default, b1 = default, c1 = default;
        Vector256<float> a2 = default, b2 = default, c2 = default, a3 = default, b3 = default, c3 = default;
        for (int y = 0; y < height; y++)
        {
            float* source = inputs + (y * pitch);
            float* d = deltas + (y * pitch);
            for (int x = 0; x < width; x += Vector)
            {
                Vector256<float> p = Vector256.Load(source + x - 1);
                Vector256<float> q = Vector256.Load(source + x);
                Vector256<float> r = Vector256.Load(source + x + 1);
                Vector256<float> v = Vector256.Load(d + x);
                a0 = Vector256.FusedMultiplyAdd(v, p, a0);
                b0 = Vector256.FusedMultiplyAdd(v, q, b0);
                c0 = Vector256.FusedMultiplyAdd(v, r, c0);
                v = Vector256.Load(d + plane + x);
                a1 = Vector256.FusedMultiplyAdd(v, p, a1);
                b1 = Vector256.FusedMultiplyAdd(v, q, b1);
                c1 = Vector256.FusedMultiplyAdd(v, r, c1);
                v = Vector256.Load(d + (2 * plane) + x);
                a2 = Vector256.FusedMultiplyAdd(v, p, a2);
                b2 = Vector256.FusedMultiplyAdd(v, q, b2);
                c2 = Vector256.FusedMultiplyAdd(v, r, c2);
                v = Vector256.Load(d + (3 * plane) + x);
                a3 = Vector256.FusedMultiplyAdd(v, p, a3);
                b3 = Vector256.FusedMultiplyAdd(v, q, b3);
                c3 = Vector256.FusedMultiplyAdd(v, r, c3);
            }
        }

        (sums[0], sums[1], sums[2]) = (Sum(a0), Sum(b0), Sum(c0));
        (sums[3], sums[4], sums[5]) = (Sum(a1), Sum(b1), Sum(c1));
        (sums[6], sums[7], sums[8]) = (Sum(a2), Sum(b2), Sum(c2));
        (sums[9], sums[10], sums[11]) = (Sum(a3), Sum(b3), Sum(c3));
    }

    /// <summary>The sum of 8 lanes in one order.</summary>
    public static float Sum(Vector256<float> v) =>
        ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<float> a, Vector256<float> b, Vector256<float> c, float* output, float floor)
    {
        Vector256<float> least = Vector256.Create(floor);
        Vector256.Max(a, least).Store(output);
        Vector256.Max(b, least).Store(output + Vector);
        Vector256.Max(c, least).Store(output + (2 * Vector));
    }
}
