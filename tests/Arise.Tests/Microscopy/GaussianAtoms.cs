namespace Arise.Tests.Microscopy;

/// <summary>An image of Gaussians, to judge: as exact as asked, with normal noise of a deviation.</summary>
internal static class GaussianAtoms
{
    /// <summary>The image, the same for the same numbers.</summary>
    /// <param name="side">Pixels per side.</param>
    /// <param name="atoms">Centers and heights.</param>
    /// <param name="sigma">Width of an atom, pixels.</param>
    /// <param name="noise">Deviation of the noise of a pixel on a ground of 1.</param>
    /// <param name="perSignal">What is added to the variance of the noise per height of the signal.</param>
    public static float[] Draw(
        int side, IEnumerable<(double X, double Y, double Height)> atoms, double sigma, double noise,
        double perSignal = 0)
    {
        var random = new Random(11);
        double[] sums = new double[side * side];
        foreach ((double x, double y, double height) in atoms)
        {
            for (int row = Math.Max(0, (int)(y - (5 * sigma))); row < Math.Min(side, y + (5 * sigma)); row++)
            {
                int first = Math.Max(0, (int)(x - (5 * sigma)));
                for (int column = first; column < Math.Min(side, x + (5 * sigma)); column++)
                {
                    double square = ((column - x) * (column - x)) + ((row - y) * (row - y));
                    sums[(row * side) + column] += height * Math.Exp(-square / (2 * sigma * sigma));
                }
            }
        }

        return [.. sums.Select(sum => (float)(1 + sum
            + (Math.Sqrt((noise * noise) + (perSignal * sum)) * Normal(random))))];
    }

    /// <summary>Points of a lattice turned by 7 degrees, with a second kind in the middle of its cells.</summary>
    /// <param name="side">Pixels per side.</param>
    /// <param name="a">First lattice vector.</param>
    /// <param name="b">Second lattice vector.</param>
    /// <param name="basis">Places in the cell, parts of the vectors, and heights.</param>
    public static (double X, double Y, double Height)[] Lattice(
        int side, (double X, double Y) a, (double X, double Y) b, params (double A, double B, double Height)[] basis)
    {
        (double sin, double cos) = Math.SinCos(7 * Math.PI / 180);
        int most = 2 * side / (int)Math.Sqrt((a.X * a.X) + (a.Y * a.Y));
        return [.. Enumerable.Range(-most, 2 * most)
            .SelectMany(i => Enumerable.Range(-most, 2 * most).SelectMany(j => basis.Select(atom =>
            {
                double x = ((i + atom.A) * a.X) + ((j + atom.B) * b.X), y = ((i + atom.A) * a.Y) + ((j + atom.B) * b.Y);
                return (X: (cos * x) - (sin * y) + (side / 2.0), Y: (sin * x) + (cos * y) + (side / 2.0), atom.Height);
            })))
            .Where(atom => atom.X > -10 && atom.Y > -10 && atom.X < side + 10 && atom.Y < side + 10)];
    }

    /// <summary>Atoms that must be found: not cut by the edge.</summary>
    public static int Inside(int side, (double X, double Y, double Height)[] atoms, double edge) =>
        atoms.Count(atom => atom.X > edge && atom.Y > edge && atom.X < side - 1 - edge && atom.Y < side - 1 - edge);

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
