namespace Arise.Reporting.Figures;

/// <summary>A number per cell as a color (<see cref="SequentialColors"/>); not-a-number is light gray.</summary>
/// <param name="Cells">The grid.</param>
/// <param name="Values">[row, column].</param>
/// <param name="Title">What the colors count, with its unit; written along the color bar.</param>
internal sealed record HeatMap(Cells Cells, IReadOnlyList<double> Values, string Title) : Mark
{
    /// <summary>Value of the darkest color; from the data when omitted.</summary>
    public double? Minimum { get; init; }

    /// <summary>Value of the lightest color; from the data when omitted.</summary>
    public double? Maximum { get; init; }

    internal override Extent Extent => Cells.Extent;

    internal override IEnumerable<LegendEntry> Legend => [];

    internal override ColorRange? Colors
    {
        get
        {
            double low = Minimum ?? Values.Where(double.IsFinite).DefaultIfEmpty(0).Min();
            double high = Maximum ?? Values.Where(double.IsFinite).DefaultIfEmpty(1).Max();
            return new ColorRange(Title, low, high > low ? high : low + 1);
        }
    }

    internal override void Draw(Canvas canvas, Plot plot)
    {
        Cells.Require(Values.Count);
        ColorRange colors = Colors!.Value;
        Cells.Draw(canvas, plot, cell => colors.Of(Values[cell]));
    }
}
