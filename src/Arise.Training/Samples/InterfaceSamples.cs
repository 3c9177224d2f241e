using Arise.Defects;
using Arise.Numerics;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Samples;

/// <summary>
/// Two halves glued together: crystal and packing, two crystals, or one crystal in two orientations. Labels follow the
/// side; where the sides disturb each other nobody can tell. The pieces are balls, and only atoms far enough from the
/// surface are told.
/// </summary>
internal sealed class InterfaceSamples(CrystalClasses classes, AtomSampleSettings settings)
{
    private const double Radius = 7;
    private const double ToldRadius = 4.2;
    private const double MostNoise = 0.1;
    private const double Core = 0.8;

    private static readonly string[] Common =
    [
        "fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a", "hcp_Mg_A_hP2_194_c", "fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a",
        "hcp_Mg_A_hP2_194_c", "diam_C_A_cF8_227_a", "RockSalt_NaCl", "CsCl", "Zincblende_ZnS", "L12_Cu3Au",
        "dhcp_alphaLa_A_hP4_194_ac",
    ];

    private readonly CrystalClass[] _bulk = [.. classes.All.Where(one => one.IsBulk)];
    private readonly CrystalClass[] _common =
        [.. Common.Select(classes.Find).OfType<CrystalClass>().DefaultIfEmpty(classes.All[0])];

    /// <summary>The kinds.</summary>
    public IEnumerable<SampleKind> Kinds =>
    [
        new("crystal and packing", settings.Fronts, (_, draws) => Glue(Draw(draws, 0.35), null, draws)),
        new("two crystals", settings.Interfaces, (_, draws) => Glue(Draw(draws, 0.35), Draw(draws, 0.2), draws)),
        new("grain boundaries", settings.GrainBoundaries, MakeBoundary),
    ];

    private IReadOnlyList<AtomSample> MakeBoundary(int index, Draws draws)
    {
        CrystalClass one = Draw(draws, 0.1);
        return Glue(one, one, draws);
    }

    private CrystalClass Draw(Draws draws, double rare) =>
        draws.Chance(rare) && _bulk.Length > 0 ? draws.Of(_bulk) : draws.Of(_common);

    private IReadOnlyList<AtomSample> Glue(CrystalClass above, CrystalClass? below, Draws draws)
    {
        double distance = above.Distance, radius = Radius * distance;
        AtomicStructure cell = above.Prototype.Structure;
        double density = cell.Count / cell.Lattice!.Volume;
        AtomicStructure top = Half(Ball(cell, radius, draws), draws.Uniform(-0.25, 0.1) * distance, 1);
        double lower = distance;
        AtomicStructure bottom;
        if (below is null)
        {
            bottom = Packing(cell, density, radius, draws);
        }
        else
        {
            double factor = ReferenceEquals(above, below) ? 1 : Factor(above, below, density, draws);
            lower = factor * below.Distance;
            bottom = Ball(Scaled(below.Prototype.Structure, factor), radius, draws);
            if (above.IsElement && below.IsElement && draws.Chance(0.6))
                bottom = bottom.WithSpecies([.. Enumerable.Repeat(cell.Species[0], bottom.Count)]);
        }

        bottom = Half(bottom, 0, -1);
        (AtomicStructure glued, int[] sides) = Join(
            LabelColumn.Fill(top, above.Index),
            LabelColumn.Fill(bottom, below?.Index ?? AtomSample.None),
            Core * 0.9 * Math.Min(distance, lower));
        glued = Contacts.Settle(glued, sides, [distance, lower], Core);
        AtomicStructure hot = Noise.Heat(
            glued, Noise.Amount(MostNoise, draws) * Math.Min(distance, lower), Math.Min(distance, lower), draws);
        string name = $"{above.Prototype.Label} | {below?.Prototype.Label ?? "packing"}";
        return [LabelColumn.Sample(ToldInside(hot, ToldRadius * distance), name, settings.Rows)];
    }

    // Metals change their lattice at nearly the same density; other crystals keep the distance of neighbors.
    private static double Factor(CrystalClass above, CrystalClass below, double density, Draws draws)
    {
        double own = below.Prototype.Structure.Count / below.Prototype.Structure.Lattice!.Volume;
        return draws.Uniform(0.96, 1.04)
            * (above.IsElement && below.IsElement ? Math.Cbrt(own / density) : above.Distance / below.Distance);
    }

    private static AtomicStructure Ball(AtomicStructure cell, double radius, Draws draws)
    {
        AtomicStructure ball = CrystalPiece.Ball(cell, cell.Lattice!.ToCartesian(draws.Point()), radius);
        Rotation rotation = draws.Rotation();
        return ball.WithPositions([.. ball.Positions.ToArray().Select(rotation.Apply)]);
    }

    // The species of the crystal at random.
    private static AtomicStructure Packing(AtomicStructure cell, double density, double radius, Draws draws)
    {
        double packed = draws.Uniform(0.8, 1.05), dilution = draws.Uniform(0.85, 1.02);
        double edge = 1.1 * radius;
        int atoms = (int)(dilution * density * edge * edge * edge);
        AtomicStructure packing = DisorderedPacking.Create(
            new DisorderedPackingSettings
            {
                Atoms = atoms,
                Density = packed,
                LeastDistance = Math.Cbrt(packed / (dilution * density)),
            },
            draws.Seed());
        ChemicalElement[] own = cell.Species.ToArray();
        ChemicalElement[] species = [.. Enumerable.Range(0, packing.Count).Select(_ => draws.Of(own))];
        return Ball(packing.WithSpecies(species), radius, draws);
    }

    private static AtomicStructure Half(AtomicStructure ball, double plane, int side) => ball.Select(
        [.. Enumerable.Range(0, ball.Count).Where(atom => side * ball.Positions[atom].Z >= side * plane)]);

    private static AtomicStructure Scaled(AtomicStructure cell, double factor) =>
        new Strain(factor - 1, factor - 1, factor - 1, 0, 0, 0).Apply(cell);

    // Of two atoms of both sides at nearly one place that of the second side is left out.
    private static (AtomicStructure Glued, int[] Sides) Join(AtomicStructure top, AtomicStructure bottom, double least)
    {
        int first = top.Count;
        var all = new AtomicStructure(
            [.. top.Positions, .. bottom.Positions], [.. top.Species, .. bottom.Species]);
        all = LabelColumn.Set(all, [.. LabelColumn.Of(top), .. LabelColumn.Of(bottom)]);
        var search = new NeighborSearch(all, least);
        var neighbors = new NeighborBuffer();
        var kept = new List<int>();
        for (int atom = 0; atom < all.Count; atom++)
        {
            bool isFree = true;
            if (atom >= first)
            {
                search.Find(atom, neighbors);
                foreach (int other in neighbors.Atoms)
                    isFree &= other >= first;
            }

            if (isFree)
                kept.Add(atom);
        }

        return (all.Select([.. kept]), [.. kept.Select(atom => atom < first ? 0 : 1)]);
    }

    private static AtomicStructure ToldInside(AtomicStructure structure, double radius)
    {
        short[] labels = LabelColumn.Of(structure);
        for (int atom = 0; atom < labels.Length; atom++)
        {
            if (structure.Positions[atom].Length > radius)
                labels[atom] = AtomSample.Untold;
        }

        return LabelColumn.Set(structure, labels);
    }
}
