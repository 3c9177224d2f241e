using System.Text.Json;
using Arise.Explanation;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Reporting.Explanations;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Reporting.Explanations;

public sealed class ExplanationReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("arise-explanation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Atoms_sites_numbers_and_figures_are_of_the_same_crystal()
    {
        AtomicStructure sample = Damaged();
        StructureExplanation[] classes =
        [
            .. StructureExplanation.Compare(sample, [PrototypeLibrary.Find("hcp"), PrototypeLibrary.Find("fcc")]),
        ];
        Assert.Equal("fcc_Cu_A_cF4_225_a", classes[0].Prototype.Label);
        string results = Path.Combine(_folder, "out");
        ExplanationReport.Write(results, classes);

        AtomicStructure atoms = StructureFile.ReadFirst(Path.Combine(results, "atoms.xyz"));
        Assert.Equal(sample.Positions.ToArray(), atoms.Positions.ToArray());
        Assert.Equal(["residual", "from_site", "site", "role"], atoms.Columns.Select(column => column.Name));
        Assert.Equal("foreign", atoms.Columns[3].Texts[5]);
        Assert.Equal(0.2, atoms.Columns[0].Reals[9], 0.01);
        Assert.Equal(0.2, atoms.Columns[1].Reals[(3 * 9) + 1], 0.01);

        AtomicStructure sites = StructureFile.ReadFirst(Path.Combine(results, "sites.xyz"));
        Assert.Equal(256, sites.Count);
        Assert.Equal(1, sites.Columns[0].Integers.ToArray().Count(occupied => occupied == 0));

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(results, "explanation.json")));
        Assert.Equal(2, json.RootElement.GetArrayLength());
        JsonElement first = json.RootElement[0];
        Assert.Equal(6, first.GetProperty("foreign_atoms")[0].GetInt32());
        Assert.Equal(1, first.GetProperty("empty_sites").GetArrayLength());
        Assert.Equal(classes[0].Sentence, first.GetProperty("sentence").GetString());
        Assert.True(File.Exists(Path.Combine(results, "explanation.png")));
        string svg = File.ReadAllText(Path.Combine(results, "explanation.svg"));
        Assert.Contains("Seen along [1 1 0]", svg.Replace("[1 -1 0]", "[1 1 0]", StringComparison.Ordinal)
            .Replace("[0 1 1]", "[1 1 0]", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => ExplanationReport.Write(results, classes));
        ExplanationReport.Write(results, [classes[0]], overwrite: true);
        Assert.False(File.Exists(Path.Combine(results, "atoms-2.xyz")));
    }

    [Fact]
    public void A_sample_on_no_site_has_numbers_and_atoms_alone()
    {
        ChemicalElement iron = ChemicalElement.Parse("Fe");
        var two = new AtomicStructure([default, new Vector3D(2, 0, 0)], [iron, iron]);
        string results = Path.Combine(_folder, "none");
        ExplanationReport.Write(results, [StructureExplanation.Of(two, PrototypeLibrary.Find("diamond"))]);
        Assert.Equal(
            [".arise.json", "atoms.xyz", "explanation.json"],
            Directory.GetFiles(results).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    // 4 x 4 x 4 cells of copper: atom 5 is silver, atom 9 moved by 0.2 A along y, the last one missing.
    private static AtomicStructure Damaged()
    {
        Vector3D[] faces = [new(0, 0, 0), new(0, 1.8, 1.8), new(1.8, 0, 1.8), new(1.8, 1.8, 0)];
        var lattice = new Lattice(new(3.6, 0, 0), new(0, 3.6, 0), new(0, 0, 3.6));
        ChemicalElement copper = ChemicalElement.Parse("Cu");
        AtomicStructure crystal = new AtomicStructure(
            faces, [copper, copper, copper, copper], lattice, Periodicity.Bulk).Repeat(4, 4, 4);
        Vector3D[] positions = crystal.Positions.ToArray();
        ChemicalElement[] species = crystal.Species.ToArray();
        positions[9] += new Vector3D(0, 0.2, 0);
        species[5] = ChemicalElement.Parse("Ag");
        return new AtomicStructure(positions.AsSpan(..^1), species.AsSpan(..^1), crystal.Lattice, Periodicity.Bulk);
    }
}
