using Arise.Numerics;

namespace Arise.Structures.Symmetry;

/// <summary>Does a cell have the shape that a set of symmetry operations asks for?</summary>
internal static class CellMetric
{
    /// <summary>
    /// Largest deviation that is still taken for the rounding or the relaxation of a symmetric cell: 0.02 is 1 % in a
    /// length or about one degree in an angle.
    /// </summary>
    public const double Tolerance = 0.02;

    /// <summary>
    /// max over operations and i, j of |(Wᵀ G W - G)ᵢⱼ| / (|aᵢ| |aⱼ|), with G = aᵢ · aⱼ the metric tensor and W the
    /// matrix part: zero when every operation is an isometry of the lattice.
    /// </summary>
    public static double Deviation(Lattice lattice, IEnumerable<SymmetryOperation> operations)
    {
        double largest = 0;
        var images = new Vector3D[3];
        foreach (SymmetryOperation operation in operations.Select(o => o.WithoutTranslation()).Distinct())
        {
            for (int i = 0; i < 3; i++)
            {
                var unit = new Vector3D(i == 0 ? 1 : 0, i == 1 ? 1 : 0, i == 2 ? 1 : 0);
                images[i] = lattice.ToCartesian(operation.Apply(unit));
            }

            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    double change = Vector3D.Dot(images[i], images[j]) - Vector3D.Dot(lattice[i], lattice[j]);
                    largest = Math.Max(largest, Math.Abs(change) / (lattice[i].Length * lattice[j].Length));
                }
            }
        }

        return largest;
    }
}
