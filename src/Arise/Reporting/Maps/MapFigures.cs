using System.Collections.Immutable;
using Arise.Mapping;
using Arise.Reporting.Figures;

namespace Arise.Reporting.Maps;

/// <summary>
/// The figures of a map, each as SVG, PNG and PDF: <c>classes</c> (gray where a box is none of them, striped at
/// boundaries of two), <c>mutual_information</c> and beside it the predictive entropy (gray where a box is none: no
/// information about a class it has not), <c>probabilities</c> (one panel per class present, the seven most
/// frequent). Of a bulk sample the middle layers at right angles to z, y and x are drawn; of a rod, the values along
/// it, <c>profile</c>.
/// </summary>
internal static class MapFigures
{
    private const int MostClasses = 7;
    private const double PlaneWidth = 260;

    /// <summary>Writes the figures into a folder.</summary>
    public static void Write(CrystalMap map, string folder, FigureSettings settings)
    {
        ImmutableArray<int> present = map.ClassesPresent();
        bool hasNone = Enumerable.Range(0, map.Rows).Any(row => map.ClassOf(row) == CrystalMap.None);
        if (present.Length == 0 && !hasNone)
            return;
        int[] shown = [.. present.Take(MostClasses)];
        if (Enumerable.Range(0, 3).Count(axis => map.Grid[axis].Count == 1) >= 2)
        {
            AlongRod(map, shown, hasNone).WriteAll(Path.Combine(folder, "profile"), settings.PixelsPerInch);
            return;
        }

        IReadOnlyList<MapPlane> planes = MapPlane.Of(map);
        Classes(map, planes, present).WriteAll(Path.Combine(folder, "classes"), settings.PixelsPerInch);
        new Figure([.. Bits(map.MutualInformation, "mutual information"),
            .. Bits(map.PredictiveEntropy, "predictive entropy")])
        {
            Columns = planes.Count == 1 ? 2 : planes.Count,
        }.WriteAll(Path.Combine(folder, "mutual_information"), settings.PixelsPerInch);
        if (shown.Length == 0)
            return;
        new Figure([.. shown.Select(c => Heat(planes[0], map.ProbabilityOf(c), "probability", 1, map.NameOf(c)))])
        {
            Title = planes[0].Place,
        }.WriteAll(Path.Combine(folder, "probabilities"), settings.PixelsPerInch);

        IEnumerable<Panel> Bits(ImmutableArray<float> rows, string title)
        {
            ImmutableArray<float> values = [.. map.Spread(rows).Zip(
                map.Classes(), (value, c) => c == CrystalMap.None ? float.NaN : value)];
            double most = settings.InformationMaximum
                ?? Math.Max(values.Where(float.IsFinite).DefaultIfEmpty(1).Max(), 1e-3);
            return [.. planes.Select(plane => Heat(plane, values, $"{title} / bit", most, plane.Place))];
        }
    }

    // The first classes of the boxes, by frequency, then those that are only the second ones at a boundary.
    private static Figure Classes(CrystalMap map, IReadOnlyList<MapPlane> planes, ImmutableArray<int> present)
    {
        ImmutableArray<int> first = map.Classes(), second = map.SecondClasses();
        int[] shown = [.. present, .. second.Where(c => c >= 0).Distinct().Except(present).Order()];
        var rank = shown.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        rank[CrystalMap.None] = shown.Length;
        ImmutableArray<int> categories = [.. first.Select(c => rank.GetValueOrDefault(c, -1))];
        ImmutableArray<int> seconds = [.. second.Select(c => rank.GetValueOrDefault(c, -1))];
        string[] names = [.. shown.Select(map.NameOf), ClassStyles.NoneName];
        CategoryStyle[] styles = [.. ClassStyles.Of([.. shown.Select(c => map.ClassLabels[c])]), ClassStyles.None];
        return new Figure([.. planes.Select(plane => Frame(
            plane,
            new CategoryMap(plane.Cells, plane.Of(categories.AsSpan()), names)
            {
                Styles = styles,
                Seconds = plane.Of(seconds.AsSpan()),
                SecondsName = "boundary of two",
            },
            plane.Place))])
        {
            Columns = planes.Count,
        };
    }

    private static Panel Heat(
        MapPlane plane, ImmutableArray<float> values, string title, double most, string? above) => Frame(
        plane,
        new HeatMap(plane.Cells, [.. plane.Of(values.AsSpan()).Select(value => (double)value)], title)
        {
            Minimum = 0,
            Maximum = most,
        },
        above);

    private static Panel Frame(MapPlane plane, Mark mark, string? title) => new(plane.X, plane.Y, mark)
    {
        Title = title,
        EqualAspect = true,
        Width = PlaneWidth,
        Height = PlaneWidth,
    };

    private static Figure AlongRod(CrystalMap map, int[] shown, bool hasNone)
    {
        int axis = Enumerable.Range(0, 3).MaxBy(a => map.Grid[a].Count);
        double[] along = [.. Enumerable.Range(0, map.Grid[axis].Count).Select(map.Grid[axis].Center)];
        List<Mark> probabilities = [.. shown.Select(c => new Series(along, Doubles(map.ProbabilityOf(c)))
        {
            Name = map.NameOf(c),
            Color = ClassStyles.ColorOf(map.ClassLabels[c]),
        })];
        if (hasNone)
        {
            double[] none = [.. map.Classes().Select(c => c == CrystalMap.None ? 1 : 0)];
            probabilities.Add(new Series(along, none)
            {
                Name = ClassStyles.NoneName,
                Color = ClassStyles.None.Fill,
                Width = 2,
            });
        }

        var position = new Axis($"{"xyz"[axis]} / {map.Plan.Structure.LengthUnit.Symbol}");
        return new Figure(
            new Panel(position, new Axis("probability") { Minimum = 0, Maximum = 1 }, probabilities),
            Bits(map.MutualInformation, "mutual information"),
            Bits(map.PredictiveEntropy, "predictive entropy"))
        {
            Columns = 1,
        };

        Panel Bits(ImmutableArray<float> rows, string title) => new(
            position, new Axis($"{title} / bit") { Minimum = 0 }, new Series(along, Doubles(map.Spread(rows))));

        static double[] Doubles(ImmutableArray<float> values) => [.. values.Select(value => (double)value)];
    }
}
