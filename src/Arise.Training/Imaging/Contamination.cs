using Arise.Numerics;

namespace Arise.Imaging;

/// <summary>
/// What lies on a sample, in units of the height of an atom: a slow bright background and a gradient, and thick areas
/// that hide the atoms.
/// </summary>
internal static class Contamination
{
    // More than this and a microscopist would mark no atom.
    private const double Hiding = 1.5;

    /// <summary>Adds a background to an image.</summary>
    /// <returns>Which pixels are hidden.</returns>
    public static bool[] Add(float[] image, int width, int height, double spacing, Draws draws)
    {
        double side = Math.Max(width, height);
        double slope = draws.Chance(0.5) ? draws.Uniform(0, 1.5) : 0;
        (double sin, double cos) = Math.SinCos(draws.Uniform(0, 2 * Math.PI));
        var spots = new CoarseRaster(width, height);
        int count = draws.Chance(0.6) ? draws.Between(1, 5) : 0;
        for (int k = 0; k < count; k++)
        {
            spots.AddGaussian(
                draws.Uniform(0, width),
                draws.Uniform(0, height),
                spacing * draws.Uniform(2.5, 10),
                draws.Uniform(0.1, 1.5));
        }

        spots.AddTo(image, width, height);
        bool isThick = draws.Chance(0.3);
        double thickX = draws.Uniform(-0.1, 1.1) * width, thickY = draws.Uniform(-0.1, 1.1) * height;
        double radius = side * draws.Uniform(0.08, 0.35), soft = spacing * draws.Uniform(0.3, 1.5);
        double thickness = draws.LogUniform(2, 20);
        (double waves, double phase) = (draws.Between(2, 6), draws.Uniform(0, 2 * Math.PI));
        float[]? texture = isThick && draws.Chance(0.7) ? Texture(width, height, spacing, draws) : null;
        bool[] covered = new bool[image.Length];
        for (int row = 0; row < height; row++)
        {
            for (int column = 0; column < width; column++)
            {
                double value = slope * ((column * cos) + (row * sin)) / side;
                if (isThick)
                {
                    double x = column - thickX, y = row - thickY, distance = Math.Sqrt((x * x) + (y * y));
                    double edge = radius * (1 + (0.15 * Math.Sin((waves * Math.Atan2(y, x)) + phase)));
                    double above = thickness / (1 + Math.Exp(Math.Clamp((distance - edge) / soft, -40, 40)));
                    covered[(row * width) + column] = above > Hiding;
                    value += above * (1 + (texture?[(row * width) + column] ?? 0));
                }

                image[(row * width) + column] += (float)value;
            }
        }

        return covered;
    }

    // Bumps about as wide as atoms, with deviations of 5 to 30 in 100.
    private static float[] Texture(int width, int height, double spacing, Draws draws)
    {
        double strength = draws.Uniform(0.05, 0.3);
        int count = (int)(2.0 * width * height / (spacing * spacing));
        var raster = new CoarseRaster(width, height);
        for (int k = 0; k < count; k++)
        {
            raster.AddGaussian(
                draws.Uniform(0, width),
                draws.Uniform(0, height),
                Math.Max(3, spacing * draws.Uniform(0.25, 1)),
                strength * draws.Normal());
        }

        float[] texture = new float[width * height];
        raster.AddTo(texture, width, height);
        return texture;
    }
}
