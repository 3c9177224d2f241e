using System.Text;
using Arise.Files;

namespace Arise.Reporting.Figures;

/// <summary>
/// Panels in rows, written as SVG (text stays text) or PNG. The same figure gives the same bytes; those of a PNG may
/// change with the .NET release, whose compression they are.
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
    public const double DefaultPixelsPerInch = 200;

    internal const double TitleSize = 10;
    internal const double LabelSize = 9;
    internal const double TickSize = 8;

    private const double Border = 6;
    private const double HeadingSize = 11;

    /// <summary>The panels.</summary>
    public IReadOnlyList<Panel> Panels { get; } = panels;

    /// <summary>Panels per row.</summary>
    public int Columns { get; init; } = 2;

    /// <summary>Written above all panels; none when omitted.</summary>
    public string? Title { get; init; }

    /// <summary>Writes the figure in the format that the extension of the name says: .svg or .png.</summary>
    /// <exception cref="ArgumentException">The extension is another one.</exception>
    public void Write(string path)
    {
        bool isPng = path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
        if (!isPng && !path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"{path}: a figure is written as .svg or .png.");
        using var file = new ReplacingFile(path);
        if (isPng)
            WritePng(file.Stream);
        else
            WriteSvg(file.Stream);
        file.Commit();
    }

    /// <summary>Writes both: the path without extension, with .svg and with .png.</summary>
    public void WriteBoth(string pathWithoutExtension)
    {
        Write(pathWithoutExtension + ".svg");
        Write(pathWithoutExtension + ".png");
    }

    /// <summary>Writes SVG; the stream stays open.</summary>
    public void WriteSvg(Stream stream)
    {
        Layout layout = Arrange();
        var canvas = new SvgCanvas(layout.Width, layout.Height);
        Draw(canvas, layout);
        stream.Write(Encoding.UTF8.GetBytes(canvas.ToString()));
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

    // Plots of one column share their left edge, plots of one row their upper edge.
    private Layout Arrange()
    {
        if (Panels.Count == 0 || Columns < 1)
            throw new InvalidOperationException("A figure needs a panel and a column.");
        PanelLayout[] layouts = [.. Panels.Select(panel => new PanelLayout(panel))];
        var places = new List<(PanelLayout, Point)>();
        int columns = Math.Min(Columns, layouts.Length);
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
