using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Arise.Clustering;

/// <summary>
/// |x - y|^2 of vectors of floats in double precision: the differences are squared and summed as doubles, in an order
/// that depends on the length only, so that it has the same bits on every processor.
/// </summary>
internal static class EuclideanDistance
{
    private const int Step = 16;

    /// <summary>The square of the distance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Squared(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        Debug.Assert(x.Length == y.Length, "Both vectors have the same length.");
        double sum = 0;
        int k = 0;
        if (x.Length >= Step)
        {
            Vector256<double> s0 = Vector256<double>.Zero, s1 = s0, s2 = s0, s3 = s0;
            for (; k + Step <= x.Length; k += Step)
            {
                (Vector256<double> a0, Vector256<double> a1) = Vector256.Widen(Vector256.Create(x[k..]));
                (Vector256<double> b0, Vector256<double> b1) = Vector256.Widen(Vector256.Create(y[k..]));
                (Vector256<double> a2, Vector256<double> a3) = Vector256.Widen(Vector256.Create(x[(k + 8)..]));
                (Vector256<double> b2, Vector256<double> b3) = Vector256.Widen(Vector256.Create(y[(k + 8)..]));
                (a0, a1, a2, a3) = (a0 - b0, a1 - b1, a2 - b2, a3 - b3);
                s0 += a0 * a0;
                s1 += a1 * a1;
                s2 += a2 * a2;
                s3 += a3 * a3;
            }

            s0 = s0 + s1 + (s2 + s3);
            sum = s0[0] + s0[1] + (s0[2] + s0[3]);
        }

        for (; k < x.Length; k++)
        {
            double difference = (double)x[k] - y[k];
            sum += difference * difference;
        }

        return sum;
    }
}
