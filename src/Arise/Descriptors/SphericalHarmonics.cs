using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Descriptors;

/// <summary>
/// Real orthonormal spherical harmonics Y_lm of many directions at once, eight in the lanes of a vector.
/// </summary>
/// <remarks>
/// With Q_lm(z) the associated Legendre function divided by sin^m(theta) and normalised,
///     Q_00 = 1/sqrt(4 pi),  Q_mm = sqrt((2m + 1)/(2m)) Q_(m-1)(m-1),
///     Q_lm = sqrt((4 l^2 - 1)/(l^2 - m^2)) z Q_(l-1)m - sqrt((2l + 1)((l - 1)^2 - m^2)/((2l - 3)(l^2 - m^2))) Q_(l-2)m,
/// Y_l0 = Q_l0 and, for m &gt; 0, Y_l(+m) = sqrt 2 Q_lm Re (x + iy)^m, Y_l(-m) = sqrt 2 Q_lm Im (x + iy)^m.
/// Signs differ from the Condon-Shortley convention; a power spectrum does not see them.
/// </remarks>
internal sealed class SphericalHarmonics
{
    private readonly int _maxDegree;
    private readonly bool _evenOnly;

    // For each (m, l >= m), m slowest: the factors of z Q_(l-1)m and Q_(l-2)m, and the row of Y_lm or -1.
    private readonly float[] _first;
    private readonly float[] _second;
    private readonly int[] _row;
    private readonly float[] _diagonal;

    /// <summary>Prepares the recursion up to degree <paramref name="maxDegree"/>, for all or only for even degrees.</summary>
    public SphericalHarmonics(int maxDegree, bool evenOnly)
    {
        (_maxDegree, _evenOnly) = (maxDegree, evenOnly);
        int steps = (maxDegree + 1) * (maxDegree + 2) / 2;
        (_first, _second, _row) = (new float[steps], new float[steps], new int[steps]);
        _diagonal = new float[maxDegree + 1];
        double diagonal = 1 / Math.Sqrt(4 * Math.PI);
        int step = 0;
        for (int m = 0; m <= maxDegree; m++)
        {
            if (m > 0)
                diagonal *= Math.Sqrt(((2.0 * m) + 1) / (2.0 * m));
            _diagonal[m] = (float)(m == 0 ? diagonal : diagonal * Math.Sqrt(2));
            for (int l = m; l <= maxDegree; l++, step++)
            {
                double band = ((double)l * l) - (m * m);
                if (l > m)
                    _first[step] = (float)Math.Sqrt(((4.0 * l * l) - 1) / band);
                if (l > m + 1)
                    _second[step] = (float)-Math.Sqrt(((2.0 * l) + 1) * (((l - 1.0) * (l - 1)) - (m * m)) / (((2.0 * l) - 3) * band));
                _row[step] = evenOnly && l % 2 == 1 ? -1 : FirstRow(l) + l;
            }
        }

        int last = evenOnly ? maxDegree - (maxDegree % 2) : maxDegree;
        Rows = FirstRow(last) + (2 * last) + 1;
    }

    /// <summary>Number of harmonics: (L + 1)^2, or those of even degree only.</summary>
    public int Rows { get; }

    /// <summary>Row of Y_l(-l); the rows of one degree follow each other, m from -l to l.</summary>
    public int FirstRow(int l) => _evenOnly ? l * (l - 1) / 2 : l * l;

    /// <summary>
    /// Evaluates all harmonics for unit vectors. <paramref name="values"/> receives [row, direction] with
    /// <paramref name="stride"/> numbers per row.
    /// </summary>
    /// <param name="x">x components; the number of directions is a multiple of eight.</param>
    /// <param name="y">y components.</param>
    /// <param name="z">z components.</param>
    /// <param name="values">At least <see cref="Rows"/> times <paramref name="stride"/> numbers.</param>
    /// <param name="stride">Distance between rows, at least the number of directions.</param>
    public void Evaluate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> z, Span<float> values, int stride)
    {
        ref float rx = ref MemoryMarshal.GetReference(x);
        ref float ry = ref MemoryMarshal.GetReference(y);
        ref float rz = ref MemoryMarshal.GetReference(z);
        ref float to = ref MemoryMarshal.GetReference(values);
        ref float first = ref MemoryMarshal.GetArrayDataReference(_first);
        ref float second = ref MemoryMarshal.GetArrayDataReference(_second);
        ref int rows = ref MemoryMarshal.GetArrayDataReference(_row);
        for (int k = 0; k < x.Length; k += Vector256<float>.Count)
        {
            Vector256<float> vx = Vector256.LoadUnsafe(ref rx, (nuint)k);
            Vector256<float> vy = Vector256.LoadUnsafe(ref ry, (nuint)k);
            Vector256<float> vz = Vector256.LoadUnsafe(ref rz, (nuint)k);
            Vector256<float> real = Vector256<float>.One, imaginary = Vector256<float>.Zero;
            int step = 0;
            for (int m = 0; m <= _maxDegree; m++)
            {
                if (m > 0)
                    (real, imaginary) = ((real * vx) - (imaginary * vy), (real * vy) + (imaginary * vx));
                Vector256<float> before = Vector256<float>.Zero;
                Vector256<float> legendre = Vector256.Create(_diagonal[m]);
                for (int l = m; l <= _maxDegree; l++, step++)
                {
                    if (l > m)
                    {
                        Vector256<float> next = Vector256.FusedMultiplyAdd(
                            Vector256.Create(Unsafe.Add(ref first, step)) * vz,
                            legendre,
                            Vector256.Create(Unsafe.Add(ref second, step)) * before);
                        (before, legendre) = (legendre, next);
                    }

                    int row = Unsafe.Add(ref rows, step);
                    if (row < 0)
                        continue;
                    (legendre * real).StoreUnsafe(ref to, (nuint)(((row + m) * stride) + k));
                    if (m > 0)
                        (legendre * imaginary).StoreUnsafe(ref to, (nuint)(((row - m) * stride) + k));
                }
            }
        }
    }
}
