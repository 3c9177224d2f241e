using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Symmetry;

namespace Arise.Tests.Prototypes;

public class CrystalFamilyTests
{
    [Fact]
    public void The_axial_ratio_of_every_base_lies_in_the_range_of_its_class()
    {
        CrystalFamily[] ranged =
            [.. PrototypeLibrary.All.Select(CrystalFamily.Of).Where(family => family.HasAxialRange)];
        Assert.Equal(13, ranged.Length);
        foreach (CrystalFamily family in ranged)
        {
            FamilyBase[] bases = [.. family.Bases.Where(one => family.AxialRatio(one) is not null)];
            Assert.Equal(family.Prototype.Label == "3_cubic" ? 1 : 0, family.Bases.Length - bases.Length);
            Assert.All(bases, one => Assert.True(
                family.AxialRatio(one) >= family.Ranges.Low - 0.02 && family.AxialRatio(one) <= family.Ranges.High,
                $"{family.Prototype.Label}, {one.Name}: {family.AxialRatio(one)}"));
        }
    }

    [Fact]
    public void Hexagonal_members_keep_their_base_and_differ_in_height()
    {
        CrystalFamily hcp = Family("hcp");
        double own = PrototypeLibrary.Find("hcp").Structure.Lattice!.A.Length;
        double[] ratios = [.. Enumerable.Range(0, 500).Select(k =>
        {
            AtomicStructure member = hcp.Draw(Draws(k));
            Assert.InRange(member.Lattice!.A.Length / own, 0.93, 1.09);
            return member.Lattice.C.Length / member.Lattice.A.Length;
        })];
        Assert.All(ratios, ratio => Assert.InRange(ratio, 1.54, 1.92));
        Assert.True(ratios.Max() > 1.85 && ratios.Min() < 1.56);
        Assert.True(ratios.Count(ratio => ratio is > 1.56 and < 1.67) > 250);
    }

    // Indium begins where fcc ends: no face-centered tetragonal crystal has two names.
    [Fact]
    public void Strained_fcc_stays_below_the_axial_ratio_of_indium()
    {
        CrystalFamily fcc = Family("fcc");
        for (int k = 0; k < 500; k++)
        {
            Lattice lattice = fcc.Draw(Draws(k)).Lattice!;
            double[] edges = [.. new[] { lattice.A + lattice.B - lattice.C, lattice.A - lattice.B + lattice.C,
                lattice.B + lattice.C - lattice.A }.Select(edge => edge.Length).Order()];
            double tetragonal = edges[2] / Math.Sqrt(edges[0] * edges[1]);
            Assert.True(tetragonal < 1.052, string.Join(" ", edges));
        }

        Assert.Equal(1.052, Family("indium").Ranges.Low);
    }

    [Fact]
    public void Members_keep_the_point_group_of_their_class_unless_it_has_a_range_of_cube_edges()
    {
        foreach (string name in new[] { "rutile", "corundum", "wurtzite", "FeB", "CrB", "spinel", "Cr2AlC", "anatase" })
        {
            Prototype prototype = name == "Cr2AlC"
                ? PrototypeLibrary.FromLabel("MAX_211_Cr2AlC")!
                : PrototypeLibrary.Find(name);
            int order = CellSymmetry.Of(prototype.Structure).PointGroup.Length;
            CrystalFamily family = CrystalFamily.Of(prototype);
            for (int k = 0; k < 10; k++)
                Assert.Equal(order, CellSymmetry.Of(family.Draw(Draws(k)), 1e-4).PointGroup.Length);
        }
    }

    [Fact]
    public void Strains_and_displacements_stay_within_the_ranges()
    {
        foreach (string name in new[] { "rutile", "wurtzite", "gamma-selenium", "alpha-quartz", "1T" })
        {
            CrystalFamily family = Family(name);
            AtomicStructure own = family.Prototype.Structure;
            for (int k = 0; k < 40; k++)
            {
                AtomicStructure member = family.Draw(Draws(k));
                if (member.Name != own.Name)
                    continue;
                double volume = member.Lattice!.Volume / own.Lattice!.Volume;
                Assert.InRange(volume, 0.8, 1.26);
                double moved = 0;
                Vector3D[] differences = [.. Enumerable.Range(0, own.Count).Select(atom => own.Lattice.ToCartesian(
                    member.Lattice.ToFractional(member.Positions[atom])) - own.Positions[atom])];
                Vector3D mean = differences.Aggregate((u, v) => u + v) / own.Count;
                moved = differences.Max(one => (one - mean).Length);
                Assert.InRange(
                    moved / family.Bases[0].Distance, 0, family.Ranges.LargestDisplacement + 1e-6);
            }
        }
    }

    [Fact]
    public void Free_coordinates_are_those_of_the_Wyckoff_positions()
    {
        // Rutile x of oxygen; corundum z and x; alpha-quartz x of silicon and x, y, z of oxygen; none of rock salt.
        (string Name, int Free, string[] Strains)[] known =
        [
            ("rutile", 1, ["volume", "c/a"]), ("corundum", 2, ["volume", "c/a"]),
            ("alpha-quartz", 4, ["volume", "c/a"]), ("rock salt", 0, ["volume"]), ("spinel", 1, ["volume"]),
            ("wurtzite", 1, ["volume", "c/a"]), ("pyrite", 1, ["volume"]), ("cementite", 7, ["volume", "b/a", "c/a"]),
            ("1T", 1, ["area"]), ("baddeleyite", 9, ["volume", "b/a", "c/a", "beta"]),
        ];
        foreach ((string name, int free, string[] strains) in known)
        {
            FamilyBase one = Family(name).Bases[0];
            Assert.True(free == one.Displacements.Length, $"{name}: {one.Displacements.Length}");
            Assert.Equal(strains, one.Strains.Select(strain => strain.Name));
        }
    }

    [Fact]
    public void Equal_random_numbers_give_equal_members_on_any_thread()
    {
        AtomicStructure[] members = [.. Enumerable.Range(0, 20).AsParallel().AsOrdered()
            .Select(k => Family(k % 2 == 0 ? "corundum" : "hcp").Draw(Draws(k)))];
        for (int k = 0; k < members.Length; k++)
        {
            AtomicStructure again = Family(k % 2 == 0 ? "corundum" : "hcp").Draw(Draws(k));
            Assert.Equal(again.Positions.ToArray(), members[k].Positions.ToArray());
        }
    }

    // Bases are whole cells: as many atoms of each species as the prototype has, up to the size of the cell; in some
    // one species takes the sites of two.
    [Fact]
    public void Bases_have_the_composition_and_the_point_group_of_their_class()
    {
        string[] other = ["24_RP", "327_RP", "3_cubic", "MnP"];
        foreach (CrystalFamily family in PrototypeLibrary.All.Select(CrystalFamily.Of))
        {
            double[] own = Shares(family.Bases[0].Structure);
            foreach (FamilyBase one in family.Bases.Skip(1))
            {
                double[] shares = Shares(one.Structure);
                if (shares.Length == own.Length)
                    Assert.Equal(own, shares);
                else
                    Assert.All(shares, share => Assert.Contains(Sums(own), sum => Math.Abs(sum - share) < 2e-6));
                Assert.True(
                    other.Contains(family.Prototype.Label)
                    || one.Symmetry!.PointGroup.Length == family.Bases[0].Symmetry!.PointGroup.Length,
                    $"{family.Prototype.Label}, {one.Name}");
                Assert.True(
                    other.Contains(family.Prototype.Label)
                    || one.Displacements.Length == family.Bases[0].Displacements.Length,
                    $"{family.Prototype.Label}, {one.Name}");
            }
        }

        static IEnumerable<double> Sums(double[] values) => Enumerable.Range(1, (1 << values.Length) - 1)
            .Select(set => values.Where((_, k) => (set >> k & 1) == 1).Sum());

        static double[] Shares(AtomicStructure cell) => [.. cell.Species.ToArray()
            .CountBy(species => species).Select(pair => Math.Round((double)pair.Value / cell.Count, 6)).Order()];
    }

    [Fact]
    public void Nanotubes_have_only_themselves()
    {
        Prototype tube = PrototypeLibrary.Find("(6,0)");
        Assert.Same(tube.Structure, CrystalFamily.Of(tube).Draw(Draws(3)));
    }

    private static CrystalFamily Family(string name) => CrystalFamily.Of(PrototypeLibrary.Find(name));

    private static Draws Draws(int k) => new(RandomStreams.Of(RandomStreams.StructureSamples, 9, (ulong)k));
}
