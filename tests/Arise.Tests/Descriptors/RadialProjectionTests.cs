using Arise.Descriptors;

namespace Arise.Tests.Descriptors;

public class RadialProjectionTests
{
    [Theory]
    [InlineData(0.71)]
    [InlineData(1.0)]
    [InlineData(2.345)]
    [InlineData(3.499)]
    [InlineData(3.58)]
    [InlineData(3.68)]
    public void One_pair_gives_its_radial_functions_times_its_harmonics(double r)
    {
        // The direction (2, 3, 6)/7; real harmonics up to l = 2 (Condon and Shortley without their sign).
        const double X = 2.0 / 7, Y = 3.0 / 7, Z = 6.0 / 7;
        double p = Math.Sqrt(3 / (4 * Math.PI)), d = Math.Sqrt(15 / (4 * Math.PI));
        double[] harmonics =
        [
            1 / Math.Sqrt(4 * Math.PI),
            p * Y, p * Z, p * X,
            d * X * Y, d * Y * Z, Math.Sqrt(5 / (16 * Math.PI)) * ((3 * Z * Z) - 1), d * X * Z,
            d / 2 * ((X * X) - (Y * Y)),
        ];
        SoapSettings settings = SoapSettings.Default with { MaxDegree = 2 };
        var projection = new RadialProjection(settings);
        var moments = new PairMoments(RadialBins.Count(settings.Cutoff), settings.MaxDegree, evenOnly: false);
        moments.Add([r * X], [r * Y], [r * Z], [r * r], 1);
        moments.Flush();
        var coefficients = new double[projection.CoefficientCount];
        projection.Apply(moments, coefficients);

        int count = settings.RadialFunctions;
        var radial = new double[(settings.MaxDegree + 1) * count];
        new RadialBasis(settings).Evaluate(r, radial);
        double scale = radial.Max(Math.Abs);
        for (int l = 0; l <= settings.MaxDegree; l++)
        {
            for (int m = 0; m < (2 * l) + 1; m++)
            {
                for (int n = 0; n < count; n++)
                {
                    int row = (l * l) + m;
                    Assert.Equal(
                        radial[(l * count) + n] * harmonics[row], coefficients[(row * count) + n], 1e-5 * scale);
                }
            }
        }
    }

    [Fact]
    public void Pairs_from_the_cutoff_on_count_nothing()
    {
        var projection = new RadialProjection(SoapSettings.Default);
        var moments = new PairMoments(RadialBins.Count(4), 6, evenOnly: true);
        moments.Add([4.0, 0], [0, 7.0], [0, 0], [16.0, 49], 1);
        moments.Flush();
        var coefficients = new double[projection.CoefficientCount];
        projection.Apply(moments, coefficients);
        Assert.All(coefficients, c => Assert.Equal(0, c));
    }
}
