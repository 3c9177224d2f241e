using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Mapping;

/// <summary>Small samples with known phases, and quick settings.</summary>
internal static class MapSamples
{
    /// <summary>Fcc for x below 20 Angstrom and diamond above, one species, 40 x 14 x 14 Angstrom.</summary>
    public static AtomicStructure TwoPhases()
    {
        var positions = new List<Vector3D>();
        Add(3.6, 0, 19.5, []);
        Add(5.4, 20.5, 40, [new Vector3D(0.25, 0.25, 0.25)]);
        return new AtomicStructure(
            [.. positions], [.. Enumerable.Repeat(ChemicalElement.Parse("Si"), positions.Count)]);

        void Add(double a, double from, double to, Vector3D[] second)
        {
            for (int i = 0; i < 32; i++)
            {
                for (int j = 0; j < 8; j++)
                {
                    for (int k = (i + j) % 2; k < 8; k += 2)
                    {
                        foreach (Vector3D shift in (Vector3D[])[default, .. second])
                        {
                            var site = new Vector3D(0.5 * i, 0.5 * j, 0.5 * k);
                            Vector3D p = new Vector3D(from, 0, 0) + (a * (site + shift));
                            if (p.X < to && p.Y < 14 && p.Z < 14)
                                positions.Add(p);
                        }
                    }
                }
            }
        }
    }

    /// <summary>Twelve boxes along x, two along y, one along z; 64 passes.</summary>
    public static MapSettings Quick(int threads = 2) => new()
    {
        Edge = new Vector3D(12, 12, 15),
        Stride = new Vector3D(4, 8, 15),
        Prediction = new PredictionSettings { Passes = 64, Threads = threads },
    };
}
