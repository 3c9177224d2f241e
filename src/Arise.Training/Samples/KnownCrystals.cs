using System.Collections.Immutable;
using Arise.Defects;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Crystals of the classes in the kinds that people have them: what a verdict must call known. One kind after the
/// other, so that what is refused of each can be counted.
/// </summary>
internal sealed class KnownCrystals
{
    private readonly CrystalClasses _classes;
    private readonly CrystalFamily[] _members;

    /// <summary>Prepares the kinds.</summary>
    /// <param name="prototypes">The classes; labels are positions in this list.</param>
    public KnownCrystals(IReadOnlyList<Prototype> prototypes)
    {
        _classes = new CrystalClasses(prototypes);
        _members = [.. _classes.All.Select(one => CrystalFamily.Of(one.Prototype))];
        CrystalClass[] elements = [.. _classes.All.Where(one => one.IsElement)];
        CrystalClass[] compounds = [.. _classes.All.Where(one => one.IsBulk && !one.IsElement)];
        CrystalClass[] bulk = [.. _classes.All.Where(one => one.IsBulk)];
        CrystalClass[] common = [.. _classes.All.Where(one => one.Multiple > 1)];
        Kinds =
        [
            new("all classes", _classes.All, Mild),
            new("members", bulk, (one, draws) => Member(one, draws)),
            new("300 K cells", bulk, (one, draws) => Warm(one, 0.015, 0.03, draws)),
            new("hot cells", common, (one, draws) => Warm(one, 0.04, 0.07, draws)),
            new("strained 1-3 %", bulk, Strained),
            new("vacancies to 30 %", bulk, (one, draws) =>
                Vacancies.Remove(Block(one, draws), draws.Uniform(0, 0.3), draws.Seed())),
            new("displaced 7 %", bulk, (one, draws) => Displaced(one, 0.07, draws)),
            new("dilute 0.3-3 %", elements, (one, draws) => Substitutions.Dissolve(
                Block(one, draws), ForeignAtoms.First, draws.LogUniform(0.003, 0.03), draws.Seed())),
            new("interstitials 0.3-3 %", elements, Crowded),
            new("random alloys", elements, (one, draws) => ForeignAtoms.Alloy(Block(one, draws), draws)),
            new("antisites 1-5 %", compounds, (one, draws) => Substitutions.Exchange(
                Block(one, draws), draws.Uniform(0.01, 0.05), draws.Seed())),
            new("slabs", bulk, Slab),
            new("pieces of 60-600 atoms", bulk, Piece),
        ];
    }

    /// <summary>A kind of crystals.</summary>
    /// <param name="Name">What a person calls it.</param>
    /// <param name="Classes">The classes that have it.</param>
    /// <param name="Make">Makes one.</param>
    internal sealed record Kind(
        string Name, IReadOnlyList<CrystalClass> Classes, Func<CrystalClass, Draws, AtomicStructure> Make);

    /// <summary>The kinds.</summary>
    public ImmutableArray<Kind> Kinds { get; }

    private AtomicStructure Member(CrystalClass one, Draws draws) => _members[one.Index].Draw(draws);

    private AtomicStructure Block(CrystalClass one, Draws draws) =>
        FamilySamples.Supercell(Member(one, draws), 100, 400, draws);

    // Layers and tubes too.
    private AtomicStructure Mild(CrystalClass one, Draws draws)
    {
        AtomicStructure sites = Vacancies.Remove(Block(one, draws), draws.Uniform(0, 0.05), draws.Seed());
        return Noise.Heat(sites, draws.Uniform(0, 0.03) * one.Distance, one.Distance, draws);
    }

    private AtomicStructure Warm(CrystalClass one, double least, double most, Draws draws)
    {
        double noise = Math.Min(draws.Uniform(least, most), one.MostNoise) * one.Distance;
        return Noise.Heat(Block(one, draws), noise, one.Distance, draws);
    }

    private AtomicStructure Displaced(CrystalClass one, double share, Draws draws) =>
        Displacements.Uniform(Block(one, draws), share * one.Distance, draws.Seed());

    private AtomicStructure Strained(CrystalClass one, Draws draws) =>
        Deformations.Shear(draws.Uniform(0.01, 0.03), draws).Apply(one.Prototype.Structure);

    private AtomicStructure Crowded(CrystalClass one, Draws draws) =>
        ForeignAtoms.WithInterstitials(LabelColumn.Fill(Block(one, draws), one.Index), one.Distance, draws);

    private AtomicStructure Slab(CrystalClass one, Draws draws)
    {
        int axis = draws.Below(3);
        AtomicStructure slab = Block(one, draws).WithPeriodicity(new Periodicity(axis != 0, axis != 1, axis != 2));
        return Noise.Heat(slab, draws.Uniform(0, 0.02) * one.Distance, one.Distance, draws);
    }

    private AtomicStructure Piece(CrystalClass one, Draws draws)
    {
        AtomicStructure piece = Pieces.Cut(Member(one, draws), one.Distance, draws, 60);
        return Noise.Heat(piece, draws.Uniform(0, 0.03) * one.Distance, one.Distance, draws);
    }
}
