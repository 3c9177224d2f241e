using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Samples;

/// <summary>Periodic polycrystals of three or four grains, of one class or of several metals.</summary>
internal sealed class PolycrystalSamples(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double Distance = 2.6;
    private const double Width = 12;
    private const double MostNoise = 0.1;
    private const double Core = 0.8;

    private static readonly string[] Metals = ["fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a", "hcp_Mg_A_hP2_194_c"];
    private static readonly string[] Compounds = ["diam_C_A_cF8_227_a", "RockSalt_NaCl", "CsCl"];

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("polycrystals", settings.Polycrystals, Make);

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        bool isMixed = draws.Chance(0.4);
        string single = draws.Of(draws.Chance(0.6) ? Metals : Compounds);
        ImmutableArray<Prototype> grains = [.. Enumerable.Range(0, draws.Between(3, 4))
            .Select(_ => PrototypeLibrary.Find(isMixed ? draws.Of(Metals) : single))];
        double width = Width * Distance;
        AtomicStructure built = new Polycrystal
        {
            Size = new Vector3D(width, width, width),
            Grains = grains,
            NearestNeighborDistance = Distance,
            Element = isMixed ? ChemicalElement.Parse("Fe") : null,
            IsPeriodic = true,
            ClosestShare = draws.Uniform(0.65, 0.85),
            Seed = draws.Seed(),
        }.Build();
        int[] grainOf = [.. built.Columns.Single(column => column.Name == "grain").Integers
            .ToArray().Select(grain => (int)grain)];
        built = LabelColumn.Set(built, [.. grainOf.Select(grain => classes.LabelOf(grains[grain].Label))]);
        AtomicStructure settled =
            Contacts.Settle(built, grainOf, [.. grains.Select(_ => Distance)], Core);
        AtomicStructure hot = Noise.Heat(settled, Noise.Amount(MostNoise, draws) * Distance, Distance, draws);
        return [LabelColumn.Sample(hot, "polycrystal of " + grains[0].Label, 2 * settings.Rows)];
    }
}
