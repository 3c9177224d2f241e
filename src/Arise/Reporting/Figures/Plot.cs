namespace Arise.Reporting.Figures;

/// <summary>Where a panel lies on the page and which values its edges stand for.</summary>
internal sealed record Plot(Area Area, AxisScale X, AxisScale Y)
{
    public Point At(double x, double y) =>
        new(Area.X + (X.Share(x) * Area.Width), Area.Bottom - (Y.Share(y) * Area.Height));

    /// <summary>Whether the axes hold a pair of values.</summary>
    public bool Holds(double x, double y) =>
        X.Share(x) is >= -1e-9 and <= 1 + 1e-9 && Y.Share(y) is >= -1e-9 and <= 1 + 1e-9;

    /// <summary>The rectangle between two pairs of values, whichever way the axes run.</summary>
    public Area Between(double x0, double y0, double x1, double y1)
    {
        (Point p, Point q) = (At(x0, y0), At(x1, y1));
        return new Area(
            Math.Min(p.X, q.X), Math.Min(p.Y, q.Y), Math.Abs(p.X - q.X), Math.Abs(p.Y - q.Y));
    }
}
