namespace Arise.Reporting.Figures;

/// <summary>Bars from zero: a histogram, or values of categories.</summary>
/// <param name="From">Where each bar begins along its axis.</param>
/// <param name="To">Where each bar ends along its axis.</param>
/// <param name="Heights">Values.</param>
internal sealed record Bars(IReadOnlyList<double> From, IReadOnlyList<double> To, IReadOnlyList<double> Heights) : Mark
{
    /// <summary>Color.</summary>
    public Color Color { get; init; } = CategoryStyle.Of(0).Fill;

    /// <summary>Whether the values run along x and the bars stand beside y.</summary>
    public bool Horizontal { get; init; }

    internal override Extent Extent
    {
        get
        {
            Extent along = Extent.Of([.. From, .. To], [.. Heights, .. Heights])
                .With(Heights.Count == 0 ? Extent.None : Extent.None with { Bottom = 0, Top = 0 });
            return Horizontal ? new Extent(along.Bottom, along.Top, along.Left, along.Right) : along;
        }
    }

    internal override IEnumerable<LegendEntry> Legend => Name is null
        ? []
        : [new LegendEntry(Name, (canvas, area) => canvas.Rectangle(area, Color))];

    /// <summary>
    /// Bars of categories 0, 1, 2, ...: <paramref name="group"/> of <paramref name="groups"/> that stand side by side.
    /// </summary>
    public static Bars OfCategories(IReadOnlyList<double> heights, int group = 0, int groups = 1)
    {
        double width = 0.8 / groups, first = -0.4 + (group * width);
        return new Bars(
            [.. heights.Select((_, k) => k + first)], [.. heights.Select((_, k) => k + first + width)], heights);
    }

    /// <summary>The histogram of values in equal bins; the last bin holds its upper edge too.</summary>
    /// <param name="values">Values; those outside are left out.</param>
    /// <param name="low">Lower edge of the first bin.</param>
    /// <param name="high">Upper edge of the last bin.</param>
    /// <param name="bins">Number of bins.</param>
    public static Bars Histogram(IEnumerable<double> values, double low, double high, int bins)
    {
        var counts = new double[bins];
        foreach (double value in values)
        {
            if (value >= low && value <= high)
                counts[Math.Min((int)((value - low) / (high - low) * bins), bins - 1)]++;
        }

        double width = (high - low) / bins;
        return new Bars(
            [.. counts.Select((_, k) => low + (k * width))],
            [.. counts.Select((_, k) => low + ((k + 1) * width))],
            counts);
    }

    internal override void Draw(Canvas canvas, Plot plot)
    {
        for (int k = 0; k < Heights.Count; k++)
        {
            if (!double.IsFinite(Heights[k]))
                continue;
            Area bar = Horizontal
                ? plot.Between(0, From[k], Heights[k], To[k])
                : plot.Between(From[k], 0, To[k], Heights[k]);
            canvas.Rectangle(bar, Color);
        }
    }
}
