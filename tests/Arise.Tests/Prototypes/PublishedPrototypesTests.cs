using System.Globalization;
using Arise.Files;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Prototypes;

/// <summary>Every entry against the published files (tests/data, README there).</summary>
public class PublishedPrototypesTests
{
    // One Cartesian coordinate (up to 30 Angstrom) may differ by the rounding of a few products.
    private const double Tolerance = 1e-12;

    // Whose structure type has a symmetry that spglib does not find within 0.1 Angstrom of the figures.
    private static readonly string[] Distorted = ["24_RP", "3_cubic", "3_halides_cubic", "3_halides_orthorhombic"];

    [Fact]
    public void Every_class_has_the_published_index_label_type_and_space_group()
    {
        List<Dictionary<string, string>> rows = Table();
        Assert.Equal(rows.Count, PrototypeLibrary.Published.Count);
        foreach (Dictionary<string, string> row in rows)
        {
            int index = int.Parse(row["class_index"], CultureInfo.InvariantCulture);
            Prototype prototype = PrototypeLibrary.Published[index];
            Assert.Equal(row["class_label"], prototype.Label);
            Assert.Equal(row["class_index"], Text(prototype.ClassIndex));
            Assert.Equal(row["material_type"], MaterialTypeName.Of(prototype.MaterialType));
            Assert.Equal(row["spacegroup_number_symprec_1e-3"], Text(prototype.SpaceGroupNumber));
            Assert.Equal(row["spacegroup_symbol_symprec_1e-3"], prototype.SpaceGroupSymbol ?? "");
            if (!Distorted.Contains(prototype.Label))
            {
                Assert.Equal(row["spacegroup_number_symprec_1e-1"], Text(prototype.IdealizedSpaceGroupNumber));
                Assert.Equal(row["spacegroup_symbol_symprec_1e-1"], prototype.IdealizedSpaceGroupSymbol ?? "");
            }

            Assert.Equal(row["pbc"], prototype.Structure.Periodicity.ToString());
            Assert.Equal(row["formula"], prototype.Structure.Formula());
        }
    }

    [Fact]
    public void Every_structure_has_the_published_lattice_species_and_positions()
    {
        NumpyArchive published = NumpyArchive.Read(TestData.PathOf("prototypes.npz"));
        double[] positions = published["positions"].As<double>(), lattices = published["lattices"].As<double>();
        string[] symbols = published["symbols"].As<string>();
        int[] counts = published["counts"].As<int>();
        int atom = 0;
        foreach (Dictionary<string, string> row in Table())
        {
            int index = int.Parse(row["class_index"], CultureInfo.InvariantCulture);
            AtomicStructure structure = PrototypeLibrary.Published[index].Structure;
            Assert.Equal(counts[index], structure.Count);
            double[] cell = lattices[(9 * index)..(9 * (index + 1))];
            Assert.Equal(double.IsNaN(cell[0]), structure.Lattice is null);
            for (int k = 0; k < cell.Length && structure.Lattice is { } lattice; k++)
                Assert.Equal(cell[k], lattice[k / 3][k % 3]);

            for (int i = 0; i < structure.Count; i++, atom++)
            {
                Assert.Equal(symbols[atom], structure.Species[i].Symbol);
                for (int axis = 0; axis < 3; axis++)
                    Assert.Equal(positions[(3 * atom) + axis], structure.Positions[i][axis], Tolerance);
            }
        }

        Assert.Equal(symbols.Length, atom);
    }

    private static List<Dictionary<string, string>> Table()
    {
        string[] lines = File.ReadAllLines(TestData.PathOf("prototypes.csv"));
        string[] heads = lines[0].Split(',');
        return [.. lines[1..].Select(
            line => heads.Zip(line.Split(',', heads.Length)).ToDictionary(p => p.First, p => p.Second))];
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
