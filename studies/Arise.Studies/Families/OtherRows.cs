using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Families;

/// <summary>Crystals that are none of the classes and were never shown: perfect, and mildly defective.</summary>
internal static class OtherRows
{
    private const int EachType = 2;

    /// <summary>Adds the rows.</summary>
    /// <param name="bench">The bench.</param>
    /// <param name="file">The file of <see cref="UnseenCrystals"/>.</param>
    public static void Add(FamilyBench bench, string file)
    {
        AtomicStructure[] others = UnseenCrystals.Read(file, bench.Prototypes);
        bench.Measure("others", "perfect", others.Length, k => FamilyBench.Known(others[k]));
        bench.Measure("others", "defective", bench.Number(EachType) * others.Length, number =>
        {
            Draws draws = bench.Draws(300, number);
            AtomicStructure block = FamilySamples.Supercell(others[number % others.Length], 60, 300, draws);
            return FamilyBench.Known(UnseenCrystals.Defective(block, draws));
        });
    }
}
