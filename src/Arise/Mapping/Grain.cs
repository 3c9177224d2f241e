using System.Collections.Immutable;
using Arise.Numerics;

namespace Arise.Mapping;

/// <summary>
/// A connected region of one class: boxes that share a face of the grid and have the same class. Boxes that are none of
/// the classes form no grain.
/// </summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Boxes">Number of boxes.</param>
/// <param name="Volume">
/// Boxes times the product of the strides, cubic Angstrom; a stride longer than the box counts as the box, and a single
/// layer of boxes is no thicker than the sample. NaN where the sample is flat.
/// </param>
/// <param name="Area">
/// Area within the plane of a flat sample, square Angstrom: a sheet, a layer or an image, at most half as thick as a
/// box: the number of places in the plane with a box of the grain, times the product of the strides. NaN elsewhere.
/// </param>
/// <param name="Center">Mean of the middles of its boxes, Angstrom; inside the period where boxes wrap.</param>
/// <param name="Probability">Mean probability of the class.</param>
/// <param name="MutualInformation">Mean mutual information, bits.</param>
internal sealed record Grain(
    int Class,
    int Boxes,
    double Volume,
    double Area,
    Vector3D Center,
    double Probability,
    double MutualInformation)
{
    // A sample that is thinner than this share of a box along one axis is flat.
    private const double FlatShare = 0.5;

    /// <summary>All grains of a map, from the largest to the smallest.</summary>
    public static ImmutableArray<Grain> Of(CrystalMap map)
    {
        Vector3D thickness = Thickness(map), extent = Extent(map);
        int[] thin = [.. Enumerable.Range(0, 3).Where(axis => extent[axis] <= FlatShare * map.Grid[axis].Edge)];
        int? flat = thin is [var only] ? only : null;
        ImmutableArray<int> classes = map.Classes();
        var isSeen = new bool[classes.Length];
        var grains = new List<Grain>();
        for (int box = 0; box < classes.Length; box++)
        {
            if (classes[box] >= 0 && !isSeen[box])
                grains.Add(Flood(map, classes, isSeen, box, thickness, flat));
        }

        return [.. grains.OrderByDescending(grain => grain.Boxes)];
    }

    private static Grain Flood(
        CrystalMap map, ImmutableArray<int> classes, bool[] isSeen, int start, Vector3D thickness, int? flat)
    {
        BoxGrid grid = map.Grid;
        int wanted = classes[start], count = 0;
        double probability = 0, information = 0;
        Vector3D center = Vector3D.Zero;
        var columns = new HashSet<(int X, int Y, int Z)>();

        // Places go on across periodic boundaries, so that the center of a grain that crosses one is inside it.
        var open = new Stack<(int X, int Y, int Z)>();
        open.Push(grid.Place(start));
        isSeen[start] = true;
        while (open.TryPop(out (int X, int Y, int Z) at))
        {
            (int x, int y, int z) = (grid.X.Wrap(at.X), grid.Y.Wrap(at.Y), grid.Z.Wrap(at.Z));
            int row = map.RowOf(grid.Index(x, y, z));
            if (flat is not null)
                columns.Add((flat == 0 ? 0 : x, flat == 1 ? 0 : y, flat == 2 ? 0 : z));
            count++;
            center += new Vector3D(grid.X.Center(at.X), grid.Y.Center(at.Y), grid.Z.Center(at.Z));
            probability += map.ProbabilitiesOf(row)[wanted];
            information += map.MutualInformation[row];
            foreach (int step in (ReadOnlySpan<int>)[-1, 1])
            {
                Visit(at with { X = at.X + step });
                Visit(at with { Y = at.Y + step });
                Visit(at with { Z = at.Z + step });
            }
        }

        center /= count;
        double cell = thickness.X * thickness.Y * thickness.Z;
        return new Grain(
            wanted,
            count,
            flat is null ? count * cell : double.NaN,
            flat is { } axis ? columns.Count * cell / thickness[axis] : double.NaN,
            new Vector3D(Home(grid.X, center.X), Home(grid.Y, center.Y), Home(grid.Z, center.Z)),
            probability / count,
            information / count);

        void Visit((int X, int Y, int Z) place)
        {
            if (!grid.X.Has(place.X) || !grid.Y.Has(place.Y) || !grid.Z.Has(place.Z))
                return;
            int box = grid.Index(grid.X.Wrap(place.X), grid.Y.Wrap(place.Y), grid.Z.Wrap(place.Z));
            if (isSeen[box] || classes[box] != wanted)
                return;
            isSeen[box] = true;
            open.Push(place);
        }
    }

    // Of what a box stands for. A layer is as thick as its box, however long the stride, but no thicker than the sample
    // with the room of its outer atoms.
    private static Vector3D Thickness(CrystalMap map)
    {
        Vector3D extent = Extent(map);
        int atoms = map.Plan.Structure.Count;
        double room = Math.Cbrt(Math.Max(extent.X, 1) * Math.Max(extent.Y, 1) * Math.Max(extent.Z, 1) / atoms);
        return new Vector3D(Along(map.Grid.X, extent.X), Along(map.Grid.Y, extent.Y), Along(map.Grid.Z, extent.Z));

        double Along(GridAxis axis, double length)
        {
            double own = Math.Min(axis.Stride, axis.Edge);
            return IsLayer(axis) ? Math.Min(own, length + room) : own;
        }
    }

    private static bool IsLayer(GridAxis axis) => axis is { Count: 1, Wraps: false };

    private static Vector3D Extent(CrystalMap map)
    {
        (Vector3D low, Vector3D high) = BoxGrid.Extent(map.Plan.Structure);
        return high - low;
    }

    private static double Home(GridAxis axis, double coordinate) => axis.Wraps
        ? coordinate - (Math.Floor((coordinate - axis.Low) / axis.Period) * axis.Period)
        : coordinate;
}
