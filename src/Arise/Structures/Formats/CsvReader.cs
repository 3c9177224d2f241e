namespace Arise.Structures.Formats;

/// <summary>
/// A table of positions, one atom per line, as programs that find atoms in images and tomograms export it: columns x,
/// y and, if there is one, z and the species, separated by commas, semicolons or tabs (or blanks). A header names the
/// columns in any order; without one they are x, y, z, with an element before or behind. With semicolons or tabs the
/// decimal sign may be a comma. Further columns of numbers are kept. Lines that begin with # are comments.
/// </summary>
internal sealed class CsvReader : IStructureReader
{
    private const int IndexRows = 6;

    /// <summary>Whether the first lines are a header that names x and y, and a row of numbers.</summary>
    public static bool IsTable(IReadOnlyList<string> head)
    {
        string[] filled = [.. head.Where(line => !string.IsNullOrWhiteSpace(line)).Take(8)];
        for (int line = 0; line + 1 < filled.Length; line++)
        {
            if (CsvLine.SeparatorOf(filled[line]) is not { } separator || separator == ' ')
                continue;
            var header = CsvHeader.Of(CsvLine.Split(filled[line].TrimStart('#'), separator));
            string[] row = CsvLine.Split(filled[line + 1], separator);
            if (header is { IsAmbiguous: false } && IsNumber(row, header.X) && IsNumber(row, header.Y))
                return true;
        }

        return false;

        bool IsNumber(string[] row, int column) =>
            column < row.Length && CsvLine.TryReal(row[column], decimalComma: true, out _);
    }

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        if (FirstLine(lines) is not { } first)
            yield break;
        char separator = CsvLine.SeparatorOf(first) ?? ' ';
        string[] cells = CsvLine.Split(first.TrimStart('#'), separator);
        CsvHeader? header = CsvHeader.Of(cells);
        if (header is { IsAmbiguous: true })
        {
            throw lines.Error(
                "more than one column could be x, y or z; leave one of each, or call them x, y, z.");
        }

        if (header is { MixesUnits: true })
            throw lines.Error("the columns of the coordinates name different units; give all of them in one.");

        if (header is null)
        {
            header = CsvHeader.Without(cells) ?? throw lines.Error(
                $"the columns cannot be told: {LineReader.Quote(first)} is neither a header that names x and y nor a "
                + "row x, y, z with an element; begin the file with a header such as x,y,z,element.");
            lines.PushBack(first);
            if (header is { X: 0, Z: 2 } && CountsRows(lines, separator))
            {
                header = header.BehindIndex();
                lines.Note("the first column counts the rows and is left out; x and y follow.", lines.LineNumber);
            }
        }

        yield return ReadRows(lines, header, separator, options);
    }

    private static StructureFrame ReadRows(
        LineReader lines, CsvHeader header, char separator, StructureReadOptions options)
    {
        bool decimalComma = separator != ',';
        var points = new TablePoints(lines, options, header.Unit);
        ChemicalElement? only = header.Species < 0 ? points.OnlyElement() : null;
        var columns = header.Others.ToDictionary(column => column, _ => new List<double>());
        while (lines.ReadFilledLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            string[] cells = CsvLine.Split(line, separator);
            double x = Coordinate(header.X, "x"), y = Coordinate(header.Y, "y");
            double z = header.Z < 0 ? 0 : Coordinate(header.Z, "z");
            points.Add(x, y, z, only ?? Element(Cell(header.Species, "the element")));
            foreach ((int column, List<double> values) in columns)
            {
                lines.Keep(2 * sizeof(double));
                string cell = column < cells.Length ? cells[column] : "";
                if (CsvLine.TryReal(cell, decimalComma, out double value) || cell.Length == 0)
                {
                    values.Add(cell.Length == 0 ? double.NaN : value);
                }
                else if (columns.Remove(column))
                {
                    lines.Note(
                        $"column {LineReader.Quote(header.NameOf(column))} holds words and is not kept.",
                        lines.LineNumber);
                }
            }

            ChemicalElement Element(string cell)
            {
                if (!header.HasAtomicNumbers)
                    return points.ElementOf(cell);
                double number = CsvLine.TryReal(cell, decimalComma, out double value) ? value : 0;
                return AseCell.ElementOf(lines, number, points.Count);
            }

            double Coordinate(int column, string what)
            {
                string cell = Cell(column, what);
                return CsvLine.TryReal(cell, decimalComma, out double value) && double.IsFinite(value)
                    ? value
                    : throw lines.Error($"{LineReader.Quote(cell)} is not a finite number, but {what} must be one.");
            }

            string Cell(int column, string what) => column < cells.Length
                ? cells[column]
                : throw lines.Error($"the line has {cells.Length} columns, but {what} is column {column + 1}.");
        }

        return points.Count > 0
            ? points.ToFrame([.. columns.Select(column => AtomColumn.Real(
                header.NameOf(column.Key), column.Value.ToArray()))])
            : throw lines.ErrorAt(0, "the table has a header, but no rows; it holds no structure.");
    }

    // 1, 2, 3, ... or 0, 1, 2, ... in the first rows; no crystal has its atoms so.
    private static bool CountsRows(LineReader lines, char separator)
    {
        string[] rows = [.. lines.PeekLines(IndexRows).Where(line => !string.IsNullOrWhiteSpace(line))];
        return rows.Length == IndexRows
            && rows.Index().All(row => LineFields.TryInteger(CsvLine.Split(row.Item, separator)[0], out long number)
                && number == row.Index + (rows[0].TrimStart().StartsWith('0') ? 0 : 1));
    }

    // Comments stand before the table, the last of them perhaps its header; spreadsheets may name their separator.
    private static string? FirstLine(LineReader lines)
    {
        while (lines.ReadFilledLine() is { } line)
        {
            bool isComment = line.StartsWith('#')
                && CsvHeader.Of(CsvLine.Split(line.TrimStart('#'), CsvLine.SeparatorOf(line) ?? ' ')) is null;
            if (!isComment && !line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
                return line;
        }

        return null;
    }
}
