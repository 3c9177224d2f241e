using Arise.Labeling;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Labeling;

public class AtomLabelsTests
{
    // The numbers of OVITO's polyhedral template matching; all other classes from 101 in class order.
    [Theory]
    [InlineData("fcc", 1)]
    [InlineData("hcp", 2)]
    [InlineData("bcc", 3)]
    [InlineData("simple cubic", 5)]
    [InlineData("diamond", 6)]
    [InlineData("lonsdaleite", 7)]
    [InlineData("graphene", 8)]
    [InlineData("dhcp", 191)]
    [InlineData("rocksalt", 155)]
    public void Structure_types_are_those_of_ovito(string name, int type)
    {
        int index = FakeLabeler.Class(name);
        AtomLabels labels = FakeLabeler.Of((_, atom) => atom == 0 ? index : -1).Label(Row(twoSpecies: true));
        Assert.Equal(type, labels.StructureTypeOf(0));
        Assert.Equal(0, labels.StructureTypeOf(1));
        Assert.True(type < 101 || type == 101 + index);
    }

    [Fact]
    public void The_labels_are_the_first_columns_of_the_structure()
    {
        AtomicStructure row = Row(twoSpecies: false);
        var sample = new AtomicStructure(
            row.Positions,
            row.Species,
            columns:
            [
                AtomColumn.Integer("id", [7, 8, 9, 10, 11]),
                AtomColumn.Real("probability", [5, 5, 5, 5, 5]),
                AtomColumn.Text("note", ["a", "b", "c", "d", "e"]),
            ],
            properties: new Dictionary<string, string> { ["timestep"] = "40" });
        AtomLabels labels = FakeLabeler.Of((_, atom) => atom < 3 ? FakeLabeler.Class("fcc") : -1).Label(sample);
        AtomicStructure labeled = labels.ToStructure();
        Assert.Equal(
            ["structure_type", "class_label", "probability", "entropy", "local_scale", "id", "note"],
            labeled.Columns.Select(column => column.Name));
        Assert.Equal([1, 1, 1, 0, 0], labeled.Columns[0].Integers.ToArray());
        Assert.Equal("none", labeled.Columns[1].Texts[4]);
        Assert.Equal("fcc_Cu_A_cF4_225_a", labeled.Columns[1].Texts[0]);
        Assert.Equal([1, 0.9375, 0.875, 0.8125, 0.75], labeled.Columns[2].Reals.ToArray());
        Assert.Equal("40", labeled.Properties["timestep"]);
    }

    private static AtomicStructure Row(bool twoSpecies) => new(
        [.. Enumerable.Range(0, 5).Select(k => new Vector3D(2.5 * k, 0, 0))],
        [.. Enumerable.Range(0, 5).Select(k => ChemicalElement.Parse(twoSpecies && k == 4 ? "Al" : "Cu"))]);
}
