namespace Arise.Structures.Formats;

/// <summary>Numbers in a CIF: "5.4307(2)" is 5.4307 with standard uncertainty 0.0002, which is not kept.</summary>
internal static class CifNumber
{
    /// <summary>The finite number that a value is.</summary>
    /// <param name="lines">For the error.</param>
    /// <param name="value">The value.</param>
    /// <param name="what">What it should be, for the message: "the cell length a".</param>
    /// <exception cref="StructureFormatException">It is none.</exception>
    public static double Read(LineReader lines, CifToken value, string what)
    {
        if (value.Kind == CifTokenKind.OpenQuote)
            throw CifTokenizer.NotClosed(lines, value);
        return TryRead(value, out double number)
            ? number
            : throw lines.ErrorAt(
                value.Line,
                $"{LineReader.Quote(value.Text)} is not a finite number, but {what} must be one.");
    }

    /// <summary>Whether a value is a finite number, and which.</summary>
    public static bool TryRead(CifToken value, out double number)
    {
        ReadOnlySpan<char> text = value.Text.AsSpan().Trim();
        int bracket = text.IndexOf('(');
        bool closed = bracket < 0 || (text[^1] == ')' && IsUncertainty(text[(bracket + 1)..^1]));
        ReadOnlySpan<char> digits = bracket < 0 ? text : text[..bracket];
        number = double.NaN;
        return closed && value.Kind != CifTokenKind.OpenQuote && LineFields.TryReal(digits, out number)
            && double.IsFinite(number);
    }

    // Digits of the last places; some programs write a point, "1.234(1.2)", or nothing.
    private static bool IsUncertainty(ReadOnlySpan<char> text) => text.Trim("0123456789. ").IsEmpty;
}
