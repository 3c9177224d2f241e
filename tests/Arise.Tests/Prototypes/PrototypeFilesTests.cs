using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Prototypes;

public sealed class PrototypeFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-classes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("fluorite.cif", "fluorite")]
    [InlineData("folder/fluorite.cif.gz", "fluorite")]
    [InlineData("POSCAR_fluorite", "fluorite")]
    [InlineData("POSCAR.fluorite", "fluorite")]
    [InlineData("CONTCAR", "CONTCAR")]
    [InlineData("TiO2.anatase.vasp", "TiO2.anatase")]
    [InlineData("data.fluorite", "fluorite")]
    [InlineData("fcc_Cu_A_cF4_225_a.xyz", "fcc_Cu_A_cF4_225_a")]
    public void The_label_is_the_file_name_without_the_marks_of_its_format(string file, string label) =>
        Assert.Equal(label, PrototypeFiles.Label(file));

    [Fact]
    public void The_classes_of_a_folder_are_those_of_its_structure_files_by_label()
    {
        Example("rock_salt.cif");
        Example("MoS2_layer.vasp");
        File.WriteAllText(Path.Combine(_folder, "README.md"), "no structure");
        IReadOnlyList<Prototype> classes = PrototypeFiles.ReadFolder(_folder);
        Assert.Equal(["MoS2_layer", "rock_salt"], classes.Select(c => c.Label));
        Assert.Equal([0, 1], classes.Select(c => c.ClassIndex));
        Assert.Equal([MaterialType.TwoDimensional, MaterialType.Binary], classes.Select(c => c.MaterialType));
        Assert.Equal(Periodicity.InPlane, classes[0].Structure.Periodicity);
        Assert.Equal(Periodicity.Bulk, classes[1].Structure.Periodicity);
        Assert.All(
            PristineStructures.Of(classes[0]).Skip(1),
            block => Assert.True(block.Structure.Positions.ToArray().Max(p => p.Z)
                - block.Structure.Positions.ToArray().Min(p => p.Z) < 4));
    }

    // A chain of carbon along the second vector of an oblique cell, with 9 Angstrom of vacuum around it.
    [Fact]
    public void Directions_of_vacuum_are_not_periodic_even_across_the_cell_boundary()
    {
        var lattice = new Lattice(new Vector3D(10, 0, 0), new Vector3D(1, 2.6, 0), new Vector3D(0, 3, 10));
        ChemicalElement carbon = ChemicalElement.Parse("C");
        Vector3D[] sites = [.. new Vector3D[] { new(0.02, 0, 0.97), new(0.98, 0.5, 0.01) }.Select(lattice.ToCartesian)];
        StructureFile.Write(
            Path.Combine(_folder, "chain.vasp"),
            new AtomicStructure(sites, [carbon, carbon], lattice, Periodicity.Bulk));
        Prototype chain = PrototypeFiles.ReadFolder(_folder)[0];
        Assert.Equal(new Periodicity(true, false, false), chain.Structure.Periodicity);
        Assert.Equal(lattice.B.Length, chain.Structure.Lattice!.A.X, 1e-12);
        Vector3D bond = chain.Structure.Positions[1] - chain.Structure.Positions[0];
        Assert.Equal((sites[1] - sites[0]).Length, bond.Length, 1e-12);
        Assert.Equal(MaterialType.Nanotube, chain.MaterialType);
        Assert.Equal([2, 100, 102, 104], PristineStructures.Of(chain).Select(sample => sample.Structure.Count));
    }

    [Fact]
    public void What_cannot_be_a_set_of_classes_is_told()
    {
        Assert.Contains(
            "no structure file",
            Assert.Throws<StructureFormatException>(() => PrototypeFiles.ReadFolder(_folder)).Message,
            StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => PrototypeFiles.ReadFolder(Path.Combine(_folder, "none")));
        string salt = Example("rock_salt.cif");
        string again = Path.Combine(_folder, "POSCAR_rock_salt");
        StructureFile.Write(again, StructureFile.ReadFirst(salt));
        Assert.Contains(
            "same label 'rock_salt'",
            Assert.Throws<StructureFormatException>(() => PrototypeFiles.ReadFolder(_folder)).Message,
            StringComparison.Ordinal);
        string frames = Path.Combine(_folder, "frames.xyz");
        StructureFile.Write(frames, [StructureFile.ReadFirst(salt), StructureFile.ReadFirst(salt)]);
        Assert.Contains(
            "several structures",
            Assert.Throws<StructureFormatException>(() => PrototypeFiles.Read([frames])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Classes_are_written_to_files_called_as_they_are_and_read_again()
    {
        Prototype[] classes = [PrototypeLibrary.Find("rock salt"), PrototypeLibrary.Find("fcc")];
        string folder = Path.Combine(_folder, "new");

        Assert.Empty(PrototypeFiles.Write(classes, folder, StructureFormat.Poscar));

        Assert.Equal(
            classes.Select(c => c.Label).Order(StringComparer.Ordinal),
            PrototypeFiles.ReadFolder(folder).Select(c => c.Label));
    }

    [Fact]
    public void Classes_that_the_format_cannot_hold_are_told_and_left_out()
    {
        Prototype tube = PrototypeLibrary.Published.First(c => c.MaterialType == MaterialType.Nanotube);

        StructureFormatException refused = Assert.Single(
            PrototypeFiles.Write([tube, PrototypeLibrary.Find("fcc")], _folder, StructureFormat.Poscar));

        Assert.Contains(tube.Label, refused.File, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_folder));
    }

    private string Example(string name)
    {
        string path = Path.Combine(_folder, name);
        File.Copy(Path.Combine(SharedData.RepositoryRoot, "examples", name), path);
        return path;
    }
}
