namespace Arise.Reporting.Figures;

/// <summary>
/// Parallel stripes over areas, as polygons: those of neighboring areas meet, because all are counted from one point.
/// </summary>
/// <param name="Hatch">Their direction.</param>
/// <param name="Spacing">From one stripe to the next, along x or y, points.</param>
/// <param name="Share">Share of the area that is covered.</param>
internal readonly record struct Stripes(Hatch Hatch, double Spacing, double Share)
{
    /// <summary>Draws the stripes in an area.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="area">The area.</param>
    /// <param name="origin">A point on the edge of a stripe.</param>
    /// <param name="color">Their color.</param>
    public void Draw(Canvas canvas, Area area, Point origin, Color color)
    {
        if (Hatch == Hatch.None)
            return;
        (double dx, double dy) = Hatch switch
        {
            Hatch.Rising => (1.0, 1.0),
            Hatch.Falling => (1.0, -1.0),
            _ => (0.0, 1.0),
        };
        double spacing = Spacing;
        double Phase(Point p) => (((p.X - origin.X) * dx) + ((p.Y - origin.Y) * dy)) / spacing;
        Point[] corners =
        [
            new(area.X, area.Y), new(area.Right, area.Y), new(area.Right, area.Bottom), new(area.X, area.Bottom),
        ];
        for (double n = Math.Floor(corners.Min(Phase)); n < corners.Max(Phase); n++)
        {
            double low = n, high = n + Share;
            Point[] stripe = Cut(Cut(corners, p => Phase(p) - low), p => high - Phase(p));
            if (stripe.Length > 2)
                canvas.Polygon(stripe, color);
        }
    }

    // The part of a convex polygon where a linear function is not negative.
    private static Point[] Cut(Point[] polygon, Func<Point, double> side)
    {
        var kept = new List<Point>();
        for (int k = 0; k < polygon.Length; k++)
        {
            (Point from, Point to) = (polygon[k], polygon[(k + 1) % polygon.Length]);
            (double a, double b) = (side(from), side(to));
            if (a >= 0)
                kept.Add(from);
            if (a > 0 && b < 0 || a < 0 && b > 0)
            {
                double t = a / (a - b);
                kept.Add(new Point(from.X + (t * (to.X - from.X)), from.Y + (t * (to.Y - from.Y))));
            }
        }

        return [.. kept];
    }
}
