namespace Arise.Microscopy;

/// <summary>
/// Tells candidates that noise alone explains, as in vacuum beside a crystal: neither they nor, in the mean, those
/// around them stand out of the noise. The highest places of pure noise stand 1.5 deviations above their surroundings,
/// atoms of noisy images 2 and more.
/// </summary>
internal static class NoisePeaks
{
    // One atom that stands so high needs no others.
    private const double Alone = 4;
    private const double Together = 1.9;
    private const double Most = 10;

    // In spacings; the mean is over three by three cells.
    private const double Cell = 1.5;

    /// <summary>The candidates without those that are noise, in their order.</summary>
    public static AtomCandidate[] Without(
        FlatImage image, AtomCandidate[] candidates, int threads, CancellationToken cancellation)
    {
        double[] contrasts = new double[candidates.Length];
        var contrast = new PeakContrast(image);
        Parallel.For(0, candidates.Length, ThreadCount.Parallel(threads, cancellation), k =>
            contrasts[k] = Math.Min(contrast.At(candidates[k].X, candidates[k].Y), Most));
        double cell = Cell * image.Spacing;
        int columns = (int)(image.Width / cell) + 1, rows = (int)(image.Height / cell) + 1;
        double[] sums = new double[columns * rows], weights = new double[columns * rows];
        for (int k = 0; k < candidates.Length; k++)
        {
            int at = (Index(candidates[k].Y, cell) * columns) + Index(candidates[k].X, cell);
            sums[at] += candidates[k].Confidence * contrasts[k];
            weights[at] += candidates[k].Confidence;
        }

        return [.. candidates.Where((candidate, k) => contrasts[k] >= Alone
            || Mean(Index(candidate.X, cell), Index(candidate.Y, cell)) >= Together)];

        double Mean(int column, int row)
        {
            double sum = 0, weight = 0;
            for (int i = Math.Max(0, row - 1); i <= Math.Min(rows - 1, row + 1); i++)
            {
                for (int j = Math.Max(0, column - 1); j <= Math.Min(columns - 1, column + 1); j++)
                {
                    sum += sums[(i * columns) + j];
                    weight += weights[(i * columns) + j];
                }
            }

            return sum / weight;
        }
    }

    private static int Index(double position, double cell) => (int)(position / cell);
}
