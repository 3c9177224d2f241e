namespace Arise.Microscopy.Lattices;

/// <summary>Points of a plane in square cells, for the nearest one within a distance.</summary>
internal sealed class PointGrid
{
    private readonly double _cell;
    private readonly int _columns, _rows;
    private readonly List<(double X, double Y)>?[] _cells;

    /// <summary>An empty grid.</summary>
    /// <param name="cell">Side of a cell.</param>
    /// <param name="width">Points have x from 0 to this.</param>
    /// <param name="height">Points have y from 0 to this.</param>
    public PointGrid(double cell, double width, double height)
    {
        _cell = cell;
        (_columns, _rows) = ((int)(width / cell) + 1, (int)(height / cell) + 1);
        _cells = new List<(double X, double Y)>?[_columns * _rows];
    }

    /// <summary>Adds a point.</summary>
    public void Add(double x, double y) => (_cells[(Row(y) * _columns) + Column(x)] ??= []).Add((x, y));

    /// <summary>Distance of the nearest other point within a reach; infinite without one.</summary>
    public double Nearest(double x, double y, double reach)
    {
        double least = double.PositiveInfinity;
        foreach (double distance in Within(x, y, reach))
            least = Math.Min(least, distance);
        return least;
    }

    /// <summary>Distances of the other points within a reach.</summary>
    public IEnumerable<double> Within(double x, double y, double reach)
    {
        int cells = (int)Math.Ceiling(reach / _cell);
        for (int row = Math.Max(0, Row(y) - cells); row <= Math.Min(_rows - 1, Row(y) + cells); row++)
        {
            for (int column = Math.Max(0, Column(x) - cells);
                column <= Math.Min(_columns - 1, Column(x) + cells);
                column++)
            {
                foreach ((double px, double py) in _cells[(row * _columns) + column] ?? [])
                {
                    double square = ((px - x) * (px - x)) + ((py - y) * (py - y));
                    if (square > 0 && square <= reach * reach)
                        yield return Math.Sqrt(square);
                }
            }
        }
    }

    private int Column(double x) => Math.Clamp((int)(x / _cell), 0, _columns - 1);

    private int Row(double y) => Math.Clamp((int)(y / _cell), 0, _rows - 1);
}
