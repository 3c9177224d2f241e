using System.Numerics;

namespace Arise.Numerics;

/// <summary>
/// exp(x) for x not above zero, as softmax needs it, within two units in the last place. It consists of operations that
/// round as IEEE 754 says, so that every processor gives the same bits; library functions do not promise that.
/// </summary>
/// <remarks>
/// exp(x) = 2^n exp(r) with n = round(x / ln 2), r = x - n ln 2 in two steps (Cody and Waite), and a Taylor polynomial
/// of degree 7 on |r| below 0.35. Below -87, where the result would no longer be a normal number, it is exp(-87),
/// 1.6e-38.
/// </remarks>
internal static class Exponential
{
    private const float Lowest = -87;

    // 1.5 x 2^23: a number of this size has no fraction bits, so that adding it rounds, and its last bits are n.
    private const float Rounder = 12582912;
    private const int ExponentShift = 23;

    // ln 2 as a number with 9 trailing zero bits plus the rest.
    private const float LogTwoHigh = 0.693359375f;
    private const float LogTwoLow = -2.12194440e-4f;

    /// <summary>exp of every lane.</summary>
    public static Vector<float> OfNonPositive(Vector<float> x)
    {
        x = Vector.Max(x, Vector.Create(Lowest));
        Vector<float> rounded = Vector.FusedMultiplyAdd(x, Vector.Create(1.44269504f), Vector.Create(Rounder));
        Vector<float> n = rounded - Vector.Create(Rounder);
        Vector<float> r = Vector.FusedMultiplyAdd(n, Vector.Create(-LogTwoHigh), x);
        r = Vector.FusedMultiplyAdd(n, Vector.Create(-LogTwoLow), r);
        Vector<float> sum = Vector.Create(1f / 5040);
        sum = Vector.FusedMultiplyAdd(sum, r, Vector.Create(1f / 720));
        sum = Vector.FusedMultiplyAdd(sum, r, Vector.Create(1f / 120));
        sum = Vector.FusedMultiplyAdd(sum, r, Vector.Create(1f / 24));
        sum = Vector.FusedMultiplyAdd(sum, r, Vector.Create(1f / 6));
        sum = Vector.FusedMultiplyAdd(sum, r, Vector.Create(0.5f));
        sum = Vector.FusedMultiplyAdd(sum, r, Vector<float>.One);
        sum = Vector.FusedMultiplyAdd(sum, r, Vector<float>.One);
        return Vector.AsVectorSingle(Vector.AsVectorInt32(sum) + (Vector.AsVectorInt32(rounded) << ExponentShift));
    }
}
