using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Arise.Numerics;

/// <summary>
/// Mean and variance of W X + b for independent inputs with known means and variances,
/// mean[u] = bias[u] + sum over k of weights[k, u] m[k], variance[u] = sum over k of weights[k, u]^2 v[k]: both from one
/// reading of the weights, which is what such a product costs.
/// </summary>
internal static unsafe class MomentKernel
{
    /// <summary>Tiles of 8 units computed together, so that the chains of additions overlap.</summary>
    private const int Group = 4;

    /// <summary>Computes all units.</summary>
    /// <param name="weights">Packed [tile, k, 8].</param>
    /// <param name="tileStride">Floats from one tile to the next.</param>
    /// <param name="bias">[tile, 8].</param>
    /// <param name="tiles">Number of tiles.</param>
    /// <param name="inputs">m[k] and v[k], alternating.</param>
    /// <param name="rows">The k to sum over.</param>
    /// <param name="depth">How many of them.</param>
    /// <param name="means">Receives 8 means per tile.</param>
    /// <param name="variances">Receives 8 variances per tile.</param>
    public static void Multiply(
        float* weights, nint tileStride, float* bias, int tiles, float* inputs, int* rows, int depth, float* means, float* variances)
    {
        int tile = 0;
        for (; tile + Group <= tiles; tile += Group)
        {
            int unit = tile * TileKernel.Units;
            MultiplyFour(weights + (tile * tileStride), tileStride, bias + unit, inputs, rows, depth, means + unit, variances + unit);
        }

        for (; tile < tiles; tile++)
        {
            int unit = tile * TileKernel.Units;
            MultiplyOne(weights + (tile * tileStride), bias + unit, inputs, rows, depth, means + unit, variances + unit);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyFour(
        float* weights, nint tileStride, float* bias, float* inputs, int* rows, int depth, float* means, float* variances)
    {
        Vector256<float> m0 = Vector256.Load(bias), m1 = Vector256.Load(bias + 8);
        Vector256<float> m2 = Vector256.Load(bias + 16), m3 = Vector256.Load(bias + 24);
        Vector256<float> v0 = default, v1 = default, v2 = default, v3 = default;
        for (int i = 0; i < depth; i++)
        {
            nint k = rows[i];
            Vector256<float> mean = Vector256.Create(inputs[2 * k]), variance = Vector256.Create(inputs[(2 * k) + 1]);
            float* w = weights + (k * TileKernel.Units);
            Vector256<float> w0 = Vector256.Load(w), w1 = Vector256.Load(w + tileStride);
            Vector256<float> w2 = Vector256.Load(w + (2 * tileStride)), w3 = Vector256.Load(w + (3 * tileStride));
            m0 = Vector256.FusedMultiplyAdd(w0, mean, m0);
            m1 = Vector256.FusedMultiplyAdd(w1, mean, m1);
            m2 = Vector256.FusedMultiplyAdd(w2, mean, m2);
            m3 = Vector256.FusedMultiplyAdd(w3, mean, m3);
            v0 = Vector256.FusedMultiplyAdd(w0 * w0, variance, v0);
            v1 = Vector256.FusedMultiplyAdd(w1 * w1, variance, v1);
            v2 = Vector256.FusedMultiplyAdd(w2 * w2, variance, v2);
            v3 = Vector256.FusedMultiplyAdd(w3 * w3, variance, v3);
        }

        m0.Store(means);
        m1.Store(means + 8);
        m2.Store(means + 16);
        m3.Store(means + 24);
        v0.Store(variances);
        v1.Store(variances + 8);
        v2.Store(variances + 16);
        v3.Store(variances + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyOne(float* weights, float* bias, float* inputs, int* rows, int depth, float* means, float* variances)
    {
        Vector256<float> m = Vector256.Load(bias), v = default;
        for (int i = 0; i < depth; i++)
        {
            nint k = rows[i];
            Vector256<float> w = Vector256.Load(weights + (k * TileKernel.Units));
            m = Vector256.FusedMultiplyAdd(w, Vector256.Create(inputs[2 * k]), m);
            v = Vector256.FusedMultiplyAdd(w * w, Vector256.Create(inputs[(2 * k) + 1]), v);
        }

        m.Store(means);
        v.Store(variances);
    }
}
