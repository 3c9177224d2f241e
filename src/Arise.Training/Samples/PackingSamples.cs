using System.Collections.Immutable;
using Arise.Defects;
using Arise.Numerics;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Samples;

/// <summary>Packings without order of one to four species, dense and loose, a part of them as drops.</summary>
internal sealed class PackingSamples(AtomSampleSettings settings)
{
    private const double Distance = 2.5;

    private static readonly ImmutableArray<ChemicalElement> Species =
        [.. new[] { "Cu", "O", "Na", "Si" }.Select(ChemicalElement.Parse)];

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("packings", settings.Packings, Make);

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        AtomicStructure packing = DisorderedPacking.Create(
            new DisorderedPackingSettings
            {
                Atoms = draws.Between(250, 450),
                Density = draws.Chance(0.2) ? draws.Uniform(0.1, 0.5) : draws.Uniform(0.5, 1.08),
                LeastDistance = Distance,
                Species = Species[..(draws.Chance(0.5) ? 1 : draws.Between(2, Species.Length))],
            },
            draws.Seed());
        if (draws.Chance(0.5))
            packing = Displacements.Gaussian(packing, draws.Uniform(0, 0.12) * Distance, draws.Seed());
        if (draws.Chance(0.15))
            packing = packing.Wrapped().WithPeriodicity(Periodicity.None);
        return [LabelColumn.Sample(LabelColumn.Fill(packing, AtomSample.None), "packing", settings.Rows)];
    }
}
