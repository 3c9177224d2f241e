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
/// Boxes times the product of the strides, cubic Angstrom; a stride longer than the box counts as the box.
/// </param>
/// <param name="Center">Mean of the middles of its boxes, Angstrom; inside the period where boxes wrap.</param>
/// <param name="Probability">Mean probability of the class.</param>
/// <param name="MutualInformation">Mean mutual information, bits.</param>
internal sealed record Grain(
    int Class, int Boxes, double Volume, Vector3D Center, double Probability, double MutualInformation)
{
    /// <summary>All grains of a map, from the largest to the smallest.</summary>
    public static ImmutableArray<Grain> Of(CrystalMap map)
    {
        ImmutableArray<int> classes = map.Classes();
        var isSeen = new bool[classes.Length];
        var grains = new List<Grain>();
        for (int box = 0; box < classes.Length; box++)
        {
            if (classes[box] >= 0 && !isSeen[box])
                grains.Add(Flood(map, classes, isSeen, box));
        }

        return [.. grains.OrderByDescending(grain => grain.Boxes)];
    }

    private static Grain Flood(CrystalMap map, ImmutableArray<int> classes, bool[] isSeen, int start)
    {
        BoxGrid grid = map.Grid;
        int wanted = classes[start], count = 0;
        double probability = 0, information = 0;
        Vector3D center = Vector3D.Zero;

        // Places go on across periodic boundaries, so that the center of a grain that crosses one is inside it.
        var open = new Stack<(int X, int Y, int Z)>();
        open.Push(grid.Place(start));
        isSeen[start] = true;
        while (open.TryPop(out (int X, int Y, int Z) at))
        {
            int row = map.RowOf(grid.Index(grid.X.Wrap(at.X), grid.Y.Wrap(at.Y), grid.Z.Wrap(at.Z)));
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
        return new Grain(
            wanted,
            count,
            count * Thickness(grid.X) * Thickness(grid.Y) * Thickness(grid.Z),
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

    // A layer is as thick as its box, however long the stride.
    private static double Thickness(GridAxis axis) => Math.Min(axis.Stride, axis.Edge);

    private static double Home(GridAxis axis, double coordinate) => axis.Wraps
        ? coordinate - (Math.Floor((coordinate - axis.Low) / axis.Period) * axis.Period)
        : coordinate;
}
