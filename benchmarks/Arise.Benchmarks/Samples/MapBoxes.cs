using Arise.Numerics;
using Arise.Structures;

namespace Arise.Benchmarks.Samples;

/// <summary>
/// The boxes of a map: cubes of 16 Angstrom at every Angstrom in the plane of a slab, as published for the four-grain
/// polycrystal. Boxes with 50 atoms or fewer are left out.
/// </summary>
internal static class MapBoxes
{
    private const double Edge = 16;
    private const int LeastAtoms = 51;

    /// <summary>The boxes of a slab, row by row; padding of half a box in the plane.</summary>
    public static List<AtomicStructure> Of(AtomicStructure slab, double stride = 1)
    {
        Vector3D[] positions = slab.Positions.ToArray();
        double padding = Edge / 2;
        (double x0, double nx) = Axis(positions.Min(p => p.X) - padding, positions.Max(p => p.X) + padding, stride);
        (double y0, double ny) = Axis(positions.Min(p => p.Y) - padding, positions.Max(p => p.Y) + padding, stride);
        var boxes = new List<AtomicStructure>();
        for (int row = 0; row < ny; row++)
        {
            double y = y0 + (row * stride);
            int[] inRow = [.. Enumerable.Range(0, positions.Length)
                .Where(i => positions[i].Y >= y && positions[i].Y <= y + Edge)];
            for (int column = 0; column < nx; column++)
            {
                double x = x0 + (column * stride);
                int[] atoms = [.. inRow.Where(i => positions[i].X >= x && positions[i].X <= x + Edge)];
                if (atoms.Length >= LeastAtoms)
                    boxes.Add(slab.Select(atoms));
            }
        }

        return boxes;
    }

    private static (double Low, double Count) Axis(double low, double high, double stride)
    {
        double count = Math.Floor((high - low) / stride) + 1;
        double overhang = low + ((count - 1) * stride) + Edge - high;
        while (overhang < 0)
            (count, overhang) = (count + 1, overhang + stride);
        return (low - (overhang / 2), count);
    }
}
