namespace Arise.Reporting.Figures;

/// <summary>What a figure is drawn on, in points; later things cover earlier ones.</summary>
internal abstract class Canvas
{
    private const int RingSides = 24;

    /// <summary>A filled rectangle.</summary>
    public abstract void Rectangle(Area area, Color fill);

    /// <summary>Connected lines with round ends; <paramref name="dash"/> is the length of dash and gap.</summary>
    public abstract void Polyline(IReadOnlyList<Point> points, Color color, double width, double dash = 0);

    /// <summary>A filled polygon; <paramref name="opacity"/> from 0 to 1.</summary>
    public abstract void Polygon(IReadOnlyList<Point> points, Color fill, double opacity = 1);

    /// <summary>A filled circle.</summary>
    public abstract void Disc(Point center, double radius, Color fill);

    /// <summary>A point of some shape, as large as a disc of this radius.</summary>
    public void Marker(MarkerShape shape, Point center, double radius, Color color)
    {
        (double x, double y) = (center.X, center.Y);
        double half = 0.8 * radius;
        switch (shape)
        {
            case MarkerShape.Cross:
                Polyline([new(x - half, y - half), new(x + half, y + half)], color, 0.5 * radius);
                Polyline([new(x - half, y + half), new(x + half, y - half)], color, 0.5 * radius);
                break;
            case MarkerShape.Ring:
                Polyline(
                    [.. Enumerable.Range(0, RingSides + 1).Select(k => Math.SinCos(2 * Math.PI * k / RingSides))
                        .Select(turn => new Point(x + (radius * turn.Cos), y + (radius * turn.Sin)))],
                    color,
                    0.35 * radius);
                break;
            case MarkerShape.Triangle:
                Polygon([new(x - radius, y - half), new(x + radius, y - half), new(x, y + radius)], color);
                break;
            default:
                Disc(center, radius, color);
                break;
        }
    }

    /// <summary>One line of text whose baseline starts, has its middle or ends at a point.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where, on the baseline.</param>
    /// <param name="size">Font size.</param>
    /// <param name="anchor">What stands at that point.</param>
    /// <param name="angle">Degrees by which the text is turned anticlockwise about that point.</param>
    /// <param name="halo">A white edge around the letters, for text over colors.</param>
    public abstract void Text(
        string text, Point at, double size, Anchor anchor = Anchor.Start, double angle = 0, bool halo = false);

    /// <summary>An image that fills an area, its pixels as rectangles.</summary>
    public abstract void Image(Area area, PixelImage image);

    /// <summary>Until <see cref="EndClip"/> nothing is drawn outside an area.</summary>
    public abstract void Clip(Area area);

    /// <summary>Ends the clipping.</summary>
    public abstract void EndClip();
}
