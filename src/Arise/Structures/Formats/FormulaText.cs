using System.Globalization;

namespace Arise.Structures.Formats;

/// <summary>Chemical formulas as files write them: "Fe1N3", "Al H O2", "Ca0.5 Mg1.5 O2".</summary>
internal static class FormulaText
{
    /// <summary>
    /// The elements in order with their numbers, 1 without one; null for a text that is no such formula. Deuterium and
    /// tritium are hydrogen.
    /// </summary>
    public static IReadOnlyList<(ChemicalElement Element, double Number)>? Parse(ReadOnlySpan<char> text)
    {
        var parts = new List<(ChemicalElement, double)>();
        text = text.Trim();
        while (!text.IsEmpty)
        {
            int letters = text.Length > 1 && char.IsAsciiLetterLower(text[1]) ? 2 : 1;
            ReadOnlySpan<char> symbol = text[..letters];
            if (!char.IsAsciiLetterUpper(symbol[0])
                || !ChemicalElement.TryParse(symbol is "D" or "T" ? "H" : symbol, out ChemicalElement element))
                return null;
            text = text[letters..];
            int digits = 0;
            while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] == '.'))
                digits++;
            double number = 1;
            if (digits > 0 && (!double.TryParse(
                    text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
                || !(number > 0)))
                return null;
            parts.Add((element, number));
            text = text[digits..].TrimStart();
        }

        return parts.Count > 0 ? parts : null;
    }
}
