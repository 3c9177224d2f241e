using Arise.Microscopy;
using Arise.Microscopy.Finders;
using Arise.Microscopy.Quality;

namespace Arise.Tests.Microscopy.Quality;

public class ImageQualityTests
{
    private static readonly SimpleGraphene Good = new() { Electrons = 150 };

    [Fact]
    public void Score_falls_with_every_fault()
    {
        double good = Judge(Good).Score;
        Assert.InRange(good, 0.5, 1);
        foreach (SimpleGraphene bad in (SimpleGraphene[])
        [
            Good with { Electrons = 8 }, Good with { Blur = 3.8 }, Good with { Drift = 0.08 },
            Good with { Jitter = 0.8 },
        ])
        {
            double score = Judge(bad).Score;
            Assert.True(score > 0 && score < 0.97 * good, $"{bad}: {score} of {good}");
        }
    }

    [Fact]
    public void Figures_are_in_the_units_of_the_sample()
    {
        ImageQuality quality = Judge(Good);
        double perAngstrom = 12 / 1.42;
        double dose = quality.CountsPerPixel!.Value * perAngstrom * perAngstrom;
        Assert.Equal(dose, quality.Dose!.Value, 1e-6 * dose);
        Assert.Equal(quality.InformationLimit * perAngstrom, quality.InformationLimitPerAngstrom!.Value, 1e-9);
        Assert.Null((quality with { PixelSize = null }).Dose);
    }

    [Fact]
    public void Threads_and_gaps_do_not_matter()
    {
        MicroscopeImage image = Good.Draw();
        FoundAtoms found = new AtomSearch().Find(image);
        ImageQuality quality = ImageQuality.Of(image, found, 1);
        Assert.Equal(quality, ImageQuality.Of(image, found, 5));
        float[] values = image.Intensities.ToArray();
        values[1000] = float.NaN;
        ImageQuality gap = ImageQuality.Of(new MicroscopeImage(image.Width, image.Height, values), found);
        Assert.Equal(quality.Score, gap.Score, 0.02);
    }

    private static ImageQuality Judge(SimpleGraphene sample)
    {
        MicroscopeImage image = sample.Draw();
        return ImageQuality.Of(image, new AtomSearch().Find(image));
    }
}
