namespace Arise.Reporting.Figures;

/// <summary>Something drawn in a panel: a map, a line, points, bars, a note.</summary>
internal abstract record Mark
{
    /// <summary>Its name in the legend; none when omitted.</summary>
    public string? Name { get; init; }

    /// <summary>The range of its values.</summary>
    internal abstract Extent Extent { get; }

    /// <summary>What the legend shows for it.</summary>
    internal abstract IEnumerable<LegendEntry> Legend { get; }

    /// <summary>Colors that stand for numbers, explained by a bar beside the panel; usually none.</summary>
    internal virtual ColorRange? Colors => null;

    /// <summary>Draws it; nothing is seen outside the axes.</summary>
    internal abstract void Draw(Canvas canvas, Plot plot);

    /// <summary>Draws what may reach over the frame, as a point on it does.</summary>
    internal virtual void DrawPoints(Canvas canvas, Plot plot)
    {
    }
}

/// <summary>The rectangle that values fill.</summary>
internal readonly record struct Extent(double Left, double Right, double Bottom, double Top, bool Tight = false)
{
    /// <summary>A mark that does not widen the axes.</summary>
    public static Extent None { get; } = new(
        double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);

    public static Extent Of(IReadOnlyList<double> x, IReadOnlyList<double> y) => x.Count == 0 ? None : new(
        x.Where(double.IsFinite).DefaultIfEmpty(double.PositiveInfinity).Min(),
        x.Where(double.IsFinite).DefaultIfEmpty(double.NegativeInfinity).Max(),
        y.Where(double.IsFinite).DefaultIfEmpty(double.PositiveInfinity).Min(),
        y.Where(double.IsFinite).DefaultIfEmpty(double.NegativeInfinity).Max());

    public Extent With(Extent other) => new(
        Math.Min(Left, other.Left),
        Math.Max(Right, other.Right),
        Math.Min(Bottom, other.Bottom),
        Math.Max(Top, other.Top),
        Tight || other.Tight);
}

/// <summary>A line of a legend: a symbol drawn into a small area, and what it means.</summary>
internal readonly record struct LegendEntry(string Name, Action<Canvas, Area> Symbol);

/// <summary>Numbers that <see cref="SequentialColors"/> stand for.</summary>
internal readonly record struct ColorRange(string Title, double Low, double High)
{
    public Color Of(double value) => SequentialColors.At(High > Low ? (value - Low) / (High - Low) : 0);
}

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
