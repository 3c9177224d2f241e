using System.Globalization;
using System.Security;
using System.Text;

namespace Arise.Reporting.Figures;

/// <summary>Draws as SVG 1.1; text stays text.</summary>
internal sealed class SvgCanvas : Canvas
{
    private const double MillimetersPerPoint = 25.4 / 72;

    private readonly StringBuilder _svg = new();
    private int _clips;

    public SvgCanvas(double width, double height)
    {
        Line($"""<svg xmlns="http://www.w3.org/2000/svg" """
            + $"""width="{N(width * MillimetersPerPoint)}mm" height="{N(height * MillimetersPerPoint)}mm" """
            + $"""viewBox="0 0 {N(width)} {N(height)}" """
            + """font-family="Helvetica, Arial, 'Liberation Sans', sans-serif" fill="#000000">""");
        Rectangle(new Area(0, 0, width, height), Color.White);
    }

    /// <summary>The complete document.</summary>
    public override string ToString() => _svg + "</svg>\n";

    public override void Rectangle(Area area, Color fill) => Line(
        $"""<rect x="{N(area.X)}" y="{N(area.Y)}" width="{N(area.Width)}" height="{N(area.Height)}" """
        + $"""fill="{fill.Hex}"/>""");

    public override void Polyline(IReadOnlyList<Point> points, Color color, double width, double dash = 0) => Line(
        $"""<polyline points="{Points(points)}" fill="none" stroke="{color.Hex}" stroke-width="{N(width)}" """
        + """stroke-linecap="round" stroke-linejoin="round" """
        + (dash > 0 ? $"""stroke-dasharray="{N(dash)}"/>""" : "/>"));

    public override void Polygon(IReadOnlyList<Point> points, Color fill, double opacity = 1) => Line(
        $"""<polygon points="{Points(points)}" fill="{fill.Hex}" """
        + (opacity < 1 ? $"""fill-opacity="{N(opacity)}"/>""" : "/>"));

    public override void Disc(Point center, double radius, Color fill) => Line(
        $"""<circle cx="{N(center.X)}" cy="{N(center.Y)}" r="{N(radius)}" fill="{fill.Hex}"/>""");

    public override void Text(
        string text, Point at, double size, Anchor anchor = Anchor.Start, double angle = 0, bool halo = false)
    {
        string place = angle == 0
            ? $"""x="{N(at.X)}" y="{N(at.Y)}" """
            : $"""transform="translate({N(at.X)} {N(at.Y)}) rotate({N(-angle)})" """;
        string align = anchor == Anchor.Start ? "" : $"text-anchor=\"{anchor.ToString().ToLowerInvariant()}\" ";
        string edge = halo ? """stroke="#ffffff" stroke-width="2" paint-order="stroke" """ : "";
        string shown = SecurityElement.Escape(StrokeFont.Shown(text));
        Line($"""<text {place}{align}{edge}font-size="{N(size)}">{shown}</text>""");
    }

    // Rectangles of one color in one path; without smoothing no white lines show between them.
    public override void Image(Area area, PixelImage image)
    {
        var paths = new Dictionary<Color, StringBuilder>();
        image.ForEachRectangle(area, (part, color) =>
        {
            if (!paths.TryGetValue(color, out StringBuilder? path))
                paths.Add(color, path = new StringBuilder());
            path.Append(CultureInfo.InvariantCulture, $"M{N(part.X)} {N(part.Y)}h{N(part.Width)}v{N(part.Height)}")
                .Append(CultureInfo.InvariantCulture, $"h{N(-part.Width)}z");
        });
        Line("""<g shape-rendering="crispEdges">""");
        foreach ((Color color, StringBuilder path) in paths)
            Line($"""<path d="{path}" fill="{color.Hex}"/>""");
        Line("</g>");
    }

    public override void Clip(Area area)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"clip{++_clips}");
        Line($"""<clipPath id="{name}"><rect x="{N(area.X)}" y="{N(area.Y)}" width="{N(area.Width)}" """
            + $"""height="{N(area.Height)}"/></clipPath>""");
        Line($"""<g clip-path="url(#{name})">""");
    }

    public override void EndClip() => Line("</g>");

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Points(IReadOnlyList<Point> points) =>
        string.Join(' ', points.Select(p => $"{N(p.X)},{N(p.Y)}"));

    private void Line(string element) => _svg.Append(element).Append('\n');
}
