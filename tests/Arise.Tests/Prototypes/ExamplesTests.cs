using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Prototypes;

/// <summary>The files in examples/ are what examples/README.md says.</summary>
public class ExamplesTests
{
    [Fact]
    public void The_rock_salt_cell_has_four_formula_units_and_six_neighbors_at_half_the_lattice_constant()
    {
        AtomicStructure cell = Read("rock_salt.cif");
        Assert.Equal("Cl4Na4", cell.Formula());
        Assert.Equal(Periodicity.Bulk, cell.Periodicity);
        AtomicStructure crystal = Supercell.Repeat(cell, 3, 3, 3);
        int sodium = Enumerable.Range(0, crystal.Count)
            .Where(i => crystal.Species[i].Symbol == "Na")
            .MinBy(i => (crystal.Positions[i] - (1.5 * (cell.Lattice!.A + cell.Lattice.B + cell.Lattice.C))).Length);
        int[] shell = [.. Enumerable.Range(0, crystal.Count).Where(i =>
            i != sodium && (crystal.Positions[i] - crystal.Positions[sodium]).Length < 3)];
        Assert.Equal(6, shell.Length);
        Assert.All(shell, i => Assert.Equal("Cl", crystal.Species[i].Symbol));
        Assert.All(
            shell, i => Assert.Equal(5.6402 / 2, (crystal.Positions[i] - crystal.Positions[sodium]).Length, 1e-9));
    }

    // Fluorine stands in a tetrahedron of calcium at sqrt(3) / 4 a; the two Ti-O bonds of anatase are 1.934 (four) and
    // 1.980 Angstrom (two), Howard, Sabine, Dickson, Acta Cryst. B 47, 462 (1991).
    [Theory]
    [InlineData("fluorite.cif", "Ca4F8", "F", 2.36555, 4, 2.36555)]
    [InlineData("anatase.cif", "O8Ti4", "Ti", 1.934, 6, 1.980)]
    public void The_structures_to_extend_by_have_the_bonds_of_their_source(
        string file, string formula, string center, double shortest, int bonds, double longest)
    {
        AtomicStructure cell = Read(file);
        Assert.Equal(formula, cell.Formula());
        Assert.Equal(Periodicity.Bulk, cell.Periodicity);
        AtomicStructure crystal = Supercell.Repeat(cell, 3, 3, 3);
        Vector3D middle = 1.5 * (cell.Lattice!.A + cell.Lattice.B + cell.Lattice.C);
        Vector3D position = crystal.Positions.ToArray()
            .Where((_, i) => crystal.Species[i].Symbol == center)
            .MinBy(p => (p - middle).Length);
        double[] distances =
        [
            .. crystal.Positions.ToArray()
                .Select(p => (p - position).Length).Where(d => d is > 0.1 and < 2.5).Order(),
        ];
        Assert.Equal(bonds, distances.Length);
        Assert.Equal(shortest, distances[0], 1e-3);
        Assert.Equal(longest, distances[^1], 1e-3);
    }

    [Fact]
    public void The_copper_block_lacks_a_tenth_of_its_atoms_and_is_displaced_by_at_most_2_percent()
    {
        AtomicStructure block = Read("copper_defective.xyz");
        Assert.Equal(230, block.Count);
        Assert.Equal(Periodicity.None, block.Periodicity);
        const double A = 3.6149;
        double reach = 0.02 * A / Math.Sqrt(2);
        foreach (Vector3D position in block.Positions)
        {
            // Site of the face-centered lattice: multiples of a / 2 with an even sum.
            double sum = 0;
            for (int axis = 0; axis < 3; axis++)
            {
                double site = Math.Round(position[axis] / (A / 2));
                Assert.InRange(Math.Abs(position[axis] - (site * A / 2)), 0, reach + 1e-6);
                sum += site;
            }

            Assert.Equal(0, sum % 2);
        }
    }

    [Fact]
    public void The_molybdenite_layer_is_trigonal_prismatic_with_vacuum()
    {
        AtomicStructure layer = Supercell.Repeat(Read("MoS2_layer.vasp"), 3, 3, 1);
        Vector3D molybdenum = layer.Positions[4 * 3];
        Vector3D[] sulfur = [.. layer.Positions.ToArray().Where((position, i) =>
            layer.Species[i].Symbol == "S" && (position - molybdenum).Length < 2.6)];
        Assert.Equal(6, sulfur.Length);

        // Mo-S = 2.41 +- 0.06 Angstrom: Dickinson and Pauling (1923), doi:10.1021/ja01659a020.
        Assert.All(sulfur, position => Assert.Equal(2.41, (position - molybdenum).Length, 0.06));
        // Prismatic: every sulfur atom above has one right below.
        Assert.All(sulfur, above => Assert.Single(sulfur, below =>
            Math.Abs(below.Z - above.Z) > 1 && Math.Abs(below.X - above.X) + Math.Abs(below.Y - above.Y) < 1e-9));
        Assert.True(layer.Lattice!.C.Z - (sulfur.Max(s => s.Z) - sulfur.Min(s => s.Z)) > 15);
    }

    [Fact]
    public void The_nanotube_is_the_one_of_the_library()
    {
        const string Label = "zigzag_cnt_nm_6_0_0.0_4.7";
        AtomicStructure tube = Read(Label + ".xyz");
        Assert.Equal(PrototypeLibrary.Find(Label).Structure.Positions.ToArray(), tube.Positions.ToArray());
        Assert.Equal(Periodicity.None, tube.Periodicity);
    }

    [Fact]
    public void The_iron_trajectory_vibrates_about_a_body_centered_lattice()
    {
        AtomicStructure[] frames = [.. StructureFile.Read(PathOf("iron.lammpstrj"))];
        Assert.Equal(3, frames.Length);
        foreach (AtomicStructure frame in frames)
        {
            Assert.Equal(128, frame.Count);
            Assert.Equal("Fe128", frame.Formula());
            Assert.Equal(Periodicity.Bulk, frame.Periodicity);
            Vector3D[] sites = [.. Supercell.Repeat(BodyCenteredIron(), 4, 4, 4).Positions];
            double squares = 0;
            for (int i = 0; i < frame.Count; i++)
            {
                Vector3D difference = frame.Lattice!.ToFractional(frame.Positions[i] - sites[i]);
                squares += Math.Pow(frame.Lattice.ToCartesian(new Vector3D(
                    difference.X - Math.Round(difference.X),
                    difference.Y - Math.Round(difference.Y),
                    difference.Z - Math.Round(difference.Z))).Length, 2);
            }

            // 384 normal deviates of 0.03 Angstrom.
            Assert.Equal(0.03, Math.Sqrt(squares / (3 * frame.Count)), 0.004);
        }
    }

    private static AtomicStructure BodyCenteredIron()
    {
        const double A = 2.8665;
        var lattice = new Lattice(new Vector3D(A, 0, 0), new Vector3D(0, A, 0), new Vector3D(0, 0, A));
        ChemicalElement iron = ChemicalElement.Parse("Fe");
        return new AtomicStructure(
            [Vector3D.Zero, lattice.ToCartesian(new Vector3D(0.5, 0.5, 0.5))], [iron, iron], lattice, Periodicity.Bulk);
    }

    private static AtomicStructure Read(string name) => StructureFile.ReadFirst(PathOf(name));

    private static string PathOf(string name) => Path.Combine(SharedData.RepositoryRoot, "examples", name);
}
