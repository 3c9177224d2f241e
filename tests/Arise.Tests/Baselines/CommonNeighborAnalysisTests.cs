using Arise.Baselines;
using Arise.Numerics;
using Arise.Structures;
using Arise.Tests.Labeling;

namespace Arise.Tests.Baselines;

public class CommonNeighborAnalysisTests
{
    private static readonly double Middle = (1 + Math.Sqrt(2)) / 2;

    [Theory]
    [InlineData("fcc", LocalStructure.Fcc)]
    [InlineData("hcp", LocalStructure.Hcp)]
    [InlineData("bcc", LocalStructure.Bcc)]
    [InlineData("sc", LocalStructure.Other)]
    [InlineData("diamond", LocalStructure.Other)]
    public void Every_atom_of_a_crystal_is_recognized_cold_and_warm(string name, LocalStructure expected)
    {
        AtomicStructure crystal = Crystals.Of(name), warm = Crystals.Rattled(crystal, 0.03, 4);
        Assert.All(CommonNeighborAnalysis.Adaptive(crystal), found => Assert.Equal(expected, found));
        Assert.All(CommonNeighborAnalysis.Adaptive(warm), found => Assert.Equal(expected, found));
        Assert.All(CommonNeighborAnalysis.WithCutoff(crystal), found => Assert.Equal(expected, found));
        Assert.All(CommonNeighborAnalysis.WithCutoff(warm), found => Assert.Equal(expected, found));
    }

    // Layers of a twin are hcp; the others fcc.
    [Fact]
    public void A_twin_plane_is_a_layer_of_hcp()
    {
        var layers = new StackedLayers("ABCABCBACBAC", 6);
        LocalStructure[] found = CommonNeighborAnalysis.Adaptive(layers.Structure);
        for (int atom = 0; atom < found.Length; atom++)
        {
            bool isHcp = layers.Classes[atom] == FakeLabeler.Class("hcp");
            Assert.Equal(isHcp ? LocalStructure.Hcp : LocalStructure.Fcc, found[atom]);
        }

        Assert.Equal(found, CommonNeighborAnalysis.WithCutoff(layers.Structure));
    }

    [Fact]
    public void The_middle_of_an_icosahedron_is_icosahedral_and_its_corners_are_nothing()
    {
        AtomicStructure cluster = Icosahedron();
        LocalStructure[] found = CommonNeighborAnalysis.Adaptive(cluster);
        Assert.Equal(LocalStructure.Icosahedral, found[0]);
        Assert.All(found[1..], corner => Assert.Equal(LocalStructure.Other, corner));
    }

    [Fact]
    public void Atoms_at_a_surface_are_nothing()
    {
        AtomicStructure cell = Crystals.Of("fcc");
        Lattice lattice = cell.Lattice!;
        AtomicStructure slab = new(cell.Positions, cell.Species, lattice, Periodicity.InPlane);
        Vector3D across = Vector3D.Cross(lattice.A, lattice.B);
        double[] heights = [.. slab.Positions.ToArray().Select(p => Vector3D.Dot(p, across) / across.Length)];
        LocalStructure[] found = CommonNeighborAnalysis.Adaptive(slab);
        for (int atom = 0; atom < found.Length; atom++)
        {
            double depth = Math.Min(heights.Max() - heights[atom], heights[atom] - heights.Min());
            Assert.Equal(depth < 0.1 ? LocalStructure.Other : LocalStructure.Fcc, found[atom]);
        }
    }

    // One to four atoms see themselves by their images.
    [Theory]
    [InlineData("fcc", LocalStructure.Fcc)]
    [InlineData("hcp", LocalStructure.Hcp)]
    [InlineData("bcc", LocalStructure.Bcc)]
    public void The_smallest_cell_is_the_endless_crystal(string name, LocalStructure expected)
    {
        AtomicStructure cell = Crystals.Cell(name);
        Assert.InRange(cell.Count, 1, 4);
        Assert.All(CommonNeighborAnalysis.Adaptive(cell), found => Assert.Equal(expected, found));
        Assert.All(CommonNeighborAnalysis.WithCutoff(cell), found => Assert.Equal(expected, found));
    }

    [KernelFact]
    public void The_kernels_say_what_the_definitions_say()
    {
        foreach (string name in (string[])["fcc", "hcp", "bcc"])
        {
            AtomicStructure hot = Crystals.Rattled(Crystals.Of(name), 0.09, 3);
            LocalStructure[] adaptive = CommonNeighborAnalysis.Adaptive(hot);
            double cutoff = CommonNeighborAnalysis.DefaultCutoff(hot);
            LocalStructure[] fixedCutoff =
                CommonNeighborAnalysis.WithCutoff(hot, new BaselineSettings { Cutoff = cutoff });
            for (int atom = 0; atom < hot.Count; atom += 3)
            {
                Vector3D[] all = [.. PlainNeighbors.All(hot, atom).Select(one => one.Vector)];
                Vector3D[] twelve = all[..12], fourteen = all[..14];
                int expected = PlainNeighbors.Structure(twelve, Middle * twelve.Average(one => one.Length));
                if (expected == 0)
                {
                    double mean = fourteen.Index().Average(
                        pair => pair.Item.Length / (pair.Index < 8 ? Math.Sqrt(0.75) : 1));
                    expected = PlainNeighbors.Structure(fourteen, Middle * mean);
                }

                Assert.Equal(expected, (int)adaptive[atom]);
                Vector3D[] near = [.. all.Where(one => one.Length <= cutoff)];
                Assert.Equal(PlainNeighbors.Structure(near, cutoff), (int)fixedCutoff[atom]);
            }

            // Some atoms are recognized and some are not, or nothing is compared.
            Assert.InRange(adaptive.Count(one => one != LocalStructure.Other), 10, hot.Count - 10);
            Assert.InRange(fixedCutoff.Count(one => one != LocalStructure.Other), 10, hot.Count - 10);
        }
    }

    [Fact]
    public void Order_place_orientation_scale_and_threads_do_not_matter()
    {
        AtomicStructure hot = Crystals.Rattled(Crystals.Of("hcp"), 0.08, 8);
        LocalStructure[] expected = CommonNeighborAnalysis.Adaptive(hot, new BaselineSettings { Threads = 1 });
        Assert.Equal(expected, CommonNeighborAnalysis.Adaptive(hot, new BaselineSettings { Threads = 3 }));
        Assert.Equal(expected, CommonNeighborAnalysis.Adaptive(Crystals.Moved(hot, 1.31)));
        AtomicStructure mixed = Crystals.Permuted(hot, out int[] order);
        LocalStructure[] found = CommonNeighborAnalysis.Adaptive(mixed);
        for (int k = 0; k < order.Length; k++)
            Assert.Equal(expected[order[k]], found[k]);
        Assert.Equal(
            CommonNeighborAnalysis.WithCutoff(hot), CommonNeighborAnalysis.WithCutoff(Crystals.Moved(hot, 0.8)));
    }

    [Fact]
    public void No_atoms_and_lonely_atoms_are_nothing()
    {
        AtomicStructure empty = new([], []), one = new([new(0, 0, 0)], [ChemicalElement.Parse("Cu")]);
        Assert.Empty(CommonNeighborAnalysis.Adaptive(empty));
        Assert.Empty(CommonNeighborAnalysis.WithCutoff(empty));
        Assert.Equal([LocalStructure.Other], CommonNeighborAnalysis.Adaptive(one));
        Assert.Equal([LocalStructure.Other], CommonNeighborAnalysis.WithCutoff(one));
    }

    [Fact]
    public void It_can_be_canceled()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => CommonNeighborAnalysis.Adaptive(Crystals.Of("fcc"), cancellation: cancel.Token));
        Assert.ThrowsAny<OperationCanceledException>(
            () => CommonNeighborAnalysis.WithCutoff(Crystals.Of("fcc"), cancellation: cancel.Token));
    }

    // In shells of equal distances: fcc 2.5 and 3.54 Angstrom, bcc (nearest 2.5) 2.89 and 4.08.
    [Theory]
    [InlineData("fcc", 1.2071067811865475)]
    [InlineData("bcc", 1.3938468501173517)]
    public void The_default_cutoff_lies_between_two_shells(string name, double inNearestDistances)
    {
        AtomicStructure crystal = Crystals.Of(name);
        double expected = inNearestDistances * Crystals.Nearest(crystal);
        Assert.Equal(expected, CommonNeighborAnalysis.DefaultCutoff(crystal), 9);
        Assert.InRange(
            CommonNeighborAnalysis.DefaultCutoff(Crystals.Rattled(crystal, 0.05, 1)), 0.98 * expected, 1.03 * expected);
    }

    [Fact]
    public void Most_answers_are_those_of_the_reference_programs()
    {
        if (BaselineReference.All.Count == 0)
            return;
        Require("acna_ovito", reference => CommonNeighborAnalysis.Adaptive(reference.Structure));
        Require("acna_mdapy", reference => CommonNeighborAnalysis.Adaptive(reference.Structure));
        foreach (string array in (string[])["cna_ovito", "cna_mdapy", "cna_lammps"])
        {
            Require(array, reference => CommonNeighborAnalysis.WithCutoff(
                reference.Structure, new BaselineSettings { Cutoff = reference.Cutoff }));
        }
    }

    private static void Require(string array, Func<BaselineReference, LocalStructure[]> answer)
    {
        (int equal, int atoms, string text) =
            BaselineReference.Compare(array, one => [.. answer(one).Select(found => (int)found)]);
        Assert.True(atoms > 40_000 && equal >= 0.999 * atoms, text);
    }

    private static AtomicStructure Icosahedron()
    {
        double golden = (1 + Math.Sqrt(5)) / 2;
        var positions = new List<Vector3D> { Vector3D.Zero };
        foreach (double one in (double[])[-1, 1])
        {
            foreach (double other in (double[])[-golden, golden])
                positions.AddRange([new(0, one, other), new(one, other, 0), new(other, 0, one)]);
        }

        return new AtomicStructure([.. positions], [.. positions.Select(_ => ChemicalElement.Parse("Cu"))]);
    }
}
