using System.Text;
using Arise.Files;

namespace Arise.Reporting;

/// <summary>A table of texts, written as CSV for programs and as Markdown for people.</summary>
/// <param name="headings">One per column.</param>
internal sealed class ReportTable(params string[] headings)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Number of rows.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds a row; one cell per heading.</summary>
    /// <exception cref="ArgumentException">The number of cells is another one.</exception>
    public ReportTable Add(params string[] cells)
    {
        if (cells.Length != headings.Length)
            throw new ArgumentException($"{cells.Length} cells for {headings.Length} columns.");
        _rows.Add(cells);
        return this;
    }

    /// <summary>The table in Markdown.</summary>
    /// <param name="most">Number of rows, all by default.</param>
    public string ToMarkdown(int most = int.MaxValue)
    {
        var text = new StringBuilder();
        foreach (string[] row in (string[][])[headings, [.. headings.Select(_ => "---")], .. _rows.Take(most)])
        {
            string[] cells =
                [.. row.Select(cell => VisibleText.Of(cell).Replace("|", "\\|", StringComparison.Ordinal))];
            text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>Writes comma-separated values; the file appears only once it is complete.</summary>
    public void WriteCsv(string path)
    {
        using var file = new ReplacingFile(path);
        foreach (string[] row in (string[][])[headings, .. _rows])
            file.Stream.Write(Encoding.UTF8.GetBytes(string.Join(',', row.Select(Quoted)) + "\n"));
        file.Commit();
    }

    /// <summary>
    /// RFC 4180: quotes around a cell with commas, quotes or line breaks, inner quotes doubled. Other control
    /// characters are escaped.
    /// </summary>
    internal static string Quoted(string cell)
    {
        string shown = VisibleText.WithLines(cell);
        return shown.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{shown.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : shown;
    }
}
