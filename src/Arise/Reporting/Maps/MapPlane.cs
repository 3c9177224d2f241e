using Arise.Mapping;
using Arise.Reporting.Figures;
using Arise.Structures;

namespace Arise.Reporting.Maps;

/// <summary>One layer of boxes at right angles to an axis, as the grid of a figure.</summary>
/// <param name="Grid">The boxes.</param>
/// <param name="Unit">Unit of their lengths.</param>
/// <param name="Across">The axis at right angles: 0 is x, 1 is y, 2 is z.</param>
/// <param name="Layer">Number of the layer along that axis.</param>
internal sealed record MapPlane(BoxGrid Grid, LengthUnit Unit, int Across, int Layer)
{
    private static readonly string[] Names = ["x", "y", "z"];

    private int Right => Across == 0 ? 1 : 0;

    private int Up => Across == 2 ? 1 : 2;

    /// <summary>The axis along the bottom of a figure.</summary>
    public Axis X => new($"{Names[Right]} / {Unit.Symbol}");

    /// <summary>The axis along the left of a figure.</summary>
    public Axis Y => new($"{Names[Up]} / {Unit.Symbol}");

    /// <summary>Where the layer is: "z = 7.6 Å"; null when there is only one.</summary>
    public string? Place => Grid[Across].Count == 1
        ? null
        : FormattableString.Invariant($"{Names[Across]} = {Grid[Across].Center(Layer):F1} {Unit.Symbol}");

    /// <summary>The boxes of the layer as cells.</summary>
    public Cells Cells => Cells.Centered(
        Grid[Right].Count,
        Grid[Up].Count,
        Grid[Right].Center(0),
        Grid[Right].Stride,
        Grid[Up].Center(0),
        Grid[Up].Stride);

    /// <summary>The layers worth a figure: that of a slab, or the three middle ones of a bulk sample.</summary>
    public static IReadOnlyList<MapPlane> Of(CrystalMap map)
    {
        (BoxGrid grid, LengthUnit unit) = (map.Grid, map.Plan.Structure.LengthUnit);
        int[] thin = [.. Enumerable.Range(0, 3).Where(axis => grid[axis].Count == 1)];
        return thin.Length > 0
            ? [new MapPlane(grid, unit, thin[^1], 0)]
            : [.. Enumerable.Range(0, 3).Reverse()
                .Select(axis => new MapPlane(grid, unit, axis, grid[axis].Count / 2))];
    }

    /// <summary>The values of the layer, [row, column], from those of all boxes [z, y, x].</summary>
    public T[] Of<T>(ReadOnlySpan<T> values)
    {
        var layer = new T[Grid[Right].Count * Grid[Up].Count];
        int[] place = new int[3];
        place[Across] = Layer;
        for (int row = 0; row < Grid[Up].Count; row++)
        {
            for (int column = 0; column < Grid[Right].Count; column++)
            {
                (place[Right], place[Up]) = (column, row);
                layer[(row * Grid[Right].Count) + column] = values[Grid.Index(place[0], place[1], place[2])];
            }
        }

        return layer;
    }
}
