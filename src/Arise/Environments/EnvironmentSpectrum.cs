using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Environments;

/// <summary>
/// Power spectra of eight atoms at once, one per lane:
/// <c>p_nn'l = k / sqrt(2l + 1) sum over m of C_nlm C_n'lm</c>, k = 1 if n = n' and sqrt 2 otherwise, n' &lt;= n.
/// Number of a component, from zero: <c>(n (n + 1)/2 + n') 7 + l</c>.
/// </summary>
internal sealed unsafe class EnvironmentSpectrum
{
    /// <summary>Components: 45 pairs of radial functions, 7 degrees.</summary>
    public const int Length = EnvironmentExpansion.Functions * (EnvironmentExpansion.Functions + 1) / 2 * Degrees;

    /// <summary>Atoms per call.</summary>
    public const int Lanes = 8;

    private const int Degrees = 7;
    private const int Functions = EnvironmentExpansion.Functions;
    private readonly AlignedBuffer<float> _turned = new(EnvironmentExpansion.Stride * Lanes);

    /// <summary>Computes eight spectra.</summary>
    /// <param name="coefficients">[lane] sets of coefficients.</param>
    /// <param name="stride">Floats from one lane to the next.</param>
    /// <param name="output">Receives [component, lane].</param>
    /// <param name="outputStride">Floats from one component to the next.</param>
    public void Compute(float* coefficients, nint stride, float* output, nint outputStride)
    {
        for (int row = 0; row < EnvironmentExpansion.Stride; row += BlockTranspose.Size)
            BlockTranspose.Transpose(coefficients + row, stride, _turned.Pointer + (row * Lanes), Lanes);
        for (int l = 0; l < Degrees; l++)
        {
            // Where C_nlm of m = -l stands: row first + n step, the others follow.
            int first = l == 0 ? Functions * EnvironmentExpansion.Harmonics : (l * l) - 1;
            int step = l == 0 ? 1 : EnvironmentExpansion.Harmonics;
            for (int n = 0; n < Functions; n += 3)
            {
                for (int other = 0; other <= n; other += 3)
                    Block(first, step, (2 * l) + 1, n, other, output + (l * outputStride), outputStride);
            }
        }
    }

    /// <summary>
    /// Divides by lengths: component x of lane j becomes <c>(p / |p_j| - mean[x]) scale[x]</c>.
    /// </summary>
    /// <param name="values">[component, lane] of the first spectra, then of the second ones.</param>
    /// <param name="stride">Floats from one component to the next.</param>
    /// <param name="components">Number of components, those of the second spectra included.</param>
    /// <param name="means">Mean per component.</param>
    /// <param name="scales">Scale per component.</param>
    public static void Normalize(float* values, nint stride, int components, float* means, float* scales)
    {
        Vector256<float> squares = Vector256<float>.Zero;
        for (int x = 0; x < Length; x++)
        {
            Vector256<float> p = Vector256.Load(values + (x * stride));
            squares = Vector256.FusedMultiplyAdd(p, p, squares);
        }

        // An atom without neighbors keeps zeros.
        Vector256<float> inverse = Vector256<float>.One / Vector256.Sqrt(
            Vector256.ConditionalSelect(
                Vector256.Equals(squares, Vector256<float>.Zero), Vector256<float>.One, squares));
        for (int x = 0; x < components; x++)
        {
            float* p = values + (x * stride);
            Vector256<float> unit = Vector256.Load(p) * inverse;
            ((unit - Vector256.Create(means[x])) * Vector256.Create(scales[x])).Store(p);
        }
    }

    // Products of three radial functions with three others, or among each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Block(int first, int step, int count, int n, int other, float* output, nint outputStride)
    {
        float* a = _turned.Pointer + ((first + (n * step)) * Lanes);
        float* b = _turned.Pointer + ((first + (other * step)) * Lanes);
        nint next = step * Lanes;
        Vector256<float> s00 = default, s01 = default, s02 = default;
        Vector256<float> s10 = default, s11 = default, s12 = default;
        Vector256<float> s20 = default, s21 = default, s22 = default;
        for (int m = 0; m < count; m++, a += Lanes, b += Lanes)
        {
            Vector256<float> b0 = Vector256.Load(b), b1 = Vector256.Load(b + next), b2 = Vector256.Load(b + (2 * next));
            Vector256<float> x = Vector256.Load(a);
            s00 = Vector256.FusedMultiplyAdd(x, b0, s00);
            s01 = Vector256.FusedMultiplyAdd(x, b1, s01);
            s02 = Vector256.FusedMultiplyAdd(x, b2, s02);
            x = Vector256.Load(a + next);
            s10 = Vector256.FusedMultiplyAdd(x, b0, s10);
            s11 = Vector256.FusedMultiplyAdd(x, b1, s11);
            s12 = Vector256.FusedMultiplyAdd(x, b2, s12);
            x = Vector256.Load(a + (2 * next));
            s20 = Vector256.FusedMultiplyAdd(x, b0, s20);
            s21 = Vector256.FusedMultiplyAdd(x, b1, s21);
            s22 = Vector256.FusedMultiplyAdd(x, b2, s22);
        }

        Vector256<float> like = Vector256.Create((float)(1 / Math.Sqrt(count)));
        Vector256<float> unlike = Vector256.Create((float)Math.Sqrt(2.0 / count));
        bool among = n == other;
        Store(s00, among ? like : unlike, n, other);
        Store(s10, unlike, n + 1, other);
        Store(s11, among ? like : unlike, n + 1, other + 1);
        Store(s20, unlike, n + 2, other);
        Store(s21, unlike, n + 2, other + 1);
        Store(s22, among ? like : unlike, n + 2, other + 2);
        if (among)
            return;
        Store(s01, unlike, n, other + 1);
        Store(s02, unlike, n, other + 2);
        Store(s12, unlike, n + 1, other + 2);

        void Store(Vector256<float> sum, Vector256<float> factor, int row, int column) =>
            (sum * factor).Store(output + (((row * (row + 1) / 2) + column) * Degrees * outputStride));
    }
}
