using Arise.Numerics;
using Arise.Structures;

namespace Arise.Benchmarks;

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

    /// <summary>
    /// A slab of 100 x 100 x 15 Angstrom with fcc, bcc, hcp and diamond in its quarters, turned against each other.
    /// </summary>
    public static AtomicStructure FourGrains()
    {
        var positions = new List<Vector3D>();
        AddGrain(positions, 0, 0, 0.3, [new(0, 1.8, 1.8), new(1.8, 0, 1.8), new(1.8, 1.8, 0)], [new(0, 0, 0)]);
        AddGrain(
            positions,
            50,
            0,
            0.8,
            [new(-1.43, 1.43, 1.43), new(1.43, -1.43, 1.43), new(1.43, 1.43, -1.43)],
            [new(0, 0, 0)]);
        AddGrain(
            positions,
            0,
            50,
            1.2,
            [new(2.5, 0, 0), new(-1.25, 2.165, 0), new(0, 0, 4.08)],
            [new(0, 0, 0), new(0, 1.4434, 2.04)]);
        AddGrain(
            positions,
            50,
            50,
            0.5,
            [new(0, 2.0, 2.0), new(2.0, 0, 2.0), new(2.0, 2.0, 0)],
            [new(0, 0, 0), new(1, 1, 1)]);
        return new AtomicStructure(
            [.. positions], [.. Enumerable.Repeat(ChemicalElement.Parse("Fe"), positions.Count)]);
    }

    private static (double Low, double Count) Axis(double low, double high, double stride)
    {
        double count = Math.Floor((high - low) / stride) + 1;
        double overhang = low + ((count - 1) * stride) + Edge - high;
        while (overhang < 0)
            (count, overhang) = (count + 1, overhang + stride);
        return (low - (overhang / 2), count);
    }

    private static void AddGrain(
        List<Vector3D> positions, double x0, double y0, double angle, Vector3D[] cell, Vector3D[] basis)
    {
        const double edge = 50, height = 15;
        const int reach = 45;
        for (int i = -reach; i <= reach; i++)
        {
            for (int j = -reach; j <= reach; j++)
            {
                for (int k = -reach; k <= reach; k++)
                {
                    foreach (Vector3D atom in basis)
                    {
                        Vector3D v = (i * cell[0]) + (j * cell[1]) + (k * cell[2]) + atom;
                        double x = (Math.Cos(angle) * v.X) - (Math.Sin(angle) * v.Y) + (edge / 2);
                        double y = (Math.Sin(angle) * v.X) + (Math.Cos(angle) * v.Y) + (edge / 2);
                        if (x >= 0 && x < edge - 0.8 && y >= 0 && y < edge - 0.8 && v.Z >= 0 && v.Z < height)
                            positions.Add(new Vector3D(x0 + x, y0 + y, v.Z));
                    }
                }
            }
        }
    }
}
