using System.Text;

namespace Arise.Cli;

/// <summary>Plain columns of text, as wide as their longest cell and two blanks apart; no color, no frame.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private const int LeastWidth = 8;

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

    /// <summary>Writes headings and rows; on a terminal that is narrower the cells are broken between words.</summary>
    public void Write(TextWriter output) => Write(output, (output as WrappingWriter)?.Width ?? int.MaxValue);

    /// <summary>Writes headings and rows in at most so many letters.</summary>
    public void Write(TextWriter output, int width)
    {
        int[] widths = Widths(width);
        var line = new StringBuilder();
        foreach (string[] row in _rows)
        {
            string[][] cells = [.. row.Select((cell, column) => WordWrap.Lines(cell, widths[column]).ToArray())];
            for (int part = 0; part < cells.Max(lines => lines.Length); part++)
            {
                line.Clear();
                for (int column = 0; column < row.Length; column++)
                {
                    string text = part < cells[column].Length ? cells[column][part] : "";
                    line.Append(column == 0 ? "" : Gap);
                    line.Append(
                        _rightAligned[column] ? text.PadLeft(widths[column]) : text.PadRight(widths[column]));
                }

                output.WriteLine(line.ToString().TrimEnd());
            }
        }
    }

    // The widest columns of text give way; numbers are not broken.
    private int[] Widths(int width)
    {
        int[] widths =
            [.. Enumerable.Range(0, _rightAligned.Length).Select(column => _rows.Max(row => row[column].Length))];
        int gaps = Gap.Length * (widths.Length - 1);
        while (widths.Sum() + gaps > width)
        {
            int widest = -1;
            for (int column = 0; column < widths.Length; column++)
            {
                if (!_rightAligned[column] && (widest < 0 || widths[column] > widths[widest]))
                    widest = column;
            }

            if (widest < 0 || widths[widest] <= LeastWidth)
                break;
            widths[widest]--;
        }

        return widths;
    }
}
