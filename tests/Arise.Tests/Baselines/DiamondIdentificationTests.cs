using Arise.Baselines;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Baselines;

public class DiamondIdentificationTests
{
    [Theory]
    [InlineData("diamond", DiamondStructure.Cubic)]
    [InlineData("lonsdaleite", DiamondStructure.Hexagonal)]
    [InlineData("fcc", DiamondStructure.Other)]
    [InlineData("bcc", DiamondStructure.Other)]
    public void Every_atom_of_a_crystal_is_recognized_cold_warm_and_in_its_smallest_cell(
        string name, DiamondStructure expected)
    {
        AtomicStructure crystal = Crystals.Of(name);
        Assert.All(DiamondIdentification.Identify(crystal), found => Assert.Equal(expected, found));
        Assert.All(DiamondIdentification.Identify(Crystals.Cell(name)), found => Assert.Equal(expected, found));
        Assert.All(
            DiamondIdentification.Identify(Crystals.Rattled(crystal, 0.03, 4)), found => Assert.Equal(expected, found));
    }

    // From a vacancy outwards: the atoms whose second neighbors are not complete are first or second neighbors.
    [Fact]
    public void Beside_a_vacancy_atoms_are_neighbors_of_diamond()
    {
        AtomicStructure crystal = Crystals.Of("diamond");
        double bond = Crystals.Nearest(crystal);
        (int Atom, Vector3D Vector)[] around = PlainNeighbors.All(crystal, 0);
        AtomicStructure defective = crystal.Select([.. Enumerable.Range(1, crystal.Count - 1)]);
        DiamondStructure[] found = DiamondIdentification.Identify(defective);
        int[] first = [.. around.Where(one => one.Vector.Length < 1.1 * bond).Select(one => one.Atom)];
        int[] second = [.. around.Where(one => one.Vector.Length > 1.1 * bond && one.Vector.Length < 1.7 * bond)
            .Select(one => one.Atom)];
        Assert.Equal((4, 12), (first.Length, second.Length));
        Assert.All(first, atom => Assert.Equal(DiamondStructure.CubicSecondNeighbor, found[atom - 1]));
        Assert.All(second, atom => Assert.Equal(DiamondStructure.CubicFirstNeighbor, found[atom - 1]));
        Assert.Equal(crystal.Count - 1 - 16, found.Count(one => one == DiamondStructure.Cubic));
    }

    [KernelFact]
    public void The_kernels_say_what_the_definitions_say()
    {
        AtomicStructure hot = Crystals.Rattled(Crystals.Of("diamond"), 0.1, 3);
        DiamondStructure[] found = DiamondIdentification.Identify(hot);
        (int Atom, Vector3D Vector)[][] four =
            [.. Enumerable.Range(0, hot.Count).Select(atom => PlainNeighbors.All(hot, atom)[..4])];
        int[] plain = [.. four.Select((_, atom) => Plain(atom, four))];
        Assert.InRange(plain.Count(one => one > 0), 10, hot.Count - 10);
        for (int atom = 0; atom < hot.Count; atom++)
        {
            bool isInside = found[atom] is DiamondStructure.Cubic or DiamondStructure.Hexagonal;
            Assert.Equal(plain[atom] switch { 1 => 1, 2 => 4, _ => 0 }, isInside ? (int)found[atom] : 0);
            if (isInside)
                Assert.All(four[atom], one => Assert.NotEqual(DiamondStructure.Other, found[one.Atom]));
        }
    }

    [Fact]
    public void Order_place_orientation_scale_and_threads_do_not_matter()
    {
        AtomicStructure hot = Crystals.Rattled(Crystals.Of("diamond"), 0.08, 8);
        DiamondStructure[] expected = DiamondIdentification.Identify(hot, new BaselineSettings { Threads = 1 });
        Assert.Equal(expected, DiamondIdentification.Identify(hot, new BaselineSettings { Threads = 3 }));
        Assert.Equal(expected, DiamondIdentification.Identify(Crystals.Moved(hot, 1.31)));
        AtomicStructure mixed = Crystals.Permuted(hot, out int[] order);
        DiamondStructure[] found = DiamondIdentification.Identify(mixed);
        for (int k = 0; k < order.Length; k++)
            Assert.Equal(expected[order[k]], found[k]);
    }

    [Fact]
    public void Few_atoms_are_nothing()
    {
        ChemicalElement carbon = ChemicalElement.Parse("C");
        Assert.Empty(DiamondIdentification.Identify(new AtomicStructure([], [])));
        Assert.Equal(
            [DiamondStructure.Other, DiamondStructure.Other],
            DiamondIdentification.Identify(new AtomicStructure([new(0, 0, 0), new(1.5, 0, 0)], [carbon, carbon])));
    }

    [Fact]
    public void Most_answers_are_those_of_the_reference_programs()
    {
        if (BaselineReference.All.Count == 0)
            return;
        foreach (string array in (string[])["diamond_ovito", "diamond_mdapy"])
        {
            (int equal, int atoms, string text) = BaselineReference.Compare(array, reference =>
                [.. DiamondIdentification.Identify(reference.Structure).Select(found => (int)found)]);
            Assert.True(atoms > 40_000 && equal >= 0.999 * atoms, text);
        }
    }

    private static int Plain(int atom, (int Atom, Vector3D Vector)[][] four)
    {
        var second = new List<Vector3D>();
        foreach ((int first, Vector3D to) in four[atom])
        {
            Vector3D[] behind = [.. four[first].Where(one => one.Atom != atom || (to + one.Vector).Length > 1e-6)
                .Select(one => to + one.Vector)];
            if (behind.Length != 3)
                return 0;
            second.AddRange(behind);
        }

        return PlainNeighbors.Structure(
            [.. second], (1 + Math.Sqrt(2)) / 2 * second.Average(vector => vector.Length));
    }
}
