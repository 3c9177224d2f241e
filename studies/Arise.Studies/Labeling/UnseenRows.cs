using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Labeling;

/// <summary>Crystals that are none of the classes and were never shown: at rest, and mildly defective.</summary>
internal static class UnseenRows
{
    private const int Rows = 40;

    /// <summary>Adds the rows.</summary>
    public static void Add(LabelBench bench, string file)
    {
        AtomicStructure[] crystals = UnseenCrystals.Read(file, PrototypeLibrary.Families);
        if (bench.IsQuick)
            crystals = crystals[..4];
        bench.Measure("unseen crystals", [.. crystals.Index().Select(pair =>
            (pair.Item.Name!, (Func<IEnumerable<LabelCase>>)(() => Make(pair.Item, bench.Draws(13, pair.Index)))))]);
    }

    private static IEnumerable<LabelCase> Make(AtomicStructure cell, Draws draws)
    {
        AtomicStructure block = FamilySamples.Supercell(cell, 60, 300, draws);
        yield return Case(block, "at rest");
        yield return Case(UnseenCrystals.Defective(block, draws), "to 5 % vacancies, displaced to 3 %");

        LabelCase Case(AtomicStructure structure, string row) => new(
            LabelColumn.Sample(LabelColumn.Fill(structure, AtomSample.None), cell.Name!, Rows), row);
    }
}
