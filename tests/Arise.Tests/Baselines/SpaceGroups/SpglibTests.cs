using System.Globalization;
using System.Text.Json;
using Arise.Baselines.SpaceGroups;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Baselines.SpaceGroups;

/// <summary>Where spglib is installed; without it only its absence is told.</summary>
public class SpglibTests
{
    [Fact]
    public void A_missing_library_is_told()
    {
        if (Spglib.IsInstalled)
            Assert.True(Spglib.Version >= new Version(1, 9));
        else
            Assert.Contains("libsymspg1", Assert.Throws<SpglibException>(() => Spglib.Version).Message);
    }

    // The table of prototypes has the groups from elsewhere; one published cell is distorted on purpose.
    [Fact]
    public void Prototypes_have_their_space_groups()
    {
        if (!Spglib.IsInstalled)
            return;
        Prototype[] crystals = [.. PrototypeLibrary.Families.Where(one => one.SpaceGroupNumber is not null
            && one.Structure.Periodicity == Periodicity.Bulk && one.Structure.Count <= 60)];
        Assert.True(crystals.Length > 100);
        string[] others =
        [
            .. crystals.Select(one => (one, Found: Spglib.Find(one.Structure, 0.01)?.Number))
                .Where(pair => pair.Found != pair.one.SpaceGroupNumber
                    && pair.Found != pair.one.IdealizedSpaceGroupNumber)
                .Select(pair => $"{pair.one.Label}: {pair.one.SpaceGroupNumber}, {pair.Found}"),
        ];
        Assert.True(others.Length <= crystals.Length / 50, string.Join("; ", others));
    }

    [Fact]
    public void The_tolerance_decides_about_a_displaced_atom()
    {
        if (!Spglib.IsInstalled)
            return;
        AtomicStructure cell = PrototypeLibrary.Find("CsCl").Structure;
        Vector3D[] places = cell.Positions.ToArray();
        places[0] += new Vector3D(0, 0, 0.02);
        var displaced = new AtomicStructure(places, cell.Species, cell.Lattice, cell.Periodicity);
        Assert.Equal(new FoundSpaceGroup(221, "Pm-3m"), Spglib.Find(displaced, 0.1));
        Assert.Equal(new FoundSpaceGroup(99, "P4mm"), Spglib.Find(displaced, 0.001));
    }

    [Fact]
    public void What_is_no_crystal_in_three_directions_has_no_space_group()
    {
        if (!Spglib.IsInstalled)
            return;
        AtomicStructure cell = PrototypeLibrary.Find("fcc").Structure;
        var sheet = new AtomicStructure(
            cell.Positions, cell.Species, cell.Lattice, new Periodicity(true, true, false));
        Assert.Contains("three directions", Assert.Throws<SpglibException>(() => Spglib.Find(sheet, 0.1)).Message);
        Assert.Throws<ArgumentException>(() => Spglib.Find(cell, 0));
    }

    [Fact]
    public void Groups_of_reference_structures_are_found_at_every_tolerance()
    {
        string folder = SharedData.PathOf("reference/baselines");
        if (!Spglib.IsInstalled || !SharedData.IsPresent)
            return;
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "spacegroups.json")));
        int count = 0;
        var others = new List<string>();
        foreach (JsonProperty one in json.RootElement.GetProperty("structures").EnumerateObject())
        {
            string file = Path.Combine(folder, "structures", one.Name + ".xyz");
            if (one.Value.GetProperty("atoms").GetInt32() > 60 || !File.Exists(file))
                continue;
            AtomicStructure read = StructureFile.ReadFirst(file);
            var bulk = new AtomicStructure(read.Positions, read.Species, read.Lattice, Periodicity.Bulk);
            foreach (JsonProperty tolerance in one.Value.GetProperty("symprec").EnumerateObject())
            {
                count++;
                int number = tolerance.Value.GetProperty("number").GetInt32();
                int? found = Spglib.Find(bulk, double.Parse(tolerance.Name, CultureInfo.InvariantCulture))?.Number;
                if (found != number)
                    others.Add($"{one.Name}, {tolerance.Name}: {number}, {found}");
            }
        }

        Assert.True(count > 100);
        Assert.True(others.Count == 0, string.Join("; ", others));
    }
}
