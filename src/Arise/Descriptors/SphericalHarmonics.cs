using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Descriptors;

/// <summary>
/// Real orthonormal spherical harmonics Y_lm of many directions at once, sixteen in the lanes of two vectors.
/// </summary>
/// <remarks>
/// With Q_lm(z) the associated Legendre function divided by sin^m(theta) and normalized,
///     Q_00 = 1/sqrt(4 pi),  Q_mm = sqrt((2m + 1)/(2m)) Q_(m-1)(m-1),  Q_lm = a_lm z Q_(l-1)m + b_lm Q_(l-2)m,
///     a_lm = sqrt((4 l^2 - 1)/(l^2 - m^2)),  b_lm = -a_lm/a_(l-1)m,
/// Y_l0 = Q_l0 and, for m &gt; 0, Y_l(+m) = sqrt 2 Q_lm Re (x + iy)^m, Y_l(-m) = sqrt 2 Q_lm Im (x + iy)^m. When only
/// even degrees are wanted the recursion takes two degrees at a time, in z^2. Signs differ from the Condon-Shortley
/// convention; a power spectrum does not see them.
/// </remarks>
internal sealed class SphericalHarmonics
{
    /// <summary>
    /// Directions evaluated together; <see cref="Evaluate"/> reads and writes up to the next multiple.
    /// </summary>
    public const int Block = 2 * Lanes;

    private const int Lanes = 8;

    private readonly int _maxDegree;
    private readonly bool _evenOnly;

    // Per m: Q at the first degree is Start, times z when that degree is m + 1.
    private readonly float[] _start;

    // Per (m, degree), m slowest: next Q = (Linear w + Constant) Q + Previous (Q before), w = z or z^2; and the row of
    // m = 0.
    private readonly Step[] _steps;

    /// <summary>
    /// Prepares the recursion up to degree <paramref name="maxDegree"/>, for all or only for even degrees.
    /// </summary>
    public SphericalHarmonics(int maxDegree, bool evenOnly)
    {
        (_maxDegree, _evenOnly) = (maxDegree, evenOnly);
        int last = evenOnly ? maxDegree - (maxDegree % 2) : maxDegree;
        Rows = FirstRow(last) + (2 * last) + 1;
        _start = new float[maxDegree + 1];
        var steps = new List<Step>();
        double diagonal = 1 / Math.Sqrt(4 * Math.PI);
        for (int m = 0; m <= maxDegree; m++)
        {
            if (m > 0)
                diagonal *= Math.Sqrt(((2.0 * m) + 1) / (2.0 * m));
            int first = FirstDegree(m);
            _start[m] = (float)(diagonal * (m == 0 ? 1 : Math.Sqrt(2)) * (first > m ? A(first, m) : 1));
            for (int l = first; l <= maxDegree; l += evenOnly ? 2 : 1)
                steps.Add(StepTo(l, m, isFirst: l == first));
        }

        _steps = [.. steps];
    }

    private readonly record struct Step(float Linear, float Constant, float Previous, int CentralRow);

    /// <summary>Number of harmonics: (L + 1)^2, or those of even degree only.</summary>
    public int Rows { get; }

    /// <summary>Row of Y_l(-l); the rows of one degree follow each other, m from -l to l.</summary>
    public int FirstRow(int l) => _evenOnly ? l * (l - 1) / 2 : l * l;

    /// <summary>
    /// Evaluates all harmonics for unit vectors. <paramref name="values"/> receives [row, direction] with
    /// <paramref name="stride"/> numbers per row. Up to the next multiple of <see cref="Block"/> directions are read
    /// and written.
    /// </summary>
    /// <param name="x">First of the x components.</param>
    /// <param name="y">First of the y components.</param>
    /// <param name="z">First of the z components.</param>
    /// <param name="count">Number of directions.</param>
    /// <param name="values">At least <see cref="Rows"/> times <paramref name="stride"/> numbers.</param>
    /// <param name="stride">Distance between rows, a multiple of <see cref="Block"/>.</param>
    public void Evaluate(ref float x, ref float y, ref float z, int count, Span<float> values, int stride)
    {
        ref float to = ref MemoryMarshal.GetReference(values);
        for (int k = 0; k < count; k += Block)
        {
            nuint at = (nuint)k, next = at + Lanes;
            Vector256<float> x0 = Vector256.LoadUnsafe(ref x, at), x1 = Vector256.LoadUnsafe(ref x, next);
            Vector256<float> y0 = Vector256.LoadUnsafe(ref y, at), y1 = Vector256.LoadUnsafe(ref y, next);
            Vector256<float> z0 = Vector256.LoadUnsafe(ref z, at), z1 = Vector256.LoadUnsafe(ref z, next);
            Vector256<float> w0 = _evenOnly ? z0 * z0 : z0, w1 = _evenOnly ? z1 * z1 : z1;
            Vector256<float> real0 = Vector256<float>.One, real1 = real0;
            Vector256<float> imaginary0 = Vector256<float>.Zero, imaginary1 = imaginary0;
            ref Step step = ref MemoryMarshal.GetArrayDataReference(_steps);
            for (int m = 0; m <= _maxDegree; m++)
            {
                if (m > 0)
                {
                    (real0, imaginary0) = ((real0 * x0) - (imaginary0 * y0), (real0 * y0) + (imaginary0 * x0));
                    (real1, imaginary1) = ((real1 * x1) - (imaginary1 * y1), (real1 * y1) + (imaginary1 * x1));
                }

                Vector256<float> start = Vector256.Create(_start[m]);
                bool startsAbove = _evenOnly && m % 2 == 1;
                Vector256<float> q0 = startsAbove ? start * z0 : start, q1 = startsAbove ? start * z1 : start;
                Vector256<float> before0 = Vector256<float>.Zero, before1 = before0;
                for (int l = FirstDegree(m); l <= _maxDegree; l += _evenOnly ? 2 : 1)
                {
                    // The first step has Linear 0, Constant 1, Previous 0.
                    Vector256<float> linear = Vector256.Create(step.Linear), constant = Vector256.Create(step.Constant);
                    Vector256<float> previous = Vector256.Create(step.Previous);
                    Vector256<float> now0 = Vector256.FusedMultiplyAdd(
                        Vector256.FusedMultiplyAdd(linear, w0, constant), q0, previous * before0);
                    Vector256<float> now1 = Vector256.FusedMultiplyAdd(
                        Vector256.FusedMultiplyAdd(linear, w1, constant), q1, previous * before1);
                    (before0, before1, q0, q1) = (q0, q1, now0, now1);
                    nuint plus = (nuint)((step.CentralRow + m) * stride) + at;
                    (q0 * real0).StoreUnsafe(ref to, plus);
                    (q1 * real1).StoreUnsafe(ref to, plus + Lanes);
                    if (m > 0)
                    {
                        nuint minus = (nuint)((step.CentralRow - m) * stride) + at;
                        (q0 * imaginary0).StoreUnsafe(ref to, minus);
                        (q1 * imaginary1).StoreUnsafe(ref to, minus + Lanes);
                    }

                    step = ref Unsafe.Add(ref step, 1);
                }
            }
        }
    }

    private static double A(int l, int m) => Math.Sqrt(((4.0 * l * l) - 1) / (((double)l * l) - (m * m)));

    private static double B(int l, int m) => l == m + 1 ? 0 : -A(l, m) / A(l - 1, m);

    private int FirstDegree(int m) => _evenOnly && m % 2 == 1 ? m + 1 : m;

    private Step StepTo(int l, int m, bool isFirst)
    {
        int central = FirstRow(l) + l;
        if (isFirst)
            return new Step(0, 1, 0, central);
        if (!_evenOnly)
            return new Step((float)A(l, m), 0, (float)B(l, m), central);

        // Two single steps with z Q_(l-3) eliminated: z Q_(l-3) = (Q_(l-2) - b_(l-2) Q_(l-4))/a_(l-2).
        double linear = A(l, m) * A(l - 1, m);
        if (l - 2 == m)
            return new Step((float)linear, (float)B(l, m), 0, central);
        double carried = A(l, m) * B(l - 1, m) / A(l - 2, m);
        return new Step((float)linear, (float)(carried + B(l, m)), (float)(-carried * B(l - 2, m)), central);
    }
}
