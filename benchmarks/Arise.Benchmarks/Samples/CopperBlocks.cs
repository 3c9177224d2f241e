using Arise.Numerics;
using Arise.Structures;

namespace Arise.Benchmarks.Samples;

/// <summary>Finite blocks of copper, perfect and shaken.</summary>
internal static class CopperBlocks
{
    private const double CopperLattice = 3.61491;

    /// <summary>
    /// The fcc copper atoms in a cube of 16 Angstrom: lattice points (i, j, k) a/2 with i + j + k even and i, j, k from
    /// 0 to 8, 365 atoms, not periodic.
    /// </summary>
    public static AtomicStructure Box() => Block(9);

    /// <summary>A finite block of fcc copper with <paramref name="layers"/> atomic layers along each axis.</summary>
    public static AtomicStructure Block(int layers)
    {
        var positions = new List<Vector3D>();
        for (int i = 0; i < layers; i++)
        {
            for (int j = 0; j < layers; j++)
            {
                for (int k = (i + j) % 2; k < layers; k += 2)
                    positions.Add(CopperLattice / 2 * new Vector3D(i, j, k));
            }
        }

        return Elemental(positions);
    }

    /// <summary>The same atoms moved at random by up to <paramref name="amplitude"/> Angstrom per component.</summary>
    public static AtomicStructure Shaken(AtomicStructure structure, double amplitude, int seed = 1)
    {
        var random = new Random(seed);
        double Step() => amplitude * ((2 * random.NextDouble()) - 1);
        return structure.WithPositions(
            [.. structure.Positions.ToArray().Select(p => p + new Vector3D(Step(), Step(), Step()))]);
    }

    private static AtomicStructure Elemental(List<Vector3D> positions) =>
        new([.. positions], [.. Enumerable.Repeat(ChemicalElement.Parse("Cu"), positions.Count)]);
}
