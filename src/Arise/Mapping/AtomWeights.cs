using Arise.Numerics;

namespace Arise.Mapping;

/// <summary>
/// How much the boxes around an atom count for it: w = exp(-8 |u|^2), u the vector from the middle of the box to the
/// atom in units of its edges. In a map of atoms the atom's own sphere counts alone.
/// </summary>
internal static class AtomWeights
{
    private const double Steepness = 8;

    /// <summary>Collects the rows with a prediction that contain an atom, with their weights.</summary>
    public static void Collect(CrystalMap map, int atom, List<(int Row, double Weight)> found)
    {
        found.Clear();
        if (map.Plan.Places is BoxGrid grid)
            Collect(map, grid, map.Plan.Structure.Positions[atom], found);
        else if (HasPrediction(map, map.RowOf(atom)))
            found.Add((map.RowOf(atom), 1));
    }

    private static void Collect(CrystalMap map, BoxGrid grid, Vector3D p, List<(int Row, double Weight)> found)
    {
        (int x0, int x1) = grid.X.Containing(p.X);
        (int y0, int y1) = grid.Y.Containing(p.Y);
        (int z0, int z1) = grid.Z.Containing(p.Z);
        double limit = map.Plan.Settings.Shape == MapShape.Sphere ? 0.25 : double.PositiveInfinity;
        for (int z = z0; z <= z1; z++)
        {
            double uz = Square(grid.Z, z, p.Z);
            for (int y = y0; y <= y1; y++)
            {
                double uyz = uz + Square(grid.Y, y, p.Y);
                for (int x = x0; x <= x1; x++)
                {
                    int row = map.RowOf(grid.Index(grid.X.Wrap(x), grid.Y.Wrap(y), grid.Z.Wrap(z)));
                    double square = uyz + Square(grid.X, x, p.X);
                    if (HasPrediction(map, row) && square <= limit)
                        found.Add((row, Math.Exp(-Steepness * square)));
                }
            }
        }
    }

    private static bool HasPrediction(CrystalMap map, int row) => row >= 0 && !float.IsNaN(map.MutualInformation[row]);

    private static double Square(GridAxis axis, int box, double coordinate)
    {
        double u = (coordinate - axis.Center(box)) / axis.Edge;
        return u * u;
    }
}
