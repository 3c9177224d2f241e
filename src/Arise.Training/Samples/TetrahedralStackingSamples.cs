using Arise.Defects;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Double layers of diamond and zinc blende in sequences with faults, each with the label of its own letter: c is
/// cubic, h hexagonal. Where h and c alternate (4H) or hhc repeats (9R) the crystal is of that class, if there is one.
/// </summary>
internal sealed class TetrahedralStackingSamples(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double Bond = 2.4;
    private const double MostNoise = 0.11;

    private static readonly ChemicalElement[] Species = [.. new[] { "Zn", "S" }.Select(ChemicalElement.Parse)];

    private readonly short _diamond = classes.LabelOf("diam_C_A_cF8_227_a");
    private readonly short _lonsdaleite = classes.LabelOf("HexDiam_C_A_hP4_194_f");
    private readonly short _zincBlende = classes.LabelOf("Zincblende_ZnS");
    private readonly short _wurtzite = classes.LabelOf("Wurtzite_ZnS");
    private readonly short _alternating = classes.LabelOf("SiC_4H");
    private readonly short _threefold = classes.LabelOf("SiC_9R");

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("tetrahedral stackings", settings.TetrahedralStackings, Make);

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        (string name, Stacking stacking) = StackingSequences.Draw(index, draws);
        bool isElement = draws.Chance(0.5);
        short[] labels = isElement
            ? stacking.Labels(_diamond, _lonsdaleite, AtomSample.None, AtomSample.None)
            : stacking.Labels(_zincBlende, _wurtzite, _alternating, _threefold);
        AtomicStructure cell = StackingSamples.Build(
            stacking,
            labels,
            draws.Uniform(0.98, 1.02),
            [(0, Species[0]), (0.75, Species[isElement ? 0 : 1])],
            Math.Sqrt(8.0 / 3) * Bond,
            Math.Sqrt(2.0 / 3));
        AtomicStructure sites = cell.Repeat(4, 3, 1);
        if (draws.Chance(0.6))
            sites = Noise.SmallStrain(draws).Apply(sites);
        if (draws.Chance(0.2))
            sites = Vacancies.Remove(sites, draws.Uniform(0, 0.05), draws.Seed());
        AtomicStructure hot = Noise.Heat(sites, Noise.Amount(MostNoise, draws) * Bond, Bond, draws);
        return [LabelColumn.Sample(
            settings.TellsAll ? hot : StackingSamples.Balance(hot, draws),
            "double layers like " + name,
            settings.Rows)];
    }
}
