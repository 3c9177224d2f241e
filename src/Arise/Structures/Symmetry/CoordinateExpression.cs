using System.Globalization;
using System.Text;
using Arise.Numerics;

namespace Arise.Structures.Symmetry;

/// <summary>
/// One coordinate of a symmetry operation, X x + Y y + Z z + Shift / <see cref="Denominator"/> in fractional
/// coordinates: the "-y+1/2" of a coordinate triplet.
/// </summary>
/// <param name="X">Factor of x.</param>
/// <param name="Y">Factor of y.</param>
/// <param name="Z">Factor of z.</param>
/// <param name="Shift">Translation in units of 1 / <see cref="Denominator"/> of the lattice vector.</param>
internal readonly record struct CoordinateExpression(int X, int Y, int Z, int Shift)
{
    /// <summary>
    /// Translations are counted in 1/5040 of a lattice vector, exact for denominators up to 10 and for 12, 16 and 24:
    /// all that space groups need (1/2, 1/3, 1/4, 1/6, 1/8) and the cells that people derive from them.
    /// </summary>
    public const int Denominator = 5040;

    /// <summary>
    /// A decimal translation is taken for the nearest multiple of 1/24 when it lies this close: files write 0.333.
    /// </summary>
    private const double DecimalTolerance = 2e-3;

    /// <summary>The value at fractional coordinates <paramref name="point"/>.</summary>
    public double At(Vector3D point) =>
        (X * point.X) + (Y * point.Y) + (Z * point.Z) + ((double)Shift / Denominator);

    /// <summary>The expression in x, y, z that results when x, y, z are themselves the given expressions.</summary>
    public CoordinateExpression Of(CoordinateExpression x, CoordinateExpression y, CoordinateExpression z) => new(
        (X * x.X) + (Y * y.X) + (Z * z.X),
        (X * x.Y) + (Y * y.Y) + (Z * z.Y),
        (X * x.Z) + (Y * y.Z) + (Z * z.Z),
        (X * x.Shift) + (Y * y.Shift) + (Z * z.Shift) + Shift);

    /// <summary>The same expression with the translation in [0, 1).</summary>
    public CoordinateExpression Reduced() =>
        this with { Shift = ((Shift % Denominator) + Denominator) % Denominator };

    /// <summary>Reads "x", "-y+1/2", "1/4 - X", "x-y" or "0.5+z"; each letter stands at most once.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CoordinateExpression expression)
    {
        expression = default;
        Span<int> factors = stackalloc int[3];
        int shift = 0;
        bool any = false;
        int at = 0;
        while (true)
        {
            SkipBlanks(text, ref at);
            if (at == text.Length)
                break;
            int sign = any ? 0 : 1;
            if (text[at] is '+' or '-')
            {
                sign = text[at++] == '-' ? -1 : 1;
                SkipBlanks(text, ref at);
            }

            if (sign == 0 || at == text.Length)
                return false;
            int axis = char.ToLowerInvariant(text[at]) - 'x';
            if (axis is >= 0 and < 3)
            {
                if (factors[axis] != 0)
                    return false;
                factors[axis] = sign;
                at++;
            }
            else if (TryReadTranslation(text, ref at, out int translation))
            {
                shift += sign * translation;
            }
            else
            {
                return false;
            }

            any = true;
        }

        expression = new CoordinateExpression(factors[0], factors[1], factors[2], shift);
        return any;
    }

    /// <summary>The form of International Tables: "-x+y+1/3".</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach ((int factor, char letter) in ((ReadOnlySpan<(int, char)>)[(X, 'x'), (Y, 'y'), (Z, 'z')]))
        {
            if (factor == 0)
                continue;
            text.Append(factor < 0 ? "-" : text.Length > 0 ? "+" : "");
            if (Math.Abs(factor) != 1)
                text.Append(CultureInfo.InvariantCulture, $"{Math.Abs(factor)}");
            text.Append(letter);
        }

        if (Shift != 0)
        {
            int divisor = GreatestCommonDivisor(Math.Abs(Shift), Denominator);
            text.Append(Shift < 0 ? "-" : text.Length > 0 ? "+" : "");
            text.Append(CultureInfo.InvariantCulture, $"{Math.Abs(Shift) / divisor}");
            if (divisor != Denominator)
                text.Append(CultureInfo.InvariantCulture, $"/{Denominator / divisor}");
        }

        return text.Length == 0 ? "0" : text.ToString();
    }

    private static bool TryReadTranslation(ReadOnlySpan<char> text, ref int at, out int translation)
    {
        translation = 0;
        if (!TryReadNumber(text, ref at, out double value))
            return false;
        SkipBlanks(text, ref at);
        if (at < text.Length && text[at] == '/')
        {
            at++;
            SkipBlanks(text, ref at);
            if (!TryReadNumber(text, ref at, out double divisor) || divisor == 0)
                return false;
            value /= divisor;
        }

        if (!(value < 100))
            return false;
        double coarse = Math.Round(value * 24) / 24;
        double exact = Math.Abs(value - coarse) <= DecimalTolerance ? coarse : value;
        double units = exact * Denominator;
        translation = (int)Math.Round(units);
        return Math.Abs(units - translation) < 1e-6;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, ref int at, out double value)
    {
        int start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            at++;
        return double.TryParse(
            text[start..at], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static void SkipBlanks(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
