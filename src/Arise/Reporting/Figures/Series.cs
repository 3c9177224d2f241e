namespace Arise.Reporting.Figures;

/// <summary>Values along a line, with optional markers and error bars. Not-a-number interrupts the line.</summary>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates.</param>
internal sealed record Series(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Mark
{
    private const double MarkerRadius = 2.2;
    private const double Cap = 2;

    /// <summary>Color of line, markers and error bars.</summary>
    public Color Color { get; init; } = Color.Black;

    /// <summary>Width of the line, points; 0 for none.</summary>
    public double Width { get; init; } = 1.2;

    /// <summary>Length of dashes, points; 0 for a continuous line.</summary>
    public double Dash { get; init; }

    /// <summary>Whether points are marked.</summary>
    public bool Markers { get; init; }

    /// <summary>Whether the line has a white edge, for lines over maps.</summary>
    public bool Halo { get; init; }

    /// <summary>Half lengths of the error bars, or lower and upper ones; none when omitted.</summary>
    public IReadOnlyList<(double Below, double Above)>? Errors { get; init; }

    /// <summary>Whether the axes are made to hold it; a line that only guides the eye should not widen them.</summary>
    public bool WidensAxes { get; init; } = true;

    internal override Extent Extent
    {
        get
        {
            if (!WidensAxes)
                return Extent.None;
            Extent extent = Extent.Of(X, Y);
            return Errors is { } errors
                ? extent
                    .With(Extent.Of(X, [.. Y.Select((y, k) => y - errors[k].Below)]))
                    .With(Extent.Of(X, [.. Y.Select((y, k) => y + errors[k].Above)]))
                : extent;
        }
    }

    internal override IEnumerable<LegendEntry> Legend => Name is null ? [] : [new LegendEntry(Name, (canvas, area) =>
    {
        double middle = area.Y + (area.Height / 2);
        if (Width > 0)
            canvas.Polyline([new Point(area.X, middle), new Point(area.Right, middle)], Color, Width, Dash);
        if (Markers)
            canvas.Disc(new Point(area.X + (area.Width / 2), middle), MarkerRadius, Color);
    })];

    internal override void Draw(Canvas canvas, Plot plot)
    {
        if (X.Count != Y.Count || (Errors is not null && Errors.Count != Y.Count))
            throw new ArgumentException($"A series of {X.Count} abscissae and {Y.Count} ordinates.");
        var line = new List<Point>();
        for (int k = 0; k <= X.Count && Width > 0; k++)
        {
            if (k < X.Count && double.IsFinite(X[k]) && double.IsFinite(Y[k]))
            {
                line.Add(plot.At(X[k], Y[k]));
                continue;
            }

            if (line.Count > 1 && Halo)
                canvas.Polyline(line, Color.White, Width + 1.6);
            if (line.Count > 1)
                canvas.Polyline(line, Color, Width, Dash);
            line = [];
        }

        for (int k = 0; Errors is { } errors && k < X.Count; k++)
        {
            if (double.IsFinite(X[k]) && double.IsFinite(Y[k]) && errors[k] is not (0, 0))
                DrawError(canvas, plot.At(X[k], Y[k] - errors[k].Below), plot.At(X[k], Y[k] + errors[k].Above));
        }
    }

    internal override void DrawPoints(Canvas canvas, Plot plot)
    {
        for (int k = 0; Markers && k < X.Count; k++)
        {
            if (plot.Holds(X[k], Y[k]))
                canvas.Disc(plot.At(X[k], Y[k]), MarkerRadius, Color);
        }
    }

    private void DrawError(Canvas canvas, Point low, Point high)
    {
        canvas.Polyline([low, high], Color, 0.7);
        canvas.Polyline([low with { X = low.X - Cap }, low with { X = low.X + Cap }], Color, 0.7);
        canvas.Polyline([high with { X = high.X - Cap }, high with { X = high.X + Cap }], Color, 0.7);
    }
}
