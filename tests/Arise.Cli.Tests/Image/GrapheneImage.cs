using System.Globalization;
using System.Text;

namespace Arise.Cli.Tests;

/// <summary>Files with images of graphene, as NumPy arrays.</summary>
internal static class GrapheneImage
{
    /// <summary>Distance of nearest atoms, pixels.</summary>
    public const double Bond = 12;

    /// <summary>Writes an image, turned by 7 degrees.</summary>
    /// <param name="path">The file.</param>
    /// <param name="side">Pixels per side.</param>
    /// <param name="noise">Standard deviation of the noise, in heights of an atom.</param>
    /// <param name="frames">More than one for a series.</param>
    /// <param name="brightest">The brightest that a pixel can be, in heights of an atom.</param>
    public static void Write(
        string path, int side = 128, double noise = 0.3, int frames = 1, double brightest = double.PositiveInfinity)
    {
        (double sin, double cos) = Math.SinCos(7 * Math.PI / 180);
        var random = new Random(11);
        float[] values = [.. Enumerable.Range(0, frames * side * side).Select(_ => (float)(noise * Normal(random)))];
        int most = (int)(3 * side / Bond);
        for (int k = 0; k < 4 * most * most * 2; k++)
        {
            (int i, int j, int basis) = ((k / 2 % (2 * most)) - most, (k / 2 / (2 * most)) - most, k % 2);
            double u = Bond * Math.Sqrt(3) * (i + (0.5 * j)), v = Bond * ((1.5 * j) + basis);
            (double x, double y) = ((cos * u) - (sin * v) + 5, (sin * u) + (cos * v) + 3);
            for (int row = Math.Max(0, (int)y - 9); row <= Math.Min(side - 1, y + 9); row++)
            {
                for (int column = Math.Max(0, (int)x - 9); column <= Math.Min(side - 1, x + 9); column++)
                {
                    double square = ((column - x) * (column - x)) + ((row - y) * (row - y));
                    for (int frame = 0; frame < frames; frame++)
                        values[(((frame * side) + row) * side) + column] += (float)Math.Exp(-square / 12);
                }
            }
        }

        string shape = frames > 1
            ? string.Create(CultureInfo.InvariantCulture, $"({frames}, {side}, {side})")
            : string.Create(CultureInfo.InvariantCulture, $"({side}, {side})");
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        using FileStream stream = File.Create(path);
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0]);
        stream.Write(Encoding.ASCII.GetBytes(header));
        foreach (float value in values)
            stream.Write(BitConverter.GetBytes(Math.Min(value, (float)brightest)));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
