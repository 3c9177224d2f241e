using Arise.Microscopy;

namespace Arise.Tests.Microscopy;

public class ImageQualityTests
{
    [Fact]
    public void Electrons_are_counted_whatever_gain_and_offset()
    {
        foreach (double electrons in (double[])[20, 80])
        {
            foreach ((double, double) scale in ((double, double)[])[(1, 0), (7.5, 1000)])
            {
                MicroscopeImage image = new SimpleGraphene { Electrons = electrons, Scale = scale }.Draw();
                double gain = scale.Item1, mean = image.Intensities.ToArray().Average(value => (double)value);
                double counted = Judge(image).CountsPerPixel!.Value;
                Assert.InRange(counted / ((mean - scale.Item2) / gain), 0.75, 1.3);
            }
        }
    }

    [Fact]
    public void Dose_is_of_an_area()
    {
        ImageQuality quality = Judge(new SimpleGraphene().Draw());
        Assert.Equal(
            quality.CountsPerPixel!.Value * (12 / 1.42) * (12 / 1.42), quality.Dose!.Value, 1e-6 * quality.Dose!.Value);
        Assert.Equal(quality.InformationLimit * 12 / 1.42, quality.InformationLimitPerAngstrom!.Value, 1e-9);
    }

    [Fact]
    public void Quality_falls_with_the_dose()
    {
        ImageQuality[] all = [.. ((double[])[400, 40, 8]).Select(electrons =>
            Judge(new SimpleGraphene { Electrons = electrons }.Draw()))];
        Falls(all, quality => quality.SignalToNoise);
        Falls(all, quality => quality.CountsPerPixel ?? double.NaN);
        Falls(all, quality => quality.InformationLimit);
        Falls(all, quality => quality.Score);
    }

    [Fact]
    public void Quality_falls_with_blur()
    {
        ImageQuality[] all = [.. ((double[])[1.8, 2.6, 3.6]).Select(blur =>
            Judge(new SimpleGraphene { Blur = blur, Electrons = 150 }.Draw()))];
        Falls(all, quality => quality.InformationLimit);
        Falls(all, quality => -quality.AtomWidth);
        Falls(all, quality => quality.Score);
    }

    [Fact]
    public void Drift_makes_bonds_unequal()
    {
        ImageQuality[] all = [.. ((double[])[0, 0.04, 0.1]).Select(drift =>
            Judge(new SimpleGraphene { Drift = drift, Electrons = 150 }.Draw()))];

        // A shear by s stretches by about 1 + s / 2 along one diagonal and by 1 - s / 2 along the other.
        Assert.InRange(all[0].Anisotropy!.Value, 0, 0.015);
        Assert.InRange(all[1].Anisotropy!.Value, 0.025, 0.055);
        Assert.InRange(all[2].Anisotropy!.Value, 0.08, 0.12);
        Falls(all, quality => quality.Score);
    }

    [Fact]
    public void Displacements_of_rows_are_measured_beside_the_noise()
    {
        foreach (double electrons in (double[])[40, 400])
        {
            ImageQuality[] all = [.. ((double[])[0, 0.4, 1]).Select(jitter =>
                Judge(new SimpleGraphene { Jitter = jitter, Electrons = electrons }.Draw()))];
            Assert.InRange(all[0].RowJitter!.Value, 0, 0.12);
            Assert.InRange(all[1].RowJitter!.Value, 0.3, 0.5);
            Assert.InRange(all[2].RowJitter!.Value, 0.7, 1.2);
            Falls(all, quality => quality.Score);
        }
    }

    [Fact]
    public void Threads_do_not_matter()
    {
        MicroscopeImage image = new SimpleGraphene { Side = 160 }.Draw();
        FoundAtoms found = new AtomSearch().Find(image);
        Assert.Equal(ImageQuality.Of(image, found, 1), ImageQuality.Of(image, found, 5));
    }

    private static ImageQuality Judge(MicroscopeImage image) => ImageQuality.Of(image, new AtomSearch().Find(image));

    private static void Falls(ImageQuality[] all, Func<ImageQuality, double> figure)
    {
        string figures = string.Join(" ", all.Select(figure));
        for (int k = 1; k < all.Length; k++)
            Assert.True(figure(all[k]) < figure(all[k - 1]), figures);
    }
}
