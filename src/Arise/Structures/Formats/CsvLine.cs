using System.Globalization;
using System.Text;

namespace Arise.Structures.Formats;

/// <summary>One line of a table: its separator, cells and numbers (RFC 4180, and what programs make of it).</summary>
internal static class CsvLine
{
    /// <summary>
    /// What separates the cells: a semicolon or a tab if there is one, since commas may be decimal signs beside them;
    /// else a comma; else blanks. Null when there is only one cell.
    /// </summary>
    public static char? SeparatorOf(string line) => line.Contains(';', StringComparison.Ordinal) ? ';'
        : line.Contains('\t', StringComparison.Ordinal) ? '\t'
        : line.Contains(',', StringComparison.Ordinal) ? ','
        : line.AsSpan().Trim("# ").Contains(' ') ? ' '
        : null;

    /// <summary>The cells without blanks around them; quotation marks hold a separator.</summary>
    public static string[] Split(string line, char separator)
    {
        if (separator == ' ')
            return line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (!line.Contains('"', StringComparison.Ordinal))
            return line.Split(separator, StringSplitOptions.TrimEntries);
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[++i]);
            else if (line[i] == '"')
                quoted = !quoted;
            else if (line[i] != separator || quoted)
                cell.Append(line[i]);
            else
                Next();
        }

        Next();
        return [.. cells];

        void Next()
        {
            cells.Add(cell.ToString().Trim());
            cell.Clear();
        }
    }

    /// <summary>Reads a number with a decimal point or, where it cannot be a separator, a decimal comma.</summary>
    public static bool TryReal(string cell, bool decimalComma, out double value) =>
        LineFields.TryReal(cell, out value)
        || (decimalComma && cell.AsSpan().Count(',') == 1 && !cell.Contains('.', StringComparison.Ordinal)
            && double.TryParse(cell.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out value));
}
