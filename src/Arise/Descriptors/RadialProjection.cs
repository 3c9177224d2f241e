using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Arise.Descriptors;

/// <summary>
/// Applies the radial functions of given settings to the pair sums:
///     c_nlm = sum over bins b and moments p of M[lm][b, p] W[l][n][b, p],
/// where W holds, bin by bin, the cubic in t that stands for R_nl(r). Immutable; many threads may share it.
/// </summary>
internal sealed class RadialProjection
{
    private readonly int _count;
    private readonly int _bins;

    // [l, n, bin, moment]
    private readonly double[] _weights;

    /// <summary>Tabulates R_nl for these settings.</summary>
    public RadialProjection(SoapSettings settings)
    {
        settings.Validate();
        Settings = settings;
        _count = settings.RadialFunctions;
        _bins = RadialBins.Count(settings.Cutoff);
        var basis = new RadialBasis(settings);
        int functions = (settings.MaxDegree + 1) * _count;
        _weights = new double[functions * _bins * RadialBins.Moments];
        var atNode = new double[RadialBins.Moments][];
        for (int k = 0; k < atNode.Length; k++)
            atNode[k] = new double[functions];
        Span<double> samples = stackalloc double[RadialBins.Moments];
        for (int b = 0; b < _bins; b++)
        {
            for (int k = 0; k < atNode.Length; k++)
                basis.Evaluate((b + ((1 + RadialBins.Node(k)) / 2)) * RadialBins.Width, atNode[k]);
            for (int f = 0; f < functions; f++)
            {
                for (int k = 0; k < samples.Length; k++)
                    samples[k] = atNode[k][f];
                RadialBins.FitCubic(
                    samples, _weights.AsSpan(((f * _bins) + b) * RadialBins.Moments, RadialBins.Moments));
            }
        }
    }

    /// <summary>The settings this projection belongs to.</summary>
    public SoapSettings Settings { get; }

    /// <summary>Length of the buffer that <see cref="Apply"/> fills: (L + 1)^2 N.</summary>
    public int CoefficientCount => (Settings.MaxDegree + 1) * (Settings.MaxDegree + 1) * _count;

    /// <summary>
    /// Fills c_nlm, [l, m, n] with n fastest and (l, m) at (l^2 + l + m) N. Degrees the moments leave out stay zero.
    /// </summary>
    public void Apply(PairMoments moments, Span<double> coefficients)
    {
        coefficients.Clear();
        int length = Math.Min(_bins, moments.Bins) * RadialBins.Moments;
        for (int l = 0; l <= Settings.MaxDegree; l += moments.IsEvenOnly ? 2 : 1)
        {
            for (int m = 0; m < (2 * l) + 1; m++)
            {
                ReadOnlySpan<double> row = moments.Row(moments.Harmonics.FirstRow(l) + m)[..length];
                for (int n = 0; n < _count; n++)
                {
                    ReadOnlySpan<double> weights = _weights.AsSpan(
                        ((l * _count) + n) * _bins * RadialBins.Moments, length);
                    coefficients[(((l * l) + m) * _count) + n] = Dot(row, weights);
                }
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double ra = ref MemoryMarshal.GetReference(a);
        ref double rb = ref MemoryMarshal.GetReference(b);
        Vector256<double> even = default, odd = default;
        nuint k = 0;
        for (; k + 8 <= (nuint)a.Length; k += 8)
        {
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref ra, k), Vector256.LoadUnsafe(ref rb, k), even);
            odd = Vector256.FusedMultiplyAdd(
                Vector256.LoadUnsafe(ref ra, k + 4), Vector256.LoadUnsafe(ref rb, k + 4), odd);
        }

        if (k < (nuint)a.Length)
            even = Vector256.FusedMultiplyAdd(Vector256.LoadUnsafe(ref ra, k), Vector256.LoadUnsafe(ref rb, k), even);
        Vector256<double> sum = even + odd;
        return (sum[0] + sum[1]) + (sum[2] + sum[3]);
    }
}
