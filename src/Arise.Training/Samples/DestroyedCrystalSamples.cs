using Arise.Defects;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Crystals of the classes whose atoms have moved so far that no crystal is left.</summary>
internal sealed class DestroyedCrystalSamples(CrystalClasses classes, AtomSampleSettings settings)
{
    private const int Sweeps = 12;

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("destroyed crystals", settings.DestroyedCrystals, Make);

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        CrystalClass one = classes.All[index % classes.All.Length];
        AtomicStructure sites = CrystalBlocks.Supercell(one.Prototype.Structure, one.Distance, draws);
        AtomicStructure moved =
            Displacements.Gaussian(sites, draws.Uniform(0.25, 0.45) * one.Distance, draws.Seed());
        AtomicStructure parted = HardCores.Part(moved, draws.Uniform(0.75, 0.9) * one.Distance, Sweeps);
        return [LabelColumn.Sample(
            LabelColumn.Fill(parted, AtomSample.None), one.Prototype.Label + " destroyed", settings.Rows)];
    }
}
