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

    /// <summary>
    /// An image with <paramref name="fine"/> x <paramref name="fine"/> pixels per cell, drawn where the cells lie.
    /// </summary>
    internal void Draw(Canvas canvas, Plot plot, int fine, Func<int, double, double, Color> color)
    {
        bool mirrorX = plot.X.Share(X0 + DX) < plot.X.Share(X0);
        bool mirrorY = plot.Y.Share(Y0 + DY) < plot.Y.Share(Y0);
        Area area = plot.Between(X0, Y0, X0 + (Columns * DX), Y0 + (Rows * DY));
        var image = new PixelImage(Columns * fine, Rows * fine);
        for (int y = 0; y < image.Height; y++)
        {
            int row = mirrorY ? y / fine : Rows - 1 - (y / fine);
            for (int x = 0; x < image.Width; x++)
            {
                int column = mirrorX ? Columns - 1 - (x / fine) : x / fine;
                image[x, y] = color(
                    (row * Columns) + column,
                    (x + 0.5) * area.Width / image.Width,
                    (y + 0.5) * area.Height / image.Height);
            }
        }

        canvas.Image(area, image);
    }
}
