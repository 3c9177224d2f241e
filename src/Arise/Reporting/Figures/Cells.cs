namespace Arise.Reporting.Figures;

/// <summary>
/// A regular grid of cells: cell (row, column) spans x from X0 + column DX to X0 + (column + 1) DX, and y likewise with
/// its row. Values of a grid are stored row by row, [row, column].
/// </summary>
/// <param name="Columns">Number along x.</param>
/// <param name="Rows">Number along y.</param>
/// <param name="X0">Left edge of column 0.</param>
/// <param name="DX">Width of a cell, above 0.</param>
/// <param name="Y0">Edge of row 0.</param>
/// <param name="DY">Height of a cell, above 0.</param>
internal readonly record struct Cells(int Columns, int Rows, double X0, double DX, double Y0, double DY)
{
    /// <summary>Cells whose centers are at first, first + step, ... along both axes.</summary>
    public static Cells Centered(int columns, int rows, double firstX, double stepX, double firstY, double stepY) =>
        new(columns, rows, firstX - (stepX / 2), stepX, firstY - (stepY / 2), stepY);

    /// <summary>Number of cells.</summary>
    public int Count => Columns * Rows;

    internal Extent Extent => new(X0, X0 + (Columns * DX), Y0, Y0 + (Rows * DY), Tight: true);

    internal void Require(int values)
    {
        if (values != Count)
            throw new ArgumentException($"{values} values for {Rows} x {Columns} cells.");
    }

    /// <summary>Fills the cells where they lie.</summary>
    internal void Draw(Canvas canvas, Plot plot, Func<int, Color> color)
    {
        Func<int, int, int> cellAt = CellAt(plot);
        var image = new PixelImage(Columns, Rows);
        for (int y = 0; y < Rows; y++)
        {
            for (int x = 0; x < Columns; x++)
                image[x, y] = color(cellAt(x, y));
        }

        canvas.Image(Whole(plot), image);
    }

    /// <summary>Names the areas of cells with one key.</summary>
    internal void ForEachArea(Plot plot, Func<int, int> keyOf, Action<Area, int> each)
    {
        Func<int, int, int> cellAt = CellAt(plot);
        Area all = Whole(plot);
        (double dx, double dy) = (all.Width / Columns, all.Height / Rows);
        Rectangles.ForEach(Columns, Rows, (x, y) => keyOf(cellAt(x, y)), (x, y, width, height, key) =>
            each(new Area(all.X + (x * dx), all.Y + (y * dy), width * dx, height * dy), key));
    }

    private Area Whole(Plot plot) => plot.Between(X0, Y0, X0 + (Columns * DX), Y0 + (Rows * DY));

    // The cell that lies in column x from the left and row y from the top, whichever way the axes run.
    private Func<int, int, int> CellAt(Plot plot)
    {
        bool mirrorX = plot.X.Share(X0 + DX) < plot.X.Share(X0);
        bool mirrorY = plot.Y.Share(Y0 + DY) < plot.Y.Share(Y0);
        (int columns, int rows) = (Columns, Rows);
        return (x, y) => ((mirrorY ? y : rows - 1 - y) * columns) + (mirrorX ? columns - 1 - x : x);
    }
}
