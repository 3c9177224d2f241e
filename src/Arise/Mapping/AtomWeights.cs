using Arise.Numerics;

namespace Arise.Mapping;

/// <summary>
/// How much the boxes around an atom count for it: w = exp(-8 |u|^2), u the vector from the middle of the box to the
/// atom in units of its edges.
/// </summary>
internal static class AtomWeights
{
    private const double Steepness = 8;

    /// <summary>Collects the rows with a prediction that contain an atom, with their weights.</summary>
    public static void Collect(CrystalMap map, int atom, List<(int Row, double Weight)> found)
    {
        found.Clear();
        BoxGrid grid = map.Grid;
        Vector3D p = map.Plan.Structure.Positions[atom];
        (int x0, int x1) = grid.X.Containing(p.X);
        (int y0, int y1) = grid.Y.Containing(p.Y);
        (int z0, int z1) = grid.Z.Containing(p.Z);
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
                    if (HasPrediction(map, row))
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
