using System.Globalization;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Prototypes;

/// <summary>Every entry against the published files (../shared/data/prototypes, README there).</summary>
public class PublishedPrototypesTests
{
    // One Cartesian coordinate (up to 30 Angstrom) may differ by the rounding of a few products.
    private const double Tolerance = 1e-12;

    [SharedFact]
    public void Every_class_has_the_published_index_label_type_and_space_group()
    {
        List<Dictionary<string, string>> rows = Table();
        Assert.Equal(rows.Count, PrototypeLibrary.All.Count);
        foreach (Dictionary<string, string> row in rows)
        {
            Prototype prototype = PrototypeLibrary.All[int.Parse(row["class_index"], CultureInfo.InvariantCulture)];
            Assert.Equal(row["class_label"], prototype.Label);
            Assert.Equal(row["class_index"], Text(prototype.ClassIndex));
            Assert.Equal(row["material_type"], MaterialTypeName.Of(prototype.MaterialType));
            Assert.Equal(row["spacegroup_number_symprec_1e-3"], Text(prototype.SpaceGroupNumber));
            Assert.Equal(row["spacegroup_symbol_symprec_1e-3"], prototype.SpaceGroupSymbol ?? "");
            Assert.Equal(row["spacegroup_number_symprec_1e-1"], Text(prototype.IdealizedSpaceGroupNumber));
            Assert.Equal(row["spacegroup_symbol_symprec_1e-1"], prototype.IdealizedSpaceGroupSymbol ?? "");
            Assert.Equal(row["pbc"], prototype.Structure.Periodicity.ToString());
            Assert.Equal(row["formula"], prototype.Structure.Formula());
        }
    }

    [SharedFact]
    public void Every_structure_has_the_published_lattice_species_and_positions()
    {
        foreach (Dictionary<string, string> row in Table())
        {
            AtomicStructure structure = PrototypeLibrary.Find(row["class_label"]).Structure;
            string[] lines = File.ReadAllLines(SharedData.PathOf($"data/prototypes/{row["file"]}"));
            Assert.Equal(int.Parse(lines[0], CultureInfo.InvariantCulture), structure.Count);
            double[] cell = Cell(lines[1]);
            Assert.Equal(cell.Length == 0, structure.Lattice is null);
            for (int k = 0; k < cell.Length; k++)
                Assert.Equal(cell[k], structure.Lattice![k / 3][k % 3]);

            for (int i = 0; i < structure.Count; i++)
            {
                string[] words = lines[i + 2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                Assert.Equal(words[0], structure.Species[i].Symbol);
                for (int axis = 0; axis < 3; axis++)
                {
                    Assert.Equal(
                        double.Parse(words[axis + 1], CultureInfo.InvariantCulture),
                        structure.Positions[i][axis],
                        Tolerance);
                }
            }
        }
    }

    private static double[] Cell(string comment)
    {
        const string Key = "Lattice=\"";
        int start = comment.IndexOf(Key, StringComparison.Ordinal);
        if (start < 0)
            return [];
        start += Key.Length;
        return [.. comment[start..comment.IndexOf('"', start)].Split(' ')
            .Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }

    private static List<Dictionary<string, string>> Table()
    {
        string[] lines = File.ReadAllLines(SharedData.PathOf("data/prototypes/prototypes.csv"));
        string[] heads = lines[0].Split(',');
        return [.. lines[1..].Select(
            line => heads.Zip(line.Split(',', heads.Length)).ToDictionary(p => p.First, p => p.Second))];
    }

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
