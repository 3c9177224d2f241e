using Arise.Defects;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Crystals, layers and tubes of every class: hot, strained, with vacancies, foreign atoms and surfaces.</summary>
internal sealed class CrystalSamples
{
    private readonly AtomSampleSettings _settings;
    private readonly CrystalClass[] _order;

    public CrystalSamples(CrystalClasses classes, AtomSampleSettings settings)
    {
        _settings = settings;
        _order = [.. classes.All.SelectMany(one => Enumerable.Repeat(
            one, one.Multiple * (one.IsElement ? settings.CrystalsPerElement : settings.CrystalsPerCompound)))];
    }

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("crystals", _order.Length, Make);

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        CrystalClass one = _order[index];
        AtomicStructure cell = one.Prototype.Structure;
        AtomicStructure sites = one.IsBulk && draws.Chance(0.25)
            ? CrystalBlocks.WithSurface(cell, one.Distance, draws)
            : CrystalBlocks.Supercell(cell, one.Distance, draws);
        if (draws.Chance(0.6))
            sites = Noise.SmallStrain(draws).Apply(sites);
        if (draws.Chance(0.35))
            sites = Vacancies.Remove(sites, draws.Uniform(0, draws.Chance(0.25) ? 0.3 : 0.08), draws.Seed());
        double noise = draws.Uniform(0, one.MostNoise);
        AtomicStructure hot = Noise.Heat(sites, noise * one.Distance, one.Distance, draws);
        if (!one.IsElement && draws.Chance(0.15))
            hot = Substitutions.Exchange(hot, draws.Uniform(0, 0.05), draws.Seed());
        return [LabelColumn.Sample(LabelColumn.Fill(hot, one.Index), one.Prototype.Label, _settings.Rows)];
    }
}
