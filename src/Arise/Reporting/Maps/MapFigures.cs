using System.Collections.Immutable;
using Arise.Mapping;
using Arise.Reporting.Figures;

namespace Arise.Reporting.Maps;

/// <summary>
/// The figures of a map, each as SVG and PNG: <c>classes</c> (most probable class), <c>mutual_information</c>,
/// <c>probabilities</c> (one panel per class present, the seven most frequent). Of a bulk sample the middle layers at
/// right angles to z, y and x are drawn; of a rod, the values along it, <c>profile</c>.
/// </summary>
internal static class MapFigures
{
    private const int MostClasses = 7;
    private const double PlaneWidth = 260;

    /// <summary>Writes the figures into a folder.</summary>
    public static void Write(CrystalMap map, string folder)
    {
        ImmutableArray<int> present = map.ClassesPresent();
        if (present.Length == 0)
            return;
        int[] shown = [.. present.Take(MostClasses)];
        if (Enumerable.Range(0, 3).Count(axis => map.Grid[axis].Count == 1) >= 2)
        {
            AlongRod(map, shown).WriteBoth(Path.Combine(folder, "profile"));
            return;
        }

        IReadOnlyList<MapPlane> planes = MapPlane.Of(map);
        Classes(map, planes, present).WriteBoth(Path.Combine(folder, "classes"));
        ImmutableArray<float> information = map.Spread(map.MutualInformation);
        double most = Math.Max(information.Where(float.IsFinite).DefaultIfEmpty(1).Max(), 1e-3);
        new Figure([.. planes.Select(plane => Heat(plane, information, "mutual information / bit", most, plane.Place))])
            .WriteBoth(Path.Combine(folder, "mutual_information"));
        new Figure([.. shown.Select(c => Heat(planes[0], map.ProbabilityOf(c), "probability", 1, map.NameOf(c)))])
        {
            Title = planes[0].Place,
        }.WriteBoth(Path.Combine(folder, "probabilities"));
    }

    // The same class has the same color in every plane: numbers follow the frequency in the whole map.
    private static Figure Classes(CrystalMap map, IReadOnlyList<MapPlane> planes, ImmutableArray<int> present)
    {
        var rank = present.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        ImmutableArray<int> classes = [.. map.Classes().Select(c => c < 0 ? -1 : rank[c])];
        string[] names = [.. present.Select(map.NameOf)];
        return new Figure([.. planes.Select(plane =>
            Frame(plane, new CategoryMap(plane.Cells, plane.Of(classes.AsSpan()), names), plane.Place))]);
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

    private static Figure AlongRod(CrystalMap map, int[] shown)
    {
        int axis = Enumerable.Range(0, 3).MaxBy(a => map.Grid[a].Count);
        double[] along = [.. Enumerable.Range(0, map.Grid[axis].Count).Select(map.Grid[axis].Center)];
        Mark[] probabilities = [.. shown.Index().Select(pair => new Series(along, Doubles(map.ProbabilityOf(pair.Item)))
        {
            Name = map.NameOf(pair.Item),
            Color = CategoryStyle.Of(pair.Index).Fill,
        })];
        var position = new Axis($"{"xyz"[axis]} / {map.Plan.Structure.LengthUnit.Symbol}");
        return new Figure(
            new Panel(position, new Axis("probability") { Minimum = 0, Maximum = 1 }, probabilities),
            new Panel(
                position,
                new Axis("mutual information / bit") { Minimum = 0 },
                new Series(along, Doubles(map.Spread(map.MutualInformation)))))
        {
            Columns = 1,
        };

        static double[] Doubles(ImmutableArray<float> values) => [.. values.Select(value => (double)value)];
    }
}
