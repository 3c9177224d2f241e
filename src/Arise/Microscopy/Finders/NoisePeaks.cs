namespace Arise.Microscopy.Finders;

/// <summary>
/// Tells candidates that noise alone explains, as in vacuum beside a crystal: neither they nor, in the mean, those
/// around them stand out of the noise as others of the image do. The highest places of pure noise stand 1.45 deviations
/// above their surroundings, atoms of the noisiest images that can be read 2 and more.
/// </summary>
internal static class NoisePeaks
{
    // One atom that stands so high needs no others.
    private const double Alone = 4;

    // Where no lattice shows clearly and not even one place in ten has more than this, there is nothing but noise.
    private const double OnlyNoise = 1.65;

    // Of what the best tenth of the places has; more than the second is not asked for.
    private const double ShareOfBest = 0.3;
    private const double MostAsked = 2.2;
    private const double Most = 10;

    // Atoms per squared spacing; of a honeycomb 0.77.
    private const double LeastFilled = 0.4;

    // In spacings; the mean is over five by five cells.
    private const double Cell = 1.5;
    private const int CellsAround = 2;

    /// <summary>The candidates without those that are noise, in their order.</summary>
    public static AtomCandidate[] Without(
        FlatImage image, AtomCandidate[] candidates, int threads, CancellationToken cancellation)
    {
        (double[] contrasts, double[] means) = Contrasts(image, candidates, threads, cancellation);
        double best = means.Length > 0 ? means.Order().ElementAt(means.Length * 9 / 10) : 0;
        double least = best < OnlyNoise && !image.HasClearLattice
            ? double.PositiveInfinity
            : Math.Min(MostAsked, ShareOfBest * best);
        return [.. candidates.Where((_, k) => contrasts[k] >= Alone || means[k] >= least)];
    }

    /// <summary>
    /// Whether candidates are few for the image, or most do not stand clear of the noise. A small part of a lattice is
    /// full of clear ones, though its spectrum may show no spots.
    /// </summary>
    public static bool AreFew(
        FlatImage image, AtomCandidate[] candidates, int threads, CancellationToken cancellation)
    {
        double share = candidates.Length * image.Spacing * image.Spacing / ((double)image.Width * image.Height);
        if (share < LeastFilled)
            return true;
        (_, double[] means) = Contrasts(image, candidates, threads, cancellation);
        return means.Order().ElementAt(means.Length / 2) < MostAsked;
    }

    // Of each candidate, and the mean around it.
    private static (double[] Contrasts, double[] Means) Contrasts(
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

        return (contrasts, [.. candidates.Select(place => Mean(Index(place.X, cell), Index(place.Y, cell)))]);

        double Mean(int column, int row)
        {
            double sum = 0, weight = 0;
            for (int i = Math.Max(0, row - CellsAround); i <= Math.Min(rows - 1, row + CellsAround); i++)
            {
                for (int j = Math.Max(0, column - CellsAround);
                    j <= Math.Min(columns - 1, column + CellsAround);
                    j++)
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
