using Arise.Defects;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>
/// Members of the families of all classes as people have them: cells, supercells, blocks, slabs, pieces, covered
/// particles; strained, hot, with vacancies, foreign atoms and interstitials.
/// </summary>
internal sealed class FamilySamples
{
    private const int MostMultiple = 6;
    private const int FewestAtoms = 40;
    private const int MostAtoms = 320;
    private readonly CrystalClass[] _order;
    private readonly CrystalFamily[] _members;

    public FamilySamples(CrystalClasses classes, StructureSampleSettings settings)
    {
        _members = [.. classes.All.Select(one => CrystalFamily.Of(one.Prototype))];
        _order = [.. classes.All.SelectMany(one => Enumerable.Repeat(
            one,
            one.Index >= settings.FirstNewClass
                ? settings.CrystalsPerNewClass
                : Math.Min(one.Multiple, MostMultiple) * settings.CrystalsPerClass))];
    }

    /// <summary>The kind.</summary>
    public StructureKind Kind => new("crystals", _order.Length, (index, draws) =>
        [new StructureSample(Draw(_order[index], draws), _order[index].Index)]);

    /// <summary>A crystal of a class as someone may have it.</summary>
    public AtomicStructure Draw(CrystalClass one, Draws draws)
    {
        AtomicStructure cell = _members[one.Index].Draw(draws);
        double distance = one.Distance;
        if (draws.Chance(0.12))
            return Strained(cell, one, draws);
        AtomicStructure sites = Strained(Shape(cell, one, draws), one, draws);
        bool isCovered = !sites.Periodicity.Any && one.IsBulk && draws.Chance(one.IsElement ? 0.3 : 0.15);
        if (draws.Chance(0.45))
        {
            sites = Vacancies.Remove(
                sites, draws.Uniform(0, draws.Chance(0.45) ? 0.1 : 0.35), draws.Seed());
        }

        AtomicStructure hot = draws.Chance(0.2) ? sites : Hot(sites, one, draws);
        hot = LabelColumn.Fill(hot, one.Index);
        hot = one.IsElement
            ? ForeignAtoms.IntoElement(hot, distance, draws, 1.5)
            : ForeignAtoms.IntoCompound(
                hot,
                distance,
                one.Prototype.MaterialType is MaterialType.Binary or MaterialType.Ternary,
                draws,
                1.5);
        if (isCovered)
            hot = Adsorbates.Cover(hot, distance, draws);
        return new AtomicStructure(
            hot.Positions, hot.Species, hot.Lattice, hot.Periodicity, name: one.Prototype.Label);
    }

    /// <summary>
    /// A supercell of as many atoms as drawn, evenly in the logarithm, whose edges are about equally long.
    /// </summary>
    public static AtomicStructure Supercell(AtomicStructure cell, double fewest, double most, Draws draws)
    {
        if (!cell.Periodicity.Any)
            return cell;
        double wanted = draws.LogUniform(fewest, most);
        int[] copies = [1, 1, 1];
        Lattice lattice = cell.Lattice!;
        while (cell.Count * copies[0] * copies[1] * copies[2] < wanted)
        {
            int shortest = -1;
            for (int axis = 0; axis < 3; axis++)
            {
                if (cell.Periodicity[axis] && (shortest < 0 || Length(axis) < Length(shortest)))
                    shortest = axis;
            }

            copies[shortest]++;
        }

        return cell.Repeat(copies[0], copies[1], copies[2]);

        double Length(int axis) => copies[axis] * lattice[axis].Length;
    }

    private static AtomicStructure Shape(AtomicStructure cell, CrystalClass one, Draws draws)
    {
        if (!cell.Periodicity.Any)
            return cell;
        double kind = draws.Uniform();
        if (kind < 0.36)
            return Supercell(cell, FewestAtoms, MostAtoms, draws);
        if (kind < 0.46)
            return Supercell(cell, FewestAtoms, MostAtoms, draws).WithPeriodicity(Periodicity.None);
        if (kind < 0.56)
        {
            AtomicStructure block = Supercell(cell, FewestAtoms, MostAtoms, draws);
            int axis = draws.Below(one.IsBulk ? 3 : 2);
            return block.WithPeriodicity(new Periodicity(
                axis != 0 && cell.Periodicity.A,
                axis != 1 && cell.Periodicity.B,
                axis != 2 && cell.Periodicity.C));
        }

        return Pieces.Cut(cell, one.Distance, draws);
    }

    private AtomicStructure Strained(AtomicStructure structure, CrystalClass one, Draws draws) =>
        draws.Chance(0.5)
            ? Noise.SmallStrain(draws, _members[one.Index].HasAxialRange ? 0.5 : 1).Apply(structure)
            : structure;

    // A third each uniform and independent, normal and independent, and as springs ask.
    private static AtomicStructure Hot(AtomicStructure sites, CrystalClass one, Draws draws)
    {
        double noise = Noise.Amount(one.MostNoise, draws) * one.Distance;
        return draws.Chance(0.3)
            ? Displacements.Uniform(sites, Math.Sqrt(3) * noise, draws.Seed())
            : Noise.Heat(sites, noise, one.Distance, draws);
    }
}
