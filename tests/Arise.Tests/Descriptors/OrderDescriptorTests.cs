using Arise.Defects;
using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Descriptors;

public class OrderDescriptorTests
{
    private static readonly OrderDescriptor Descriptor = new();
    private static readonly ChemicalElement Other = ChemicalElement.Parse("Ag");

    [Theory]
    [InlineData("fcc")]
    [InlineData("B2")]
    [InlineData("wurtzite")]
    [InlineData("kesterite")]
    [InlineData("graphene")]
    public void The_plain_judge_gives_the_same(string name)
    {
        AtomicStructure structure = Displacements.Gaussian(
            Supercell.Repeat(PrototypeLibrary.Find(name).Structure, 2, 2, 1), 0.05, seed: 3);

        Same(PlainOrder.Compute(structure, Descriptor.Settings), Vector(structure), 2e-6);
    }

    [Fact]
    public void A_skewed_cell_of_four_species_without_order_is_described_the_same()
    {
        AtomicStructure cell = Supercell.Repeat(PrototypeLibrary.Find("fcc").Structure, 3, 3, 2);
        ChemicalElement[] species = [.. "Cu Ag Au Pd".Split(' ').Select(ChemicalElement.Parse)];
        AtomicStructure alloy = cell.WithSpecies([.. Enumerable.Range(0, cell.Count).Select(k => species[k * 7 % 4])]);

        Same(PlainOrder.Compute(alloy, Descriptor.Settings), Vector(alloy), 2e-6);
    }

    [Fact]
    public void Rotation_translation_order_scale_supercell_and_names_of_species_do_not_matter()
    {
        AtomicStructure cell = PrototypeLibrary.Find("MoS2").Structure;
        float[] expected = Vector(cell);
        Lattice lattice = cell.Lattice!;
        var rotation = Rotation.Random(new RandomNumbers(5, 0), 0);
        var shift = new Vector3D(0.3, 1.2, -0.7);
        AtomicStructure turned = new(
            [.. cell.Positions.ToArray().Reverse().Select(p => (1.7 * rotation.Apply(p)) + shift)],
            [.. cell.Species.ToArray().Reverse().Select(s => s == cell.Species[0] ? Other : s)],
            new Lattice(
                1.7 * rotation.Apply(lattice.A), 1.7 * rotation.Apply(lattice.B), 1.7 * rotation.Apply(lattice.C)),
            cell.Periodicity);

        Same(expected, Vector(turned), 5e-6);
        Same(expected, Vector(Supercell.Repeat(cell, 2, 3, 1)), 5e-6);
    }

    [Fact]
    public void A_foreign_atom_changes_little_and_less_the_rarer_it_is()
    {
        double[] changes = [.. new[] { 2, 3, 4 }.Select(edge =>
        {
            AtomicStructure crystal = Supercell.Repeat(PrototypeLibrary.Find("fcc").Structure, edge, edge, edge);
            ChemicalElement[] species = crystal.Species.ToArray();
            species[0] = Other;
            return Distance(Vector(crystal), Vector(crystal.WithSpecies(species)));
        })];

        Assert.True(changes[0] > 4 * changes[1], $"{changes[0]} {changes[1]}");
        Assert.True(changes[1] > 2 * changes[2], $"{changes[1]} {changes[2]}");
        Assert.True(changes[2] < 3e-3, $"{changes[2]}");
    }

    [Fact]
    public void Elements_have_no_order_and_compounds_have()
    {
        int half = Descriptor.Settings.SpectrumLength;
        Assert.All(Vector(PrototypeLibrary.Find("hcp").Structure)[half..], value => Assert.Equal(0f, value));
        Assert.True(Norm(Vector(PrototypeLibrary.Find("B1").Structure)[half..]) > 0.1);
    }

    [Fact]
    public void Where_atoms_are_is_told_apart_from_what_they_are()
    {
        int half = Descriptor.Settings.SpectrumLength;
        float[] copper = Vector(PrototypeLibrary.Find("fcc").Structure);
        float[] ordered = Vector(PrototypeLibrary.Find("L1_2").Structure);

        Same(copper[..half], ordered[..half], 1e-5);
        Assert.True(Distance(copper, ordered) > 0.05);
    }

    [Fact]
    public void The_length_is_smooth_when_atoms_pass_the_edge_of_the_shell()
    {
        double before = double.NaN, largest = 0;
        for (int k = 0; k <= 400; k++)
        {
            double ratio = 0.9 + (0.002 * k);
            double a = 3;
            var cell = new AtomicStructure(
                [new Vector3D(0, 0, 0)],
                [Other],
                Lattice.FromParameters(a, a, a * ratio, 90, 90, 90),
                Periodicity.Bulk);
            double length = FirstShell.Length(cell, new OrderWorkspace(new OrderDescriptorSettings()));
            if (k > 0)
                largest = Math.Max(largest, Math.Abs(length - before));
            before = length;
        }

        Assert.True(largest < 0.02, $"jumps by {largest} Angstrom at a step of 0.006");
    }

    [Fact]
    public void The_length_agrees_with_the_plain_one()
    {
        AtomicStructure structure =
            Displacements.Gaussian(Supercell.Repeat(PrototypeLibrary.Find("bcc").Structure, 3, 3, 3), 0.2, 7);

        Assert.Equal(
            PlainOrder.Length(structure),
            FirstShell.Length(structure, new OrderWorkspace(new OrderDescriptorSettings())),
            1e-9);
    }

    [Fact]
    public void Nothing_near_gives_zeros_and_a_lonely_atom_changes_no_length()
    {
        AtomicStructure one = new([new Vector3D(0, 0, 0)], [Other]);
        Assert.All(Vector(one), value => Assert.Equal(0f, value));
        AtomicStructure crystal = Supercell.Repeat(PrototypeLibrary.Find("fcc").Structure, 3, 3, 3)
            .WithPeriodicity(Periodicity.None);
        AtomicStructure with = new(
            [.. crystal.Positions.ToArray(), new Vector3D(60, 0, 0)], [.. crystal.Species.ToArray(), Other]);
        var workspace = new OrderWorkspace(new OrderDescriptorSettings());

        Assert.Equal(FirstShell.Length(crystal, workspace), FirstShell.Length(with, workspace), 1e-9);
    }

    [Fact]
    public void Sixteen_species_cost_two_spectra_and_are_described_as_plainly()
    {
        AtomicStructure cell = Supercell.Repeat(PrototypeLibrary.Find("bcc").Structure, 3, 3, 4);
        AtomicStructure alloy = cell.WithSpecies([.. Enumerable.Range(0, cell.Count)
            .Select(k => ChemicalElement.FromAtomicNumber(20 + (k * 5 % 16)))]);

        Same(PlainOrder.Compute(alloy, Descriptor.Settings), Vector(alloy), 2e-6);
    }

    private static float[] Vector(AtomicStructure structure)
    {
        var vector = new float[Descriptor.Length];
        Descriptor.Compute(structure, vector);
        return vector;
    }

    private static double Norm(float[] vector) => Math.Sqrt(vector.Sum(v => (double)v * v));

    private static double Distance(float[] a, float[] b) =>
        Math.Sqrt(a.Zip(b).Sum(p => Math.Pow(p.First - p.Second, 2)));

    private static void Same(IReadOnlyList<float> expected, float[] actual, double tolerance) =>
        Same([.. expected.Select(value => (double)value)], actual, tolerance);

    private static void Same(double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int k = 0; k < actual.Length; k++)
            Assert.Equal(expected[k], actual[k], tolerance);
    }
}
