using Arise.Numerics;

namespace Arise.Imaging;

/// <summary>
/// What a detector makes of intensities: electrons are counted (Poisson), electronics adds a normal noise, and a file
/// may keep 8 bits that saturate.
/// </summary>
internal static class Detector
{
    // Above this the normal distribution is as good as that of Poisson.
    private const double FewElectrons = 24;

    /// <summary>Replaces intensities by what is recorded.</summary>
    /// <param name="image">Intensities.</param>
    /// <param name="level">Intensity at which the noise is asked for.</param>
    /// <param name="noise">Deviation of the noise there.</param>
    /// <param name="draws">Random numbers.</param>
    public static void Record(float[] image, double level, double noise, Draws draws)
    {
        double readShare = draws.Chance(0.5) ? draws.Uniform(0, 0.5) : 0;
        double electrons = level / (noise * noise * (1 - readShare)), read = noise * Math.Sqrt(readShare);
        bool isByte = draws.Chance(0.4);
        double top = level + (draws.Uniform(3, 6) * Math.Max(noise, level));
        double gain = isByte ? 255 / top : draws.LogUniform(0.1, 1e4);
        var random = new RandomNumbers(draws.Seed(), RandomStreams.Stream(RandomStreams.DetectorNoise));
        for (int pixel = 0; pixel < image.Length; pixel++)
        {
            double mean = Math.Max(image[pixel], 0) * electrons;
            ulong index = 4 * (ulong)pixel;
            double counted = mean > FewElectrons
                ? mean + (Math.Sqrt(mean) * random.Normal(index))
                : Poisson(mean, random.Uniform(index));
            double value = gain * ((counted / electrons) + (readShare > 0 ? read * random.Normal(index + 2) : 0));
            image[pixel] = (float)(isByte ? Math.Clamp(Math.Round(value), 0, 255) : value);
        }
    }

    private static int Poisson(double mean, double uniform)
    {
        double probability = Math.Exp(-mean), sum = probability;
        int count = 0;
        while (uniform > sum && count < 200)
        {
            count++;
            probability *= mean / count;
            sum += probability;
        }

        return count;
    }
}
