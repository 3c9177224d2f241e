using Arise.Descriptors;

namespace Arise.Tests.Descriptors;

public class PairMomentsTests
{
    private const int MaxDegree = 6;

    [KernelFact]
    public void Moments_are_the_sums_over_pairs()
    {
        // Enough pairs to flush the staging arrays, fill some bins with several chunks and leave others empty.
        foreach (int count in new[] { 0, 1, 7, 61_000 })
        {
            foreach (bool evenOnly in new[] { false, true })
            {
                (double[] x, double[] y, double[] z, double[] square) = RandomPairs(count);
                var moments = new PairMoments(RadialBins.Count(4), MaxDegree, evenOnly);
                moments.Add(x, y, z, square, 0.8);
                moments.Flush();
                double[,] expected = PlainSums(x, y, z, moments, 0.8);
                double largest = 1;
                foreach (double sum in expected)
                    largest = Math.Max(largest, Math.Abs(sum));
                for (int row = 0; row < moments.Harmonics.Rows; row++)
                {
                    for (int k = 0; k < moments.Row(row).Length; k++)
                        Assert.True(
                            Math.Abs(moments.Row(row)[k] - expected[row, k]) < 3e-6 * largest,
                            $"row {row}, moment {k}: {moments.Row(row)[k]} for {expected[row, k]}");
                }
            }
        }
    }

    [KernelFact]
    public void Harmonics_are_orthonormal_on_the_sphere()
    {
        // Gauss-Legendre in z times equal angles is exact for products of degree 12: 16 nodes of each are more than
        // enough.
        (double[] nodes, double[] weights) = GaussLegendre(16);
        const int angles = 16;
        foreach (bool evenOnly in new[] { false, true })
        {
            var harmonics = new SphericalHarmonics(MaxDegree, evenOnly);
            int count = nodes.Length * angles;
            float[] x = new float[count], y = new float[count], z = new float[count];
            for (int k = 0; k < count; k++)
            {
                double cos = nodes[k / angles], sin = Math.Sqrt(1 - (cos * cos)),
                    phi = 2 * Math.PI * (k % angles) / angles;
                (x[k], y[k], z[k]) = ((float)(sin * Math.Cos(phi)), (float)(sin * Math.Sin(phi)), (float)cos);
            }

            var values = new float[harmonics.Rows * count];
            harmonics.Evaluate(ref x[0], ref y[0], ref z[0], count, values, count);
            for (int a = 0; a < harmonics.Rows; a++)
            {
                for (int b = 0; b <= a; b++)
                {
                    double product = 0;
                    for (int k = 0; k < count; k++)
                        product += weights[k / angles] * (2 * Math.PI / angles) * values[(a * count)
                            + k] * values[(b * count) + k];
                    Assert.Equal(a == b ? 1 : 0, product, 3e-6);
                }
            }
        }
    }

    [Fact]
    public void A_cubic_is_fitted_exactly()
    {
        Span<double> values = stackalloc double[4], coefficients = stackalloc double[4];
        for (int k = 0; k < 4; k++)
        {
            double t = RadialBins.Node(k);
            values[k] = 0.3 - (1.2 * t) + (2.5 * t * t) + (0.7 * t * t * t);
        }

        RadialBins.FitCubic(values, coefficients);
        double[] expected = [0.3, -1.2, 2.5, 0.7];
        for (int p = 0; p < 4; p++)
            Assert.Equal(expected[p], coefficients[p], 1e-14);
    }

    private static (double[] X, double[] Y, double[] Z, double[] Square) RandomPairs(int count)
    {
        var random = new Random(5);
        double[] x = new double[count], y = new double[count], z = new double[count], square = new double[count];
        for (int k = 0; k < count; k++)
        {
            double r = 5.4 * Math.Cbrt(random.NextDouble()), cos = (2 * random.NextDouble()) - 1,
                phi = 2 * Math.PI * random.NextDouble();
            double sin = Math.Sqrt(1 - (cos * cos));
            (x[k], y[k], z[k]) = (r * sin * Math.Cos(phi), r * sin * Math.Sin(phi), r * cos);
            square[k] = (x[k] * x[k]) + (y[k] * y[k]) + (z[k] * z[k]);
        }

        return (x, y, z, square);
    }

    private static double[,] PlainSums(double[] x, double[] y, double[] z, PairMoments moments, double scale)
    {
        SphericalHarmonics harmonics = moments.Harmonics;
        var sums = new double[harmonics.Rows, moments.Bins * RadialBins.Moments];
        Span<float> values = new float[harmonics.Rows * SphericalHarmonics.Block];
        const int block = SphericalHarmonics.Block;
        Span<float> ux = stackalloc float[block], uy = stackalloc float[block], uz = stackalloc float[block];
        for (int k = 0; k < x.Length; k++)
        {
            double r = Math.Sqrt((x[k] * x[k]) + (y[k] * y[k]) + (z[k] * z[k]));
            double u = r * scale / RadialBins.Width;
            int bin = (int)Math.Floor(u);
            if (bin >= moments.Bins)
                continue;
            (ux[0], uy[0], uz[0]) = ((float)(x[k] / r), (float)(y[k] / r), (float)(z[k] / r));
            harmonics.Evaluate(ref ux[0], ref uy[0], ref uz[0], 1, values, SphericalHarmonics.Block);
            double t = (2 * (u - bin)) - 1;
            for (int row = 0; row < harmonics.Rows; row++)
            {
                for (int p = 0; p < RadialBins.Moments; p++)
                    sums[row, (bin * RadialBins.Moments)
                        + p] += Math.Pow(t, p) * values[row * SphericalHarmonics.Block];
            }
        }

        return sums;
    }

    // Newton iteration on the Legendre polynomial.
    private static (double[] Nodes, double[] Weights) GaussLegendre(int count)
    {
        double[] nodes = new double[count], weights = new double[count];
        for (int k = 0; k < count; k++)
        {
            double x = Math.Cos(Math.PI * (k + 0.75) / (count + 0.5));
            double slope = 0;
            for (int iteration = 0; iteration < 50; iteration++)
            {
                double before = 1, current = x;
                for (int l = 2; l <= count; l++)
                    (before, current) = (current, ((((2 * l) - 1) * x * current) - ((l - 1) * before)) / l);
                slope = count * ((x * current) - before) / ((x * x) - 1);
                x -= current / slope;
            }

            (nodes[k], weights[k]) = (x, 2 / ((1 - (x * x)) * slope * slope));
        }

        return (nodes, weights);
    }
}
