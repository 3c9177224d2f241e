namespace Arise.Reporting.Figures;

/// <summary>A category per cell as color and hatching, with a legend of the categories present.</summary>
/// <param name="Cells">The grid.</param>
/// <param name="Categories">[row, column], indices into <paramref name="Names"/>; negative cells are white.</param>
/// <param name="Names">What the legend calls the categories.</param>
internal sealed record CategoryMap(Cells Cells, IReadOnlyList<int> Categories, IReadOnlyList<string> Names) : Mark
{
    private const double HatchSpacing = 3.2;
    private const double HatchShare = 0.3;

    // Half of the area, in diagonals that rise to the right.
    private static readonly Stripes Both = new(Hatch.Rising, 5, 0.5);

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
                yield return new LegendEntry(Names[index], (canvas, area) => Sample(canvas, area, Style(index)));
            }

            if (Seconds?.Any(second => second >= 0) == true)
            {
                yield return new LegendEntry(
                    SecondsName, (canvas, area) => Both.Draw(canvas, area, new Point(area.X, area.Y), Color.Gray));
            }
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
        Cells.Draw(canvas, plot, cell => Categories[cell] is >= 0 and var c ? Style(c).Fill : Color.White);
        var origin = new Point(plot.Area.X, plot.Area.Y);

        // Cells of one look together: first category, then the second.
        int count = Names.Count + 1;
        int At(IReadOnlyList<int>? of, int cell) => of is null ? 0 : Math.Max(of[cell], -1) + 1;
        Cells.ForEachArea(plot, cell => (At(Seconds, cell) * count) + At(Categories, cell), (area, key) =>
        {
            (int first, int second) = ((key % count) - 1, (key / count) - 1);
            if (first >= 0)
                DrawHatch(canvas, area, origin, Style(first));
            if (second >= 0)
                Both.Draw(canvas, area, origin, Style(second).Fill);
        });
    }

    private bool IsPresent(int index) => Categories.Contains(index) || Seconds?.Contains(index) == true;

    internal static void Sample(Canvas canvas, Area area, CategoryStyle style)
    {
        canvas.Rectangle(area, style.Fill);
        DrawHatch(canvas, area, new Point(area.X, area.Y), style);
    }

    private static void DrawHatch(Canvas canvas, Area area, Point origin, CategoryStyle style) =>
        new Stripes(style.Hatch, HatchSpacing, HatchShare).Draw(canvas, area, origin, style.HatchColor);

    private CategoryStyle Style(int index) => Styles is { } styles ? styles[index] : CategoryStyle.Of(index);
}
