using Arise.Numerics;
using Arise.Structures;

namespace Arise.Benchmarks.Samples;

/// <summary>A slab like the published four-grain polycrystal, made here.</summary>
internal static class FourGrains
{
    /// <summary>
    /// fcc, bcc, hcp and diamond in the quarters of 100 x 100 x 15 Angstrom, turned against each other.
    /// </summary>
    public static AtomicStructure Slab()
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
