namespace Arise.Reporting.Figures;

/// <summary>
/// Parts of a grid whose cells are alike, as rectangles: runs of a row, joined with equal runs of the rows below.
/// </summary>
internal static class Rectangles
{
    /// <summary>Names every rectangle once, row by row.</summary>
    /// <param name="width">Cells of a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="keyOf">What the cell (x, y) is.</param>
    /// <param name="each">Is told x, y, width, height and key of a rectangle.</param>
    public static void ForEach(
        int width, int height, Func<int, int, int> keyOf, Action<int, int, int, int, int> each)
    {
        var isDone = new bool[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width;)
            {
                if (isDone[(y * width) + x])
                {
                    x++;
                    continue;
                }

                int key = keyOf(x, y), end = x + 1, bottom = y + 1;
                while (end < width && !isDone[(y * width) + end] && keyOf(end, y) == key)
                    end++;
                while (bottom < height && IsAlike(x, end, bottom, key))
                    bottom++;
                for (int row = y; row < bottom; row++)
                    isDone.AsSpan((row * width) + x, end - x).Fill(true);
                each(x, y, end - x, bottom - y, key);
                x = end;
            }
        }

        bool IsAlike(int from, int to, int row, int key)
        {
            for (int x = from; x < to; x++)
            {
                if (isDone[(row * width) + x] || keyOf(x, row) != key)
                    return false;
            }

            return true;
        }
    }
}
