using System.Collections.Immutable;
using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Hot crystals that are none of the classes: known types, and shapes between the classes.</summary>
internal sealed class DecoySamples(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double MostNoise = 0.1;
    private const double MostNoiseBetween = 0.05;
    private const int Between = 14;
    private const int LayersEach = 3;

    // Farther from all classes than what relatives of them are: how far a crystal is strained has no end.
    private const double FarStretched = 0.2;

    private readonly Lazy<ClassRelatives> _relatives = new(() => new ClassRelatives(classes.Prototypes));

    private readonly CrystalClass[] _bulk = [.. classes.All.Where(one => one.IsBulk)];

    /// <summary>The kinds: the types of the table, and what lies between the classes.</summary>
    public IEnumerable<SampleKind> Kinds
    {
        get
        {
            ImmutableArray<AtomicStructure> others =
                settings.OtherCrystals > 0 ? Decoys.Unrelated(_relatives.Value) : [];
            return
            [
                new(
                    "other crystals",
                    others.Length * settings.OtherCrystals,
                    (index, draws) => MakeOther(others[index % others.Length], draws)),
                new("between classes", settings.BetweenClasses, MakeBetween),
            ];
        }
    }

    private IReadOnlyList<AtomSample> MakeOther(AtomicStructure cell, Draws draws)
    {
        double distance = NearestNeighborDistance.OfAllAtoms(cell);
        AtomicStructure sites = draws.Chance(0.15)
            ? CrystalBlocks.WithSurface(cell, distance, draws)
            : CrystalBlocks.Supercell(cell, distance, draws);
        return Finish(sites, cell.Name!, distance, MostNoise, draws);
    }

    private IReadOnlyList<AtomSample> MakeBetween(int index, Draws draws)
    {
        AtomicStructure cell = (index % Between) switch
        {
            0 or 1 => Decoys.Omega(draws.Uniform(0.45, 0.7)),
            2 => Decoys.FaceCenteredTetragonal(draws.Uniform(0.80, 0.85)),
            3 => Decoys.FaceCenteredTetragonal(draws.Uniform(1.20, 1.30)),
            4 or 5 => Sheared(draws),
            6 or 7 => Decoys.FourLayers(isCompound: index % Between == 6 && classes.Find("SiC_4H") is null),
            8 => Decoys.Layer(index / Between % LayersEach),
            9 or 10 => Decoys.HexagonalTwoLayers(draws.Uniform(1.25, 1.45)),
            11 => Decoys.HexagonalTwoLayers(draws.Uniform(2.05, 2.35)),
            _ => Stretched(draws),
        };
        double distance = NearestNeighborDistance.OfAllAtoms(cell);
        AtomicStructure sites = CrystalBlocks.Supercell(cell, distance, draws);
        return Finish(sites, cell.Name!, distance, MostNoiseBetween, draws);
    }

    // Beyond what a metal keeps its lattice under, less than what turns it into itself.
    private AtomicStructure Sheared(Draws draws)
    {
        AtomicStructure cell = classes.Find("fcc_Cu_A_cF4_225_a")?.Prototype.Structure
            ?? PrototypeLibrary.Find("fcc").Structure;
        return Deformations.Shear(draws.Uniform(0.12, 0.17), draws).Apply(cell).WithName("sheared fcc");
    }

    // A crystal of a class strained along its axis, or any direction, until it is none.
    private AtomicStructure Stretched(Draws draws)
    {
        while (true)
        {
            CrystalClass one = draws.Of(_bulk);
            FamilyBase cell = CrystalFamily.Of(one.Prototype).Bases[0];
            Vector3D direction = cell.Axis is { } axis && draws.Chance(0.7) ? axis : draws.Direction();
            double size = (draws.Chance(0.5) ? 1 : -1) * draws.Uniform(0.15, 0.35);
            AtomicStructure made = cell.Member(size * SymmetricTensor.Dyad(direction, direction));
            if (_relatives.Value.Distance(made) > FarStretched)
                return made.WithName("stretched " + one.Prototype.Label);
        }
    }

    private IReadOnlyList<AtomSample> Finish(
        AtomicStructure sites, string name, double distance, double most, Draws draws)
    {
        if (draws.Chance(0.6))
            sites = Noise.SmallStrain(draws).Apply(sites);
        if (draws.Chance(0.25))
            sites = Vacancies.Remove(sites, draws.Uniform(0, 0.1), draws.Seed());
        AtomicStructure hot = LabelColumn.Fill(
            Noise.Heat(sites, Noise.Amount(most, draws) * distance, distance, draws), AtomSample.None);
        if (hot.DistinctSpecies().Length == 1 && draws.Chance(0.2))
            hot = ForeignAtoms.Alloy(hot, draws);
        return [LabelColumn.Sample(hot, name, settings.Rows)];
    }
}
