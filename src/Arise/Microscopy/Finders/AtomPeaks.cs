namespace Arise.Microscopy.Finders;

/// <summary>The peaks of a map of log-odds that a pixel shows the center of an atom.</summary>
internal static class AtomPeaks
{
    /// <summary>A peak, in pixels of the map, and its log-odds.</summary>
    public readonly record struct Peak(double X, double Y, double LogOdds);

    /// <summary>Finds peaks in the order of rows, then columns.</summary>
    /// <param name="logOdds">The map [row, column].</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <param name="least">The lowest log-odds of a peak.</param>
    /// <param name="nearest">Of two peaks nearer than this the higher one counts, pixels.</param>
    public static List<Peak> Find(float[] logOdds, int width, int height, double least, double nearest)
    {
        var peaks = new List<Peak>();
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (logOdds[(y * width) + x] >= least && IsHighest(logOdds, width, height, x, y))
                    peaks.Add(Refine(logOdds, width, height, x, y));
            }
        }

        return Separate(peaks, width, height, nearest);
    }

    // Of equal neighbors the first in the order of reading is the highest.
    private static bool IsHighest(float[] map, int width, int height, int x, int y)
    {
        float center = map[(y * width) + x];
        for (int i = Math.Max(0, y - 1); i <= Math.Min(height - 1, y + 1); i++)
        {
            for (int j = Math.Max(0, x - 1); j <= Math.Min(width - 1, x + 1); j++)
            {
                float other = map[(i * width) + j];
                bool isBefore = i < y || (i == y && j < x);
                if (other > center || (isBefore && other == center))
                    return false;
            }
        }

        return true;
    }

    // The targets of training are Gaussians: their logarithm is a parabola along each axis.
    private static Peak Refine(float[] map, int width, int height, int x, int y)
    {
        int k = (y * width) + x;
        double dx = x > 0 && x < width - 1 ? Vertex(map[k - 1], map[k], map[k + 1]) : 0;
        double dy = y > 0 && y < height - 1 ? Vertex(map[k - width], map[k], map[k + width]) : 0;
        return new Peak(x + dx, y + dy, map[k]);
    }

    private static double Vertex(double before, double center, double after)
    {
        (before, center, after) = (LogProbability(before), LogProbability(center), LogProbability(after));
        double curvature = before - (2 * center) + after;
        return curvature < 0 ? Math.Clamp((before - after) / (2 * curvature), -0.5, 0.5) : 0;
    }

    private static double LogProbability(double logOdds) =>
        logOdds > 0 ? -Math.Log(1 + Math.Exp(-logOdds)) : logOdds - Math.Log(1 + Math.Exp(logOdds));

    // The highest first; what is near to one that is kept goes.
    private static List<Peak> Separate(List<Peak> peaks, int width, int height, double nearest)
    {
        double bin = Math.Max(nearest, 1);
        int columns = (int)(width / bin) + 1, rows = (int)(height / bin) + 1;
        var bins = new List<int>?[columns * rows];
        bool[] isKept = new bool[peaks.Count];
        int[] order = [.. Enumerable.Range(0, peaks.Count).OrderByDescending(k => peaks[k].LogOdds)];
        foreach (int k in order)
        {
            int column = Bin(peaks[k].X, columns), row = Bin(peaks[k].Y, rows);
            if (IsNear(peaks[k], column, row))
                continue;
            isKept[k] = true;
            (bins[(row * columns) + column] ??= []).Add(k);
        }

        return [.. peaks.Where((_, k) => isKept[k])];

        int Bin(double position, int count) => Math.Clamp((int)(position / bin), 0, count - 1);

        bool IsNear(Peak peak, int column, int row)
        {
            for (int i = Math.Max(0, row - 1); i <= Math.Min(rows - 1, row + 1); i++)
            {
                for (int j = Math.Max(0, column - 1); j <= Math.Min(columns - 1, column + 1); j++)
                {
                    foreach (int other in bins[(i * columns) + j] ?? [])
                    {
                        double dx = peaks[other].X - peak.X, dy = peaks[other].Y - peak.Y;
                        if ((dx * dx) + (dy * dy) < nearest * nearest)
                            return true;
                    }
                }
            }

            return false;
        }
    }
}
