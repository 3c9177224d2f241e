namespace Arise.Reporting.Figures;

/// <summary>What stands beside a panel to explain it: the colors of numbers, the names of categories.</summary>
/// <param name="Colors">The bar of colors; none when null.</param>
/// <param name="Legend">The lines of the legend.</param>
internal readonly record struct PanelKeys(ColorRange? Colors, LegendEntry[] Legend)
{
    /// <summary>
    /// Of every panel: a range of colors, and names that several panels have, stand once, at the last panel of the
    /// first row in which one has them.
    /// </summary>
    public static PanelKeys[] Of(IReadOnlyList<Panel> panels, int columns)
    {
        ColorRange?[] colors = [.. panels.Select(
            panel => panel.Marks.Select(mark => mark.Colors).FirstOrDefault(range => range is not null))];
        LegendEntry[][] legends = [.. panels.Select(
            panel => panel.ShowLegend ? panel.Marks.SelectMany(mark => mark.Legend).ToArray() : [])];
        var keys = new PanelKeys[panels.Count];
        for (int k = 0; k < keys.Length; k++)
            keys[k] = new PanelKeys(null, []);
        foreach (ColorRange range in colors.Where(range => range is not null).Select(range => range!.Value).Distinct())
        {
            int place = Place(k => colors[k] == range);
            keys[place] = keys[place] with { Colors = range };
        }

        var isDone = new bool[panels.Count];
        for (int first = 0; first < panels.Count; first++)
        {
            if (isDone[first] || legends[first].Length == 0)
                continue;
            HashSet<string> names = [.. legends[first].Select(entry => entry.Name)];
            int[] alike = [.. Enumerable.Range(first, panels.Count - first).Where(
                k => !isDone[k] && legends[k].Any(entry => names.Contains(entry.Name)))];
            foreach (int k in alike)
                isDone[k] = true;
            int place = Place(k => alike.Contains(k));
            keys[place] = keys[place] with
            {
                Legend = [.. keys[place].Legend, .. alike.SelectMany(k => legends[k]).DistinctBy(entry => entry.Name)],
            };
        }

        return keys;

        int Place(Func<int, bool> has)
        {
            int first = Enumerable.Range(0, panels.Count).First(has);
            return Enumerable.Range(0, panels.Count).Last(k => k / columns == first / columns && has(k));
        }
    }
}
