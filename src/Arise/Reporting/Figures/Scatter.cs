namespace Arise.Reporting.Figures;

/// <summary>Points colored by category or by a number.</summary>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates.</param>
internal sealed record Scatter(IReadOnlyList<double> X, IReadOnlyList<double> Y) : Mark
{
    /// <summary>
    /// Category of each point, an index into <see cref="CategoryNames"/>; negative ones are
    /// <see cref="Uncategorized"/>.
    /// </summary>
    public IReadOnlyList<int>? Categories { get; init; }

    /// <summary>What the legend calls the categories.</summary>
    public IReadOnlyList<string> CategoryNames { get; init; } = [];

    /// <summary>Colors of the categories; <see cref="CategoryStyle.Of"/> in order when omitted.</summary>
    public IReadOnlyList<Color>? CategoryColors { get; init; }

    /// <summary>Color of points without a category.</summary>
    public Color Uncategorized { get; init; } = Color.Missing;

    /// <summary>Number of each point, shown as a color.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>What <see cref="Values"/> count, with the unit.</summary>
    public string ValueTitle { get; init; } = "";

    /// <summary>Lowest of <see cref="Values"/> in color; from the data when omitted.</summary>
    public double? Minimum { get; init; }

    /// <summary>Highest of <see cref="Values"/> in color; from the data when omitted.</summary>
    public double? Maximum { get; init; }

    /// <summary>Radius of the points, in points.</summary>
    public double Radius { get; init; } = 1.5;

    /// <summary>What the points look like.</summary>
    public MarkerShape Shape { get; init; }

    /// <summary>Color where neither categories nor values are given.</summary>
    public Color Color { get; init; } = CategoryStyle.Of(0).Fill;

    internal override Extent Extent => Extent.Of(X, Y);

    internal override IEnumerable<LegendEntry> Legend => Categories is { } categories
        ? Enumerable.Range(0, CategoryNames.Count)
            .Where(index => categories.Contains(index))
            .Select(index => Entry(CategoryNames[index], CategoryColor(index)))
        : Name is null ? [] : [Entry(Name, Color)];

    internal override ColorRange? Colors => Values is null ? null : new ColorRange(
        ValueTitle,
        Minimum ?? Values.Where(double.IsFinite).DefaultIfEmpty(0).Min(),
        Maximum ?? Values.Where(double.IsFinite).DefaultIfEmpty(1).Max());

    internal override void Draw(Canvas canvas, Plot plot)
    {
        // Points are drawn over the frame.
    }

    internal override void DrawPoints(Canvas canvas, Plot plot)
    {
        if (X.Count != Y.Count || (Categories?.Count ?? X.Count) != X.Count || (Values?.Count ?? X.Count) != X.Count)
            throw new ArgumentException($"A scatter of {X.Count} abscissae and {Y.Count} ordinates.");
        ColorRange? colors = Colors;
        // Outliers first, so that they do not hide the others.
        foreach (int k in Enumerable.Range(0, X.Count).OrderBy(k => Categories is { } c && c[k] >= 0 ? 1 : 0))
        {
            Color color = Categories is { } categories
                ? categories[k] < 0 ? Uncategorized : CategoryColor(categories[k])
                : colors?.Of(Values![k]) ?? Color;
            if (plot.Holds(X[k], Y[k]))
                canvas.Marker(Shape, plot.At(X[k], Y[k]), Radius, color);
        }
    }

    private Color CategoryColor(int index) => CategoryColors?[index] ?? CategoryStyle.Of(index).Fill;

    private LegendEntry Entry(string name, Color color) => new(name, (canvas, area) =>
        canvas.Marker(Shape, new Point(area.X + (area.Width / 2), area.Y + (area.Height / 2)), 3, color));
}
