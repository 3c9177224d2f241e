namespace Arise.Microscopy.Formats;

/// <summary>
/// Pages that show the first one again, at most half as large: thumbnails and pyramids of programs that do not mark
/// them.
/// </summary>
internal static class TiffThumbnails
{
    private const int LeastRatio = 2, Points = 64;
    private const double OtherShape = 0.05;

    // Correlation of the two images. Other images of one lattice reach a few hundredths.
    private const double Same = 0.7;

    /// <summary>Takes them out.</summary>
    /// <param name="pages">The pages, the first of full size.</param>
    /// <returns>How many there were.</returns>
    /// <exception cref="MicroscopyException">A page cannot be read.</exception>
    public static int Remove(List<TiffPage> pages)
    {
        if (!pages.Skip(1).Any(page => IsSmall(page, pages[0])))
            return 0;
        MicroscopeImage full = pages[0].Read(null);
        return pages.RemoveAll(page => IsSmall(page, pages[0]) && Correlation(full, page.Read(null)) >= Same);
    }

    private static bool IsSmall(TiffPage page, TiffPage first)
    {
        ((double width, double height), (double fullWidth, double fullHeight)) = (page.Sides, first.Sides);
        return width >= 1 && height >= 1 && width * LeastRatio <= fullWidth + 1 && height * LeastRatio <= fullHeight + 1
            && Math.Abs((width * fullHeight / (height * fullWidth)) - 1) <= OtherShape + (1 / Math.Min(width, height));
    }

    // Of means over a grid of as many places as the small image has pixels, at most 64 x 64.
    private static double Correlation(MicroscopeImage full, MicroscopeImage small)
    {
        int columns = Math.Min(Points, small.Width), rows = Math.Min(Points, small.Height);
        double[] first = Means(full, columns, rows), second = Means(small, columns, rows);
        double ofFirst = first.Average(), ofSecond = second.Average();
        double product = 0, squares = 0, others = 0;
        for (int k = 0; k < first.Length; k++)
        {
            (double a, double b) = (first[k] - ofFirst, second[k] - ofSecond);
            (product, squares, others) = (product + (a * b), squares + (a * a), others + (b * b));
        }

        return squares > 0 && others > 0 ? product / Math.Sqrt(squares * others) : 0;
    }

    private static double[] Means(MicroscopeImage image, int columns, int rows)
    {
        var means = new double[columns * rows];
        for (int row = 0; row < rows; row++)
        {
            (int top, int bottom) = (row * image.Height / rows, (row + 1) * image.Height / rows);
            for (int column = 0; column < columns; column++)
            {
                (int left, int right) = (column * image.Width / columns, (column + 1) * image.Width / columns);
                (double sum, int count) = (0, 0);
                for (int y = top; y < bottom; y++)
                {
                    for (int x = left; x < right; x++)
                    {
                        if (float.IsFinite(image[x, y]))
                            (sum, count) = (sum + image[x, y], count + 1);
                    }
                }

                means[(row * columns) + column] = count > 0 ? sum / count : 0;
            }
        }

        return means;
    }
}
