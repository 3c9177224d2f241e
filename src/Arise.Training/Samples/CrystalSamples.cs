using Arise.Defects;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Crystals, layers and tubes of every class: members with cells of their own, hot, strained, with vacancies, foreign
/// atoms and surfaces.
/// </summary>
internal sealed class CrystalSamples
{
    private readonly AtomSampleSettings _settings;
    private readonly CrystalClass[] _order;
    private readonly CrystalFamily[] _members;

    public CrystalSamples(CrystalClasses classes, AtomSampleSettings settings)
    {
        _settings = settings;
        _members = [.. classes.All.Select(one => CrystalFamily.Of(one.Prototype))];
        _order = [.. classes.All.SelectMany(one => Enumerable.Repeat(
            one, one.Multiple * (one.IsElement ? settings.CrystalsPerElement : settings.CrystalsPerCompound)))];
    }

    /// <summary>The kind.</summary>
    public SampleKind Kind => new("crystals", _order.Length, Make);

    private IReadOnlyList<AtomSample> Make(int index, Draws draws)
    {
        CrystalClass one = _order[index];
        AtomicStructure cell = _members[one.Index].Draw(draws);
        AtomicStructure sites = one.IsBulk && draws.Chance(0.25)
            ? CrystalBlocks.WithSurface(cell, one.Distance, draws)
            : CrystalBlocks.Supercell(cell, one.Distance, draws);
        if (one.Prototype.MaterialType == MaterialType.TwoDimensional && draws.Chance(0.15))
            sites = CrystalBlocks.Flake(sites, draws);
        if (draws.Chance(0.6))
            sites = Noise.SmallStrain(draws, _members[one.Index].HasAxialRange ? 0.5 : 1).Apply(sites);
        if (draws.Chance(0.35))
            sites = Vacancies.Remove(sites, draws.Uniform(0, draws.Chance(0.25) ? 0.3 : 0.08), draws.Seed());
        double noise = Noise.Amount(one.MostNoise, draws);
        AtomicStructure hot = LabelColumn.Fill(
            Noise.Heat(sites, noise * one.Distance, one.Distance, draws), one.Index);
        hot = one.IsElement
            ? ForeignAtoms.IntoElement(hot, one.Distance, draws)
            : ForeignAtoms.IntoCompound(
                hot,
                one.Distance,
                one.Prototype.MaterialType is MaterialType.Binary or MaterialType.Ternary,
                draws);
        return [LabelColumn.Sample(hot, one.Prototype.Label, _settings.Rows)];
    }
}
