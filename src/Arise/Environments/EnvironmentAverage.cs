using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Environments;

/// <summary>The inner average of coefficients, C(i) = sum over centers j of w_ij c(j), as one pass over
/// memory.</summary>
internal static unsafe class EnvironmentAverage
{
    private const int Vectors = 14;

    /// <summary>Adds up sets of coefficients with weights, in the order given.</summary>
    /// <param name="centers">Address of the coefficients of each center.</param>
    /// <param name="weights">Weight of each center.</param>
    /// <param name="count">Number of centers.</param>
    /// <param name="length">Floats per center, a multiple of 224.</param>
    /// <param name="output">Receives <paramref name="length"/> floats.</param>
    public static void Sum(float** centers, float* weights, int count, int length, float* output)
    {
        if (Vector512.IsHardwareAccelerated)
            Sum<Vector512<float>, Lanes512>(centers, weights, count, length, output);
        else if (Vector256.IsHardwareAccelerated)
            Sum<Vector256<float>, Lanes256>(centers, weights, count, length, output);
        else
            Sum<Vector128<float>, Lanes128>(centers, weights, count, length, output);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sum<TVector, TLanes>(float** centers, float* weights, int count, int length, float* output)
        where TVector : struct
        where TLanes : struct, ILanes<TVector>
    {
        int n = TLanes.Count;
        for (int part = 0; part < length; part += Vectors * n)
        {
            TVector s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default;
            TVector s7 = default, s8 = default, s9 = default, sA = default, sB = default, sC = default, sD = default;
            for (int k = 0; k < count; k++)
            {
                float* c = centers[k] + part;
                TVector w = TLanes.Broadcast(weights[k]);
                s0 = TLanes.MultiplyAdd(w, TLanes.Load(c), s0);
                s1 = TLanes.MultiplyAdd(w, TLanes.Load(c + n), s1);
                s2 = TLanes.MultiplyAdd(w, TLanes.Load(c + (2 * n)), s2);
                s3 = TLanes.MultiplyAdd(w, TLanes.Load(c + (3 * n)), s3);
                s4 = TLanes.MultiplyAdd(w, TLanes.Load(c + (4 * n)), s4);
                s5 = TLanes.MultiplyAdd(w, TLanes.Load(c + (5 * n)), s5);
                s6 = TLanes.MultiplyAdd(w, TLanes.Load(c + (6 * n)), s6);
                s7 = TLanes.MultiplyAdd(w, TLanes.Load(c + (7 * n)), s7);
                s8 = TLanes.MultiplyAdd(w, TLanes.Load(c + (8 * n)), s8);
                s9 = TLanes.MultiplyAdd(w, TLanes.Load(c + (9 * n)), s9);
                sA = TLanes.MultiplyAdd(w, TLanes.Load(c + (10 * n)), sA);
                sB = TLanes.MultiplyAdd(w, TLanes.Load(c + (11 * n)), sB);
                sC = TLanes.MultiplyAdd(w, TLanes.Load(c + (12 * n)), sC);
                sD = TLanes.MultiplyAdd(w, TLanes.Load(c + (13 * n)), sD);
            }

            float* to = output + part;
            TLanes.Store(s0, to);
            TLanes.Store(s1, to + n);
            TLanes.Store(s2, to + (2 * n));
            TLanes.Store(s3, to + (3 * n));
            TLanes.Store(s4, to + (4 * n));
            TLanes.Store(s5, to + (5 * n));
            TLanes.Store(s6, to + (6 * n));
            TLanes.Store(s7, to + (7 * n));
            TLanes.Store(s8, to + (8 * n));
            TLanes.Store(s9, to + (9 * n));
            TLanes.Store(sA, to + (10 * n));
            TLanes.Store(sB, to + (11 * n));
            TLanes.Store(sC, to + (12 * n));
            TLanes.Store(sD, to + (13 * n));
        }
    }
}
