using Arise.Defects;
using Arise.Mapping;
using Arise.Networks;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Mapping;

/// <summary>
/// A hot crystal of copper in contact with a fluid of spheres at the density of molten copper: below the middle fcc,
/// above it none of the types. Periodic along all axes.
/// </summary>
public sealed class SolidLiquidTests
{
    private const string Fcc = "fcc_Cu_A_cF4_225_a";

    // Edge of the crystal and of the fluid, and their distance at the contacts, Angstrom.
    private const double Edge = 22.2, Gap = 1.5;

    private static readonly Lazy<AtomicStructure> Sample = new(Make);

    private static readonly Lazy<CrystalMap> Made = new(() => Map(new MapSettings
    {
        Edge = new Vector3D(14, 14, 14),
        Stride = new Vector3D(7, 7, 2),
        Prediction = new PredictionSettings { Passes = 64, Threads = 2 },
    }));

    [Fact]
    public void The_melt_is_none_of_the_types_and_the_crystal_is_what_it_is()
    {
        CrystalMap map = Made.Value;
        (double Crystal, int Row)[] boxes =
            [.. Enumerable.Range(0, map.Rows).Select(row => (CrystalShare(map, row), row))];
        int[] melt = [.. boxes.Where(box => box.Crystal == 0).Select(box => box.Row)];
        int[] crystal = [.. boxes.Where(box => box.Crystal == 1).Select(box => box.Row)];
        Assert.True(melt.Length > 20 && crystal.Length > 20, $"{melt.Length} and {crystal.Length} boxes.");
        Assert.All(melt, row => Assert.Equal(CrystalMap.None, map.ClassOf(row)));
        int named = crystal.Count(row => map.ClassOf(row) is >= 0 and var c && map.ClassLabels[c] == Fcc);
        Assert.InRange((double)named / crystal.Length, 0.9, 1);

        // Mutual information alone would call the melt sure; the entropy does not.
        Assert.InRange(Mean(map.MutualInformation, melt), 0, UncertaintyLevels.Sure);
        Assert.True(Mean(map.PredictiveEntropy, melt) > 4 * Mean(map.PredictiveEntropy, crystal));
    }

    [Fact]
    public void Atoms_of_the_melt_are_none_of_the_types()
    {
        CrystalMap map = Made.Value;
        BoxLabels labels = BoxLabels.Of(map);
        AtomicStructure sample = Sample.Value;
        int melt = 0, none = 0, crystal = 0, fcc = 0;
        for (int atom = 0; atom < sample.Count; atom++)
        {
            double z = sample.Positions[atom].Z;
            int c = labels.ClassOf(atom);
            if (Math.Abs(z - (1.5 * Edge) - Gap) < 0.3 * Edge)
            {
                melt++;
                none += c == CrystalMap.None ? 1 : 0;
            }

            if (Math.Abs(z - (0.5 * Edge)) < 0.3 * Edge)
            {
                crystal++;
                fcc += c >= 0 && map.ClassLabels[c] == Fcc ? 1 : 0;
            }

            Assert.Equal(labels.NoneShare[atom] > 0.5f, c == CrystalMap.None);
        }

        Assert.True(melt > 100 && crystal > 100);
        Assert.Equal(melt, none);
        Assert.InRange((double)fcc / crystal, 0.98, 1);
    }

    // Boxes between corners of one verdict have it too, and a melt is not refined, whatever class its boxes are nearest
    // to.
    [Fact]
    public void A_refined_map_has_the_verdicts_of_the_full_one()
    {
        CrystalMap full = Made.Value;
        CrystalMap refined = Map(full.Plan.Settings with { Coarseness = 4 });
        int inMelt = 0;
        for (int row = 0; row < full.Rows; row++)
        {
            Assert.Equal(Classification.VerdictOf(refined.Novelty[row]), refined.VerdictOf(row));
            if (refined.Passes[row] > 0)
            {
                Assert.Equal(full.Novelty[row], refined.Novelty[row]);
                continue;
            }

            Assert.Equal(full.ClassOf(row), refined.ClassOf(row));
            inMelt += refined.ClassOf(row) == CrystalMap.None ? 1 : 0;
        }

        Assert.True(inMelt > 0, "No box of the melt is interpolated.");
    }

    private static double Mean(IReadOnlyList<float> values, int[] rows) => rows.Average(row => values[row]);

    private static CrystalMap Map(MapSettings settings) =>
        new StructureMapper(new StructureClassifier(ShippedModels.Find("arise-108-robust")), "arise-108-robust")
            .Map(new MapPlan(Sample.Value, settings));

    private static double CrystalShare(CrystalMap map, int row)
    {
        List<int> points = [];
        map.Plan.Atoms.Collect(map.Plan.Boxes[row], points);
        return points.Average(point => IsCrystal(map.Plan.Structure.Positions[map.Plan.Atoms.AtomOf(point)]) ? 1.0 : 0);
    }

    private static bool IsCrystal(Vector3D p) => p.Z < Edge + (Gap / 2) && p.Z > -Gap / 2;

    private static AtomicStructure Make()
    {
        const double a = Edge / 6, least = 2.2, density = 0.8;
        ChemicalElement copper = ChemicalElement.Parse("Cu");
        var cell = new AtomicStructure(
            [default, new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0)],
            [copper, copper, copper, copper],
            new Lattice(new(a, 0, 0), new(0, a, 0), new(0, 0, a)),
            Periodicity.Bulk);
        AtomicStructure crystal = Displacements.Uniform(Supercell.Repeat(cell, 6, 6, 6), 0.25, seed: 1);
        AtomicStructure fluid = DisorderedPacking.Create(
            new DisorderedPackingSettings
            {
                Atoms = (int)Math.Round(density * Math.Pow(Edge / least, 3)),
                LeastDistance = least,
                Density = density,
            },
            seed: 1);
        var lift = new Vector3D(0, 0, Edge + Gap);
        Vector3D[] above = [.. fluid.Positions.ToArray().Select(p => Wrapped(p, fluid.Lattice!) + lift)];
        Vector3D[] positions = [.. crystal.Positions, .. above];
        return new AtomicStructure(
            positions,
            [.. Enumerable.Repeat(copper, positions.Length)],
            new Lattice(new(Edge, 0, 0), new(0, Edge, 0), new(0, 0, (2 * Edge) + (2 * Gap))),
            Periodicity.Bulk);
    }

    private static Vector3D Wrapped(Vector3D p, Lattice cube)
    {
        double edge = cube.A.X;
        return new Vector3D(Inside(p.X), Inside(p.Y), Inside(p.Z));

        double Inside(double x) => x - (Math.Floor(x / edge) * edge);
    }
}
