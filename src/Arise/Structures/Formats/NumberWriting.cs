using System.Globalization;
using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>Writes numbers with the fewest digits that read back to the same bits, in the invariant culture.</summary>
internal static class NumberWriting
{
    /// <summary>Writes one number.</summary>
    public static void WriteReal(this TextWriter output, double value)
    {
        Span<char> digits = stackalloc char[32];
        value.TryFormat(digits, out int length, "R", CultureInfo.InvariantCulture);
        output.Write(digits[..length]);
    }

    /// <summary>Writes three numbers with blanks between.</summary>
    public static void WriteVector(this TextWriter output, Vector3D vector)
    {
        output.WriteReal(vector.X);
        output.Write(' ');
        output.WriteReal(vector.Y);
        output.Write(' ');
        output.WriteReal(vector.Z);
    }

    /// <summary>Writes a whole number.</summary>
    public static void WriteInteger(this TextWriter output, long value)
    {
        Span<char> digits = stackalloc char[24];
        value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        output.Write(digits[..length]);
    }
}
