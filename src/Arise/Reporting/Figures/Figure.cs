using System.Text;
using Arise.Files;

namespace Arise.Reporting.Figures;

/// <summary>
/// Panels in rows, written as SVG or PDF (text stays text) or PNG. It is at most 180 mm wide, the width of a page of a
/// journal, with letters of 7 to 9 points at that size: panels shrink where there are many. Panels with one range of
/// colors share one bar, those with the same names one legend, at the right end of the first row that has them. The
/// same figure gives the same bytes; those of PNG and PDF may change with the .NET release, whose compression they are.
/// </summary>
/// <example>
/// <code>
/// var cells = new Cells(columns, rows, x0, stride, y0, stride);
/// new Figure(
///     new Panel(new Axis("x / Å"), new Axis("y / Å"), new CategoryMap(cells, classes, names)) { EqualAspect = true },
///     new Panel(new Axis("x / Å"), new Axis("y / Å"), new HeatMap(cells, information, "mutual information / bit"))
///     {
///         EqualAspect = true,
///     })
///     .Write("map.svg");
/// </code>
/// </example>
/// <param name="panels">Left to right, then down.</param>
internal sealed class Figure(params IReadOnlyList<Panel> panels)
{
    /// <summary>Resolution of PNG files unless another one is asked for.</summary>
    public const double DefaultPixelsPerInch = 300;

    internal const double TitleSize = 8;
    internal const double LabelSize = 8;
    internal const double TickSize = 7;

    private const double Border = 6;
    private const double HeadingSize = 9;

    // 180 mm in points.
    private const double WidestPage = 180 * 72 / 25.4;
    private const double LeastShrinking = 0.25;

    /// <summary>The panels.</summary>
    public IReadOnlyList<Panel> Panels { get; } = panels;

    /// <summary>Panels per row.</summary>
    public int Columns { get; init; } = 2;

    /// <summary>Written above all panels; none when omitted.</summary>
    public string? Title { get; init; }

    /// <summary>Writes the figure in the format that the extension of the name says: .svg, .png or .pdf.</summary>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    public void Write(string path, double pixelsPerInch = DefaultPixelsPerInch)
    {
        Action<Stream> write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => WriteSvg,
            ".png" => stream => WritePng(stream, pixelsPerInch),
            ".pdf" => WritePdf,
            _ => throw new ArgumentException($"{path}: a figure is written as .svg, .png or .pdf."),
        };
        using var file = new ReplacingFile(path);
        write(file.Stream);
        file.Commit();
    }

    /// <summary>Writes all formats: the path without extension, with .svg, .png and .pdf.</summary>
    public void WriteAll(string pathWithoutExtension, double pixelsPerInch = DefaultPixelsPerInch)
    {
        Write(pathWithoutExtension + ".svg");
        Write(pathWithoutExtension + ".png", pixelsPerInch);
        Write(pathWithoutExtension + ".pdf");
    }

    /// <summary>Writes SVG; the stream stays open.</summary>
    public void WriteSvg(Stream stream)
    {
        Layout layout = Arrange();
        var canvas = new SvgCanvas(layout.Width, layout.Height);
        Draw(canvas, layout);
        stream.Write(Encoding.UTF8.GetBytes(canvas.ToString()));
    }

    /// <summary>Writes PDF; the stream stays open.</summary>
    public void WritePdf(Stream stream)
    {
        Layout layout = Arrange();
        var canvas = new PdfCanvas(layout.Width, layout.Height);
        Draw(canvas, layout);
        canvas.Write(stream);
    }

    /// <summary>Writes PNG; the stream stays open.</summary>
    public void WritePng(Stream stream, double pixelsPerInch = DefaultPixelsPerInch)
    {
        Layout layout = Arrange();
        var canvas = new PixelCanvas(layout.Width, layout.Height, pixelsPerInch);
        Draw(canvas, layout);
        canvas.Pixels.WritePng(stream, pixelsPerInch);
    }

    private sealed record Layout(double Width, double Height, IReadOnlyList<(PanelLayout Panel, Point Corner)> Places);

    private Layout Arrange()
    {
        if (Panels.Count == 0 || Columns < 1)
            throw new InvalidOperationException("A figure needs a panel and a column.");
        int columns = Math.Min(Columns, Panels.Count);
        PanelKeys[] keys = PanelKeys.Of(Panels, columns);
        Layout layout = Arrange(columns, keys, 1);
        double factor = 1;

        // What does not shrink are the letters.
        for (int attempt = 0; attempt < 6 && layout.Width > WidestPage && factor > LeastShrinking; attempt++)
        {
            double plots = Math.Max(layout.Places.Take(columns).Sum(place => place.Panel.PlotWidth), 1);
            factor = Math.Max(LeastShrinking, factor * (1 - ((layout.Width - WidestPage + 0.5) / plots)));
            layout = Arrange(columns, keys, factor);
        }

        return layout;
    }

    // Plots of one column share their left edge, plots of one row their upper edge.
    private Layout Arrange(int columns, PanelKeys[] keys, double factor)
    {
        PanelLayout[] layouts = [.. Panels.Select((panel, k) => new PanelLayout(panel, keys[k], factor))];
        var places = new List<(PanelLayout, Point)>();
        double[] lefts = new double[columns], widths = new double[columns];
        for (int k = 0; k < layouts.Length; k++)
        {
            lefts[k % columns] = Math.Max(lefts[k % columns], layouts[k].Left);
            widths[k % columns] = Math.Max(widths[k % columns], layouts[k].PlotWidth + layouts[k].Right);
        }

        double y = Border + (Title is null ? 0 : HeadingSize + 8);
        foreach (PanelLayout[] row in layouts.Chunk(columns))
        {
            double top = row.Max(panel => panel.Top), x = Border;
            for (int column = 0; column < row.Length; column++)
            {
                places.Add((row[column], new Point(x + lefts[column], y + top)));
                x += lefts[column] + widths[column];
            }

            y += top + row.Max(panel => panel.PlotHeight + panel.Bottom) + 4;
        }

        double width = (2 * Border) + lefts.Sum() + widths.Sum();
        if (Title is not null)
            width = Math.Max(width, StrokeFont.Width(Title, HeadingSize) + (2 * Border));
        return new Layout(width, y + Border, places);
    }

    private void Draw(Canvas canvas, Layout layout)
    {
        if (Title is not null)
        {
            var at = new Point(layout.Width / 2, Border + HeadingSize);
            canvas.Text(Title, at, HeadingSize, Anchor.Middle);
        }

        foreach ((PanelLayout panel, Point corner) in layout.Places)
            panel.Draw(canvas, corner);
    }
}
