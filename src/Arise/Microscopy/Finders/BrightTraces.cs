namespace Arise.Microscopy.Finders;

/// <summary>
/// Tells what the preparation leaves around bright atoms on an empty ground: rings of a few percent of their height
/// beside them, and less than that elsewhere. In images without noise nothing hides them.
/// </summary>
internal static class BrightTraces
{
    // Of the highest atom within so many spacings.
    private const double LeastBeside = 0.06;
    private const double Beside = 2.5;

    // Of the highest atom of the image; of a carbon atom among gold it is 0.012.
    private const double LeastAnywhere = 0.005;

    // Of the highest atom.
    private const double MostNoise = 0.001;

    /// <summary>Whether each of some atoms is a trace of another one.</summary>
    /// <param name="atoms">The atoms.</param>
    /// <param name="image">The image they are in.</param>
    /// <param name="noise">Standard deviation of the noise of a pixel; where there is some, it hides traces.</param>
    public static bool[] Of(GaussianRefinement.Gaussian[] atoms, FlatImage image, double noise)
    {
        double cell = Beside * image.Spacing, highest = 0;
        int columns = (int)(image.Width / cell) + 1, rows = (int)(image.Height / cell) + 1;
        var cells = new List<int>?[columns * rows];
        for (int k = 0; k < atoms.Length; k++)
        {
            (cells[(Index(atoms[k].Y, rows) * columns) + Index(atoms[k].X, columns)] ??= []).Add(k);
            highest = Math.Max(highest, atoms[k].Height);
        }

        return [.. atoms.Select(atom =>
            noise <= MostNoise * highest && (atom.Height < LeastAnywhere * highest || IsBesideHigher(atom)))];

        int Index(double position, int count) => Math.Clamp((int)(position / cell), 0, count - 1);

        bool IsBesideHigher(GaussianRefinement.Gaussian atom)
        {
            int row = Index(atom.Y, rows), column = Index(atom.X, columns);
            for (int i = Math.Max(0, row - 1); i <= Math.Min(rows - 1, row + 1); i++)
            {
                for (int j = Math.Max(0, column - 1); j <= Math.Min(columns - 1, column + 1); j++)
                {
                    foreach (int k in cells[(i * columns) + j] ?? [])
                    {
                        double x = atoms[k].X - atom.X, y = atoms[k].Y - atom.Y;
                        if (atom.Height < LeastBeside * atoms[k].Height && (x * x) + (y * y) < cell * cell)
                            return true;
                    }
                }
            }

            return false;
        }
    }
}
