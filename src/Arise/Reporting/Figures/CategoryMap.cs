namespace Arise.Reporting.Figures;

/// <summary>A category per cell as color and hatching, with a legend of the categories present.</summary>
/// <param name="Cells">The grid.</param>
/// <param name="Categories">[row, column], indices into <paramref name="Names"/>; negative cells are white.</param>
/// <param name="Names">What the legend calls the categories.</param>
internal sealed record CategoryMap(Cells Cells, IReadOnlyList<int> Categories, IReadOnlyList<string> Names) : Mark
{
    private const double HatchSpacing = 3.2;
    private const double StripeSpacing = 5;
    private const int MostPixels = 1200;

    /// <summary>Looks, one per name; <see cref="CategoryStyle.Of"/> in order when omitted.</summary>
    public IReadOnlyList<CategoryStyle>? Styles { get; init; }

    /// <summary>
    /// A second category of cells that have two, [row, column], drawn as stripes over the first; negative in all
    /// others.
    /// </summary>
    public IReadOnlyList<int>? Seconds { get; init; }

    /// <summary>What the legend calls cells of two categories.</summary>
    public string SecondsName { get; init; } = "two of these";

    internal override Extent Extent => Cells.Extent;

    internal override IEnumerable<LegendEntry> Legend
    {
        get
        {
            foreach (int index in Enumerable.Range(0, Names.Count).Where(IsPresent))
            {
                yield return new LegendEntry(
                    Names[index], (canvas, area) => canvas.Image(area, Sample(Style(index), area)));
            }

            if (Seconds?.Any(second => second >= 0) == true)
                yield return new LegendEntry(SecondsName, (canvas, area) => canvas.Image(area, Stripes(area)));
        }
    }

    /// <summary>
    /// The categories of a list of names renumbered so that the most frequent comes first: the first seven, plain
    /// colors then go where they are seen most.
    /// </summary>
    /// <returns>The map and, for each new index, the old one.</returns>
    public static (CategoryMap Map, IReadOnlyList<int> Order) ByFrequency(
        Cells cells, IReadOnlyList<int> categories, IReadOnlyList<string> names)
    {
        int[] order = [.. categories.Where(c => c >= 0).GroupBy(c => c)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key)
            .Select(group => group.Key)];
        var rank = order.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        int[] renumbered = [.. categories.Select(c => c < 0 ? -1 : rank[c])];
        return (new CategoryMap(cells, renumbered, [.. order.Select(c => names[c])]), order);
    }

    internal override void Draw(Canvas canvas, Plot plot)
    {
        Cells.Require(Categories.Count);
        bool hatched = Enumerable.Range(0, Names.Count)
            .Any(index => Style(index).Hatch != Hatch.None && IsPresent(index));
        hatched |= Seconds?.Any(second => second >= 0) == true;
        int fine = hatched ? Math.Max(1, MostPixels / Math.Max(Cells.Columns, Cells.Rows)) : 1;
        Cells.Draw(canvas, plot, fine, (cell, x, y) =>
        {
            int category = Categories[cell];
            if (Seconds is { } seconds && seconds[cell] >= 0 && IsStripe(x, y))
                category = seconds[cell];
            return category < 0 ? Color.White : At(Style(category), x, y);
        });
    }

    private bool IsPresent(int index) => Categories.Contains(index) || Seconds?.Contains(index) == true;

    // Half of the area, in diagonals that rise to the right.
    private static bool IsStripe(double x, double y) =>
        (x + y) / StripeSpacing is var phase && phase - Math.Floor(phase) < 0.5;

    private static PixelImage Stripes(Area area) =>
        Image(area, (x, y) => IsStripe(x, y) ? Color.Gray : Color.White);

    internal static PixelImage Sample(CategoryStyle style, Area area) => Image(area, (x, y) => At(style, x, y));

    private static PixelImage Image(Area area, Func<double, double, Color> color)
    {
        const int fine = 4;
        var image = new PixelImage((int)(area.Width * fine), (int)(area.Height * fine));
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++)
                image[x, y] = color((double)x / fine, (double)y / fine);
        }

        return image;
    }

    private static Color At(CategoryStyle style, double x, double y) =>
        style.IsHatched(x / HatchSpacing, y / HatchSpacing) ? style.HatchColor : style.Fill;

    private CategoryStyle Style(int index) => Styles is { } styles ? styles[index] : CategoryStyle.Of(index);
}
