using Arise.Imaging;
using Arise.Microscopy.Finders;

namespace Arise.AtomFinding;

/// <summary>What the network is shown, and what it ought to answer.</summary>
/// <param name="Input">Pixels [row, column].</param>
/// <param name="Target">1 at the center of an atom, a Gaussian around it, the larger one of two.</param>
/// <param name="Weight">How much a pixel counts: 0 at the edges of the patch and beyond the image.</param>
/// <param name="Atoms">Positions in the patch, and whether each is one that must be found.</param>
/// <param name="Spacing">True distance of nearest atoms, pixels.</param>
internal sealed record TrainingPatch(
    float[] Input, float[] Target, float[] Weight, (double X, double Y, bool IsAsked)[] Atoms, double Spacing)
{
    /// <summary>Pixels per side.</summary>
    public const int Side = 96;

    // Nearer to an edge of the patch the maps of the network lack what they have in an image.
    private const int Border = 6;
    private const double TargetWidth = 1.1;
    private const int TargetReach = 4;
    private const float CoveredWeight = 0.4f;

    /// <summary>Cuts a patch out of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="input">What the network sees of it.</param>
    /// <param name="left">First column, of the input.</param>
    /// <param name="top">First row.</param>
    public static TrainingPatch Cut(SimulatedImage image, NetworkInput input, int left, int top)
    {
        float[] values = new float[Side * Side], target = new float[Side * Side], weight = new float[Side * Side];
        for (int row = 0; row < Side; row++)
        {
            for (int column = 0; column < Side; column++)
            {
                int x = left + column, y = top + row, k = (row * Side) + column;
                if (x < 0 || y < 0 || x >= input.Width || y >= input.Height)
                    continue;
                values[k] = input.Values[(y * input.Width) + x];
                int distance = Math.Min(Math.Min(row, column), Side - 1 - Math.Max(row, column));
                if (distance >= Border)
                    weight[k] = IsCovered(image, input.InImage(x), input.InImage(y)) ? CoveredWeight : 1;
            }
        }

        var atoms = new List<(double, double, bool)>();
        foreach (SimulatedAtom atom in image.Atoms)
        {
            double x = input.FromImage(atom.X) - left, y = input.FromImage(atom.Y) - top;
            if (x is <= -TargetReach or >= Side + TargetReach || y is <= -TargetReach or >= Side + TargetReach)
                continue;
            if (atom.IsVisible)
                AddTarget(target, x, y);
            int column = (int)Math.Round(x), row = (int)Math.Round(y);
            if (column is >= 0 and < Side && row is >= 0 and < Side)
                atoms.Add((x, y, atom.IsVisible && weight[(row * Side) + column] >= 1));
        }

        return new TrainingPatch(values, target, weight, [.. atoms], image.Spacing * input.Scale);
    }

    private static bool IsCovered(SimulatedImage image, double x, double y)
    {
        int column = Math.Clamp((int)Math.Round(x), 0, image.Image.Width - 1);
        int row = Math.Clamp((int)Math.Round(y), 0, image.Image.Height - 1);
        return image.Covered[(row * image.Image.Width) + column];
    }

    private static void AddTarget(float[] target, double x, double y)
    {
        int column = (int)Math.Round(x), row = (int)Math.Round(y);
        for (int i = Math.Max(0, row - TargetReach); i <= Math.Min(Side - 1, row + TargetReach); i++)
        {
            for (int j = Math.Max(0, column - TargetReach); j <= Math.Min(Side - 1, column + TargetReach); j++)
            {
                double square = ((j - x) * (j - x)) + ((i - y) * (i - y));
                float value = (float)Math.Exp(-square / (2 * TargetWidth * TargetWidth));
                target[(i * Side) + j] = Math.Max(target[(i * Side) + j], value);
            }
        }
    }
}
