using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Structures.Formats;

/// <summary>Random crystals for round trips: skewed cells, several elements, atoms that keep a distance.</summary>
internal static class RandomStructures
{
    private static readonly string[] Elements = ["H", "C", "O", "Si", "Fe", "Ni", "Cu", "Zr", "Au", "U"];

    /// <summary>
    /// A triclinic crystal whose atoms sit near the points of a 3 x 3 x 3 grid, some of them in neighboring cells.
    /// </summary>
    public static AtomicStructure Triclinic(Random random, Periodicity? periodicity = null)
    {
        Lattice lattice;
        do
            lattice = new Lattice(Vector(random, 8), Vector(random, 8), Vector(random, 8));
        while (lattice.Volume < 100);

        int count = random.Next(1, 27);
        int[] sites = [.. Enumerable.Range(0, 27)];
        random.Shuffle(sites);
        var positions = new Vector3D[count];
        var species = new ChemicalElement[count];
        for (int i = 0; i < count; i++)
        {
            var fractional = new Vector3D(sites[i] % 3, sites[i] / 3 % 3, sites[i] / 9) / 3 + Vector(random, 0.05);
            positions[i] = lattice.ToCartesian(
                fractional + new Vector3D(random.Next(-1, 2), random.Next(-1, 2), random.Next(-1, 2)));
            species[i] = ChemicalElement.Parse(Elements[random.Next(Elements.Length)]);
        }

        return new AtomicStructure(positions, species, lattice, periodicity ?? Periodicity.Bulk);
    }

    private static Vector3D Vector(Random random, double size) => new(
        size * ((2 * random.NextDouble()) - 1),
        size * ((2 * random.NextDouble()) - 1),
        size * ((2 * random.NextDouble()) - 1));
}
