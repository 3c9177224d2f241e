using Arise.Defects;
using Arise.Dynamics;
using Arise.Numerics;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Studies.Labeling;

/// <summary>Strain, vacancies, displacements and foreign atoms in the four elemental crystals.</summary>
internal static class DeformationRows
{
    private const double Distance = DynamicClasses.Distance;
    private const double Edge = 7.5;
    private const double Warm = 0.04;

    private static readonly CrystalKind[] Crystals =
        [CrystalKind.Fcc, CrystalKind.Bcc, CrystalKind.Hcp, CrystalKind.Diamond];

    private static readonly (string Name, Vector3D Direction)[] CubicAxes =
        [("[001]", new(0, 0, 1)), ("[110]", new(1, 1, 0)), ("[111]", new(1, 1, 1))];

    private static readonly (string Name, Vector3D Direction)[] HexagonalAxes =
        [("[0001]", new(0, 0, 1)), ("[11-20]", new(1, 0, 0)), ("[10-10]", new(0, 1, 0))];

    /// <summary>Adds the rows.</summary>
    public static void Add(LabelBench bench)
    {
        var strains = new List<Change>();
        var defects = new List<Change>();
        foreach (CrystalKind crystal in Crystals)
        {
            foreach ((string axis, Vector3D direction) in crystal == CrystalKind.Hcp ? HexagonalAxes : CubicAxes)
            {
                foreach (int percent in new[] { -6, -4, -2, 2, 4, 6 })
                {
                    strains.Add(new($"{crystal} {axis} | {percent:+0;-0} %", crystal, (sites, draws) => Heat(
                        Deformations.Uniaxial(direction, percent / 100.0).Apply(sites), Warm, draws)));
                }
            }

            foreach (int percent in new[] { 2, 4, 6 })
            {
                strains.Add(new($"{crystal} shear | {percent:+0;-0} %", crystal, (sites, draws) => Heat(
                    Deformations.Shear(percent / 100.0, draws).Apply(sites), Warm, draws)));
            }

            foreach (int percent in new[] { 10, 20, 30 })
            {
                defects.Add(new($"{percent} % vacancies | {crystal}", crystal, (sites, draws) => Heat(
                    Vacancies.Remove(sites, percent / 100.0, draws.Seed()), Warm, draws)));
            }

            foreach (int percent in new[] { 8, 10, 12 })
            {
                defects.Add(new($"displaced by {percent} %, as hot | {crystal}", crystal, (sites, draws) =>
                    Heat(sites, percent / 100.0, draws)));
                defects.Add(new($"displaced by {percent} %, each alone | {crystal}", crystal, (sites, draws) =>
                    Displacements.Gaussian(sites, Distance * percent / 100.0, draws.Seed())));
            }

            foreach (double percent in new[] { 0.5, 1, 2 })
            {
                defects.Add(new($"{percent} % foreign atoms on sites | {crystal}", crystal, (sites, draws) => Heat(
                    Substitutions.Dissolve(sites, ChemicalElement.Parse("Xe"), percent / 100, draws.Seed()),
                    Warm,
                    draws)));
            }

            defects.Add(new($"interstitials, 0.2 to 3 % | {crystal}", crystal, (sites, draws) =>
                ForeignAtoms.WithInterstitials(Heat(sites, Warm, draws), Distance, draws)));
        }

        Measure(bench, "strain", 5, strains);
        Measure(bench, "defects", 6, defects);
    }

    // What is done to the sites of a crystal in one row.
    private sealed record Change(
        string Row, CrystalKind Crystal, Func<AtomicStructure, Draws, AtomicStructure> Apply);

    private static AtomicStructure Heat(AtomicStructure sites, double deviation, Draws draws) =>
        Noise.Heat(sites, deviation * Distance, Distance, draws);

    private static void Measure(
        LabelBench bench,
        string group,
        ulong part,
        List<Change> all)
    {
        var classes = new DynamicClasses(bench.Classes);
        int repetitions = bench.IsQuick ? 1 : 4;
        bench.Measure(group, [.. Enumerable.Range(0, all.Count * repetitions)
            .Where(run => !bench.IsQuick || run % 9 == 0)
            .Select(run =>
            {
                (string row, CrystalKind crystal, Func<AtomicStructure, Draws, AtomicStructure> change) =
                    all[run / repetitions];
                return (row, (Func<IEnumerable<LabelCase>>)(() =>
                {
                    AtomicStructure sites = LabelColumn.Fill(Sites(crystal), classes.Of(crystal));
                    return [new(LabelColumn.Sample(change(sites, bench.Draws(part, run)), row, 1), row)];
                }));
            })]);
    }

    private static AtomicStructure Sites(CrystalKind crystal)
    {
        string face = crystal == CrystalKind.Hcp ? "basal" : "001";
        CrystalCell cell = CrystalCell.Of(crystal, face).RepeatTo(Edge, Edge, Edge);
        return new Particles(cell.Positions(), [], cell.Edges, Periodicity.Bulk)
            .ToStructure(DynamicClasses.Elements, Distance);
    }
}
