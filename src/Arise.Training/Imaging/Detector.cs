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
        RandomNumbers random = RandomStreams.Of(RandomStreams.DetectorNoise, draws.Seed());
        RandomNumbers ofCounts = RandomStreams.Of(RandomStreams.DetectorNoise, draws.Seed(), 1);
        double fewest = FewElectrons / electrons, perElectron = 1 / electrons;
        for (int pixel = 0; pixel < image.Length; pixel += 2)
        {
            (double even, double odd) = random.NormalPair((ulong)pixel);
            image[pixel] = Recorded(pixel, even);
            if (pixel + 1 < image.Length)
                image[pixel + 1] = Recorded(pixel + 1, odd);
        }

        float Recorded(int pixel, double normal)
        {
            double mean = Math.Max(image[pixel], 0), value;
            if (mean > fewest)
                value = mean + (Math.Sqrt((mean * perElectron) + (read * read)) * normal);
            else
                value = (Poisson(mean * electrons, ofCounts.Uniform((ulong)pixel)) * perElectron) + (read * normal);
            value *= gain;
            return (float)(isByte ? Math.Clamp(Math.Round(value), 0, 255) : value);
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
