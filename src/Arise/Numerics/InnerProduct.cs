using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Numerics;

/// <summary>
/// Inner products in single precision whose bytes do not depend on the vector instructions of the processor: always 32
/// running sums of fused products, added pairwise at the end. (The sums of TensorPrimitives are as many as the widest
/// vector has lanes.)
/// </summary>
internal static class InnerProduct
{
    private const int Lanes = 8, Step = 4 * Lanes;

    /// <summary>sum over k of a_k b_k, two arrays of one length.</summary>
    public static float Of(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default;
        int whole = a.Length - (a.Length % Step);
        ReadOnlySpan<Vector256<float>> x = MemoryMarshal.Cast<float, Vector256<float>>(a[..whole]);
        ReadOnlySpan<Vector256<float>> y = MemoryMarshal.Cast<float, Vector256<float>>(b[..whole]);
        for (int k = 0; k + 3 < x.Length; k += 4)
        {
            s0 = Vector256.FusedMultiplyAdd(x[k], y[k], s0);
            s1 = Vector256.FusedMultiplyAdd(x[k + 1], y[k + 1], s1);
            s2 = Vector256.FusedMultiplyAdd(x[k + 2], y[k + 2], s2);
            s3 = Vector256.FusedMultiplyAdd(x[k + 3], y[k + 3], s3);
        }

        Vector256<float> sums = (s0 + s1) + (s2 + s3);
        Vector128<float> half = sums.GetLower() + sums.GetUpper();
        float sum = (half[0] + half[1]) + (half[2] + half[3]);
        for (int k = whole; k < a.Length; k++)
            sum = MathF.FusedMultiplyAdd(a[k], b[k], sum);
        return sum;
    }

    /// <summary>The length of a vector.</summary>
    public static float Norm(ReadOnlySpan<float> a) => MathF.Sqrt(Of(a, a));
}
