using System.Globalization;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Families;

/// <summary>
/// Sixty periodic crystals of six common lattices with normal displacements of ten sizes, made as others make their
/// noise series: about 1000 atoms, each component on its own. The size is the root mean square of the displacement of
/// an atom (of a component it is smaller by the square root of 3).
/// </summary>
internal static class NoiseRows
{
    private static readonly string[] Lattices = ["fcc", "bcc", "hcp", "diamond", "hexagonal diamond", "simple cubic"];
    private static readonly double[] Sizes = [0.03, 0.06, 0.09, 0.12, 0.14, 0.16, 0.18, 0.2, 0.22, 0.25];

    /// <summary>Adds a row per size, in shares of the distance of neighbors.</summary>
    public static void Add(FamilyBench bench)
    {
        foreach (double size in Sizes)
        {
            bench.Measure(
                "noise series",
                size.ToString("0.00", CultureInfo.InvariantCulture),
                Lattices.Length,
                number =>
                {
                    Prototype prototype = PrototypeLibrary.Find(Lattices[number]);
                    Draws draws = bench.Draws(600, (number * 100) + (int)(1000 * size));
                    AtomicStructure block = FamilySamples.Supercell(prototype.Structure, 1000, 1001, draws);
                    double distance = NearestNeighborDistance.OfAllAtoms(prototype.Structure);
                    return FamilyBench.Known(
                        Displacements.Gaussian(block, size / Math.Sqrt(3) * distance, draws.Seed()), prototype.Label);
                });
        }
    }
}
