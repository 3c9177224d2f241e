using System.Text;

namespace Arise.Cli;

/// <summary>Plain columns of text, as wide as their longest cell and two blanks apart; no color, no frame.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [];
    private readonly bool[] _rightAligned;

    /// <summary>Starts a table.</summary>
    /// <param name="headings">One per column; a heading that starts with '>' makes its column right-aligned.</param>
    public TextTable(params string[] headings)
    {
        _rightAligned = [.. headings.Select(heading => heading.StartsWith('>'))];
        _rows.Add([.. headings.Select(heading => heading.TrimStart('>'))]);
    }

    /// <summary>Adds a row; one cell per heading.</summary>
    public void Add(params string[] cells)
    {
        if (cells.Length != _rightAligned.Length)
            throw new ArgumentException($"{cells.Length} cells for {_rightAligned.Length} columns.");
        _rows.Add([.. cells.Select(VisibleText.Of)]);
    }

    /// <summary>Writes headings and rows.</summary>
    public void Write(TextWriter output)
    {
        int[] widths =
            [.. Enumerable.Range(0, _rightAligned.Length).Select(column => _rows.Max(row => row[column].Length))];
        var line = new StringBuilder();
        foreach (string[] row in _rows)
        {
            line.Clear();
            for (int column = 0; column < row.Length; column++)
            {
                line.Append(column == 0 ? "" : Gap);
                line.Append(
                    _rightAligned[column] ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column]));
            }

            output.WriteLine(line.ToString().TrimEnd());
        }
    }
}
