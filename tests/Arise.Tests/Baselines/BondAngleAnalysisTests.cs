using Arise.Baselines;
using Arise.Numerics;
using Arise.Structures;
using Arise.Tests.Labeling;

namespace Arise.Tests.Baselines;

public class BondAngleAnalysisTests
{
    private static readonly double[] Borders = [-0.945, -0.915, -0.755, -0.195, 0.195, 0.245, 0.795, 2];

    [Theory]
    [InlineData("fcc", LocalStructure.Fcc)]
    [InlineData("hcp", LocalStructure.Hcp)]
    [InlineData("bcc", LocalStructure.Bcc)]
    [InlineData("sc", LocalStructure.Other)]
    [InlineData("diamond", LocalStructure.Other)]
    public void Every_atom_of_a_crystal_is_recognized(string name, LocalStructure expected)
    {
        foreach (BondAngleVariant variant in Enum.GetValues<BondAngleVariant>())
        {
            var settings = new BaselineSettings { BondAngles = variant };
            Assert.All(
                BondAngleAnalysis.Identify(Crystals.Of(name), settings), found => Assert.Equal(expected, found));
            Assert.All(
                BondAngleAnalysis.Identify(Crystals.Cell(name), settings), found => Assert.Equal(expected, found));
        }
    }

    [Fact]
    public void A_twin_plane_is_a_layer_of_hcp()
    {
        var layers = new StackedLayers("ABCABCBACBAC", 6);
        LocalStructure[] found = BondAngleAnalysis.Identify(layers.Structure);
        for (int atom = 0; atom < found.Length; atom++)
        {
            bool isHcp = layers.Classes[atom] == FakeLabeler.Class("hcp");
            Assert.Equal(isHcp ? LocalStructure.Hcp : LocalStructure.Fcc, found[atom]);
        }
    }

    // Both decisions over the plain histogram, for crystals hot enough that all branches are taken.
    [KernelFact]
    public void The_kernels_say_what_the_definitions_say()
    {
        foreach (string name in (string[])["fcc", "hcp", "bcc"])
        {
            AtomicStructure hot = Crystals.Rattled(Crystals.Of(name), 0.1, 3);
            LocalStructure[] original = BondAngleAnalysis.Identify(hot);
            LocalStructure[] lammps = BondAngleAnalysis.Identify(
                hot, new BaselineSettings { BondAngles = BondAngleVariant.Lammps });
            for (int atom = 0; atom < hot.Count; atom += 2)
            {
                Vector3D[] all = [.. PlainNeighbors.All(hot, atom).Select(one => one.Vector)];
                Assert.Equal(Original(all), original[atom]);
                Assert.Equal(Lammps(all), lammps[atom]);
            }

            Assert.True(original.Distinct().Count() > 3, $"{name}: {string.Join(',', original.Distinct())}");
        }
    }

    [Fact]
    public void Order_place_orientation_scale_and_threads_do_not_matter()
    {
        AtomicStructure hot = Crystals.Rattled(Crystals.Of("bcc"), 0.08, 8);
        LocalStructure[] expected = BondAngleAnalysis.Identify(hot, new BaselineSettings { Threads = 1 });
        Assert.Equal(expected, BondAngleAnalysis.Identify(hot, new BaselineSettings { Threads = 3 }));
        Assert.Equal(expected, BondAngleAnalysis.Identify(Crystals.Moved(hot, 1.31)));
        AtomicStructure mixed = Crystals.Permuted(hot, out int[] order);
        LocalStructure[] found = BondAngleAnalysis.Identify(mixed);
        for (int k = 0; k < order.Length; k++)
            Assert.Equal(expected[order[k]], found[k]);
    }

    [Fact]
    public void Few_atoms_are_nothing()
    {
        AtomicStructure crystal = Crystals.Of("fcc");
        Assert.Empty(BondAngleAnalysis.Identify(new AtomicStructure([], [])));
        AtomicStructure six = new(crystal.Positions[..6], crystal.Species[..6]);
        Assert.All(BondAngleAnalysis.Identify(six), found => Assert.Equal(LocalStructure.Other, found));
    }

    [Theory]
    [InlineData("baa_ovito", BondAngleVariant.Original)]
    [InlineData("baa_mdapy", BondAngleVariant.Original)]
    [InlineData("baa_lammps_legacy", BondAngleVariant.Original)]
    [InlineData("baa_lammps", BondAngleVariant.Lammps)]
    public void Most_answers_are_those_of_the_reference_programs(string array, BondAngleVariant variant)
    {
        if (BaselineReference.All.Count == 0)
            return;
        (int equal, int atoms, string text) = BaselineReference.Compare(array, reference =>
        [
            .. BondAngleAnalysis.Identify(reference.Structure, new BaselineSettings { BondAngles = variant })
                .Select(found => (int)found),
        ]);
        Assert.True(atoms > 40_000 && equal >= 0.999 * atoms, text);
    }

    private static (int[] Chi, int Angles, int Counted) Histogram(Vector3D[] nearest)
    {
        double square = nearest[..6].Average(one => Vector3D.Dot(one, one));
        Vector3D[] near = [.. nearest.Where(one => Vector3D.Dot(one, one) < 1.45 * square)];
        var chi = new int[8];
        for (int i = 0; i < near.Length; i++)
        {
            for (int k = 0; k < i; k++)
            {
                double cosine = Vector3D.Dot(near[i], near[k]) / (near[i].Length * near[k].Length);
                chi[Array.FindIndex(Borders, border => cosine < border)]++;
            }
        }

        return (chi, near.Length, nearest.Count(one => Vector3D.Dot(one, one) < 1.55 * square));
    }

    private static (double Bcc, double ClosePacked, double Fcc, double Hcp) Deviations(int[] chi) => (
        0.35 * chi[4] / (chi[5] + chi[6] - (double)chi[4]),
        Math.Abs(1 - (chi[6] / 24.0)),
        0.61 * (Math.Abs(chi[0] + chi[1] - 6) + chi[2]) / 6,
        (Math.Abs(chi[0] - 3) + Math.Abs(chi[0] + chi[1] + chi[2] + chi[3] - 9)) / 12.0);

    // The decisions as the paper's flow chart has them, in the order of its program.
    private static LocalStructure Original(Vector3D[] nearest)
    {
        (int[] chi, _, int counted) = Histogram(nearest[..14]);
        (double bcc, double closePacked, double fcc, double hcp) = Deviations(chi);
        if (chi[0] == 7)
            bcc = 0;
        else if (chi[0] == 6)
            fcc = 0;
        else if (chi[0] <= 3)
            hcp = 0;
        if (chi[7] > 0)
            return LocalStructure.Other;
        if (chi[4] < 3)
            return counted is < 11 or > 13 ? LocalStructure.Other : LocalStructure.Icosahedral;
        if (bcc <= closePacked)
            return counted < 11 ? LocalStructure.Other : LocalStructure.Bcc;
        if (counted is < 11 or > 12)
            return LocalStructure.Other;
        return fcc < hcp ? LocalStructure.Fcc : LocalStructure.Hcp;
    }

    private static LocalStructure Lammps(Vector3D[] nearest)
    {
        (int[] chi, int angles, int counted) = Histogram(nearest);
        (double bcc, double closePacked, double fcc, double hcp) = Deviations(chi);
        if (chi[7] > 0 || angles < 11)
            return LocalStructure.Other;
        if (chi[0] is 7 or 6 or 3)
            return chi[0] == 7 ? LocalStructure.Bcc : chi[0] == 6 ? LocalStructure.Fcc : LocalStructure.Hcp;
        if (chi[4] < 3 && counted == 12)
            return LocalStructure.Icosahedral;
        if (bcc <= closePacked && counted > 10 && counted < 13)
            return LocalStructure.Bcc;
        return angles > 12 ? LocalStructure.Other : fcc < hcp ? LocalStructure.Fcc : LocalStructure.Hcp;
    }
}
