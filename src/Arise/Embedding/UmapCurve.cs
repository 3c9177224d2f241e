namespace Arise.Embedding;

/// <summary>
/// The similarity of two embedded points at distance x, 1 / (1 + a x^(2b)): fitted (least squares on 300 points from 0
/// to 3 spread) to 1 below the least distance and exp(-(x - least distance) / spread) above it.
/// </summary>
/// <param name="A">Factor a.</param>
/// <param name="B">Exponent b.</param>
internal readonly record struct UmapCurve(double A, double B)
{
    private const int Points = 300;

    /// <summary>Fits the curve.</summary>
    public static UmapCurve Fit(double spread, double minDistance)
    {
        double[] x = [.. Enumerable.Range(0, Points).Select(k => 3 * spread * k / (Points - 1))];
        double[] y = [.. x.Select(d => d < minDistance ? 1 : Math.Exp(-(d - minDistance) / spread))];
        (double a, double b) = MathNet.Numerics.Fit.Curve(
            x, y, (p, q, d) => 1 / (1 + (p * Math.Pow(d, 2 * q))), 1, 1, 1e-12, 10_000);
        return new UmapCurve(a, b);
    }
}
