using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class ClassMembersTests
{
    [Fact]
    public void The_axial_ratio_of_every_prototype_lies_in_the_range_of_its_class()
    {
        ClassMembers[] ranged = [.. new CrystalClasses(PrototypeLibrary.Published).All
            .Select(one => new ClassMembers(one)).Where(members => members.HasAxialRange)];
        Assert.Equal(12, ranged.Length);
        Assert.All(ranged, members => Assert.InRange(
            members.AxialRatio!.Value.Own, members.AxialRatio.Value.Low, members.AxialRatio.Value.High));
    }

    [Fact]
    public void Hexagonal_members_keep_their_base_and_differ_in_height()
    {
        ClassMembers hcp = Members("hcp");
        AtomicStructure prototype = PrototypeLibrary.Find("hcp").Structure;
        double[] ratios = [.. Enumerable.Range(0, 200).Select(k =>
        {
            AtomicStructure member = hcp.Draw(Draws(k));
            Assert.Equal(prototype.Lattice!.A, member.Lattice!.A);
            return member.Lattice!.C.Length / member.Lattice.A.Length;
        })];
        Assert.All(ratios, ratio => Assert.InRange(ratio, 1.54, 1.92));
        Assert.True(ratios.Max() > 1.85 && ratios.Min() < 1.56);
        Assert.True(ratios.Count(ratio => ratio is > 1.56 and < 1.67) > 100);
    }

    // Indium begins where fcc ends: no face-centered tetragonal crystal has two names.
    [Fact]
    public void Strained_fcc_stays_below_the_axial_ratio_of_indium()
    {
        ClassMembers fcc = Members("fcc"), indium = Members("indium");
        for (int k = 0; k < 200; k++)
        {
            Lattice lattice = fcc.Draw(Draws(k)).Lattice!;
            double[] edges = [.. new[] { lattice.A + lattice.B - lattice.C, lattice.A - lattice.B + lattice.C,
                lattice.B + lattice.C - lattice.A }.Select(edge => edge.Length)];
            Assert.True(edges.Max() / edges.Min() < 1.08, string.Join(" ", edges));
        }

        Assert.Equal(1.065, indium.AxialRatio!.Value.Low);
    }

    [Fact]
    public void Point_groups_have_the_order_of_the_crystal_class()
    {
        (string Name, int Order)[] known =
        [
            ("fcc", 48), ("diamond", 48), ("hcp", 24), ("zinc blende", 24), ("wurtzite", 12), ("L10_CuAu", 16),
            ("alpha-Sm", 12), ("MoS2", 12), ("graphene", 24), ("Cu2CdSnS4", 8), ("FeSi", 12),
        ];
        foreach ((string name, int order) in known)
            Assert.Equal(order, CellSymmetry.PointGroup(PrototypeLibrary.Find(name).Structure).Length);
    }

    [Fact]
    public void A_strain_with_the_symmetry_of_a_crystal_keeps_its_angles_and_volume()
    {
        AtomicStructure wurtzite = PrototypeLibrary.Find("wurtzite").Structure;
        IReadOnlyList<Rotation> group = CellSymmetry.PointGroup(wurtzite);
        for (int k = 0; k < 20; k++)
        {
            Lattice strained = Deformations.Symmetric(group, 0.06, Draws(k)).Apply(wurtzite).Lattice!;
            Assert.Equal(120, strained.Parameters.Gamma, 1e-6);
            Assert.Equal(strained.A.Length, strained.B.Length, 1e-9);
            Assert.Equal(1, strained.Volume / wurtzite.Lattice!.Volume, 0.003);
            double ratio = strained.C.Length / strained.A.Length;
            double own = wurtzite.Lattice.C.Length / wurtzite.Lattice.A.Length;
            Assert.Equal(0.06, Math.Abs(Math.Log(ratio / own)), 0.002);
        }

        Assert.Equal(
            default, Deformations.Symmetric(
                CellSymmetry.PointGroup(PrototypeLibrary.Find("fcc").Structure), 0.06, Draws(1)));
    }

    private static ClassMembers Members(string name) => new(new CrystalClass(PrototypeLibrary.Find(name), 0));

    private static Draws Draws(int k) => new(RandomStreams.Of(RandomStreams.AtomSamples, 9, (ulong)k));
}
