using System.Collections.Immutable;
using Arise.Prototypes;
using Arise.Recognition;

namespace Arise.Tests.Recognition;

public class ClassGroupingTests
{
    private static readonly string[] Labels = [.. PrototypeLibrary.Published.Select(prototype => prototype.Label)];

    // Pearson symbols and space groups of textbook structures (International Tables, vol. A; AFLOW prototypes).
    [Theory]
    [InlineData("fcc", "cubic", "cF", "225 Fm-3m")]
    [InlineData("diamond", "cubic", "cF", "227 Fd-3m")]
    [InlineData("CsCl", "cubic", "cP", "221 Pm-3m")]
    [InlineData("hcp", "hexagonal", "hP", "194 P6_3/mmc")]
    [InlineData("indium", "tetragonal", "tI", "139 I4/mmm")]
    [InlineData("alpha-mercury", "trigonal", "hR", "166 R-3m")]
    [InlineData("alpha-uranium", "orthorhombic", "oS", "63 Cmcm")]
    [InlineData("gamma-plutonium", "orthorhombic", "oF", "70 Fddd")]
    public void Crystals_have_their_textbook_groups(string name, string system, string bravais, string spaceGroup)
    {
        int index = PrototypeLibrary.Find(name).ClassIndex;
        Assert.Equal(system, NameOf(GroupingLevel.CrystalSystem, index));
        Assert.Equal(bravais, NameOf(GroupingLevel.Bravais, index));
        Assert.Equal(spaceGroup, NameOf(GroupingLevel.SpaceGroup, index));
    }

    [Fact]
    public void Material_types_have_as_many_classes_as_published()
    {
        var grouping = new ClassGrouping(GroupingLevel.MaterialType, Labels);
        Assert.Equal(MaterialTypeName.All.Order(), grouping.Names.Order());
        foreach (string name in grouping.Names)
        {
            int classes = Enumerable.Range(0, 108).Count(c => grouping.Names[grouping.GroupOf(c)] == name);
            Assert.Equal(PrototypeLibrary.Published.Count(p => MaterialTypeName.Of(p.MaterialType) == name), classes);
        }
    }

    [Fact]
    public void Bravais_lattices_and_crystal_systems_are_those_there_are()
    {
        string[] lattices =
        [
            "aP", "mP", "mS", "oP", "oS", "oI", "oF", "tP", "tI", "hP", "hR", "cP", "cI", "cF", "nanotube",
        ];
        Assert.All(new ClassGrouping(GroupingLevel.Bravais, Labels).Names, name => Assert.Contains(name, lattices));
        Assert.InRange(new ClassGrouping(GroupingLevel.CrystalSystem, Labels).Names.Length, 2, 8);
    }

    [Fact]
    public void Probabilities_are_summed_and_nothing_is_lost()
    {
        double[] probabilities = [.. Enumerable.Range(1, 108).Select(k => k / (108.0 * 109 / 2))];
        foreach (GroupingLevel level in Enum.GetValues<GroupingLevel>())
        {
            var grouping = new ClassGrouping(level, Labels);
            ImmutableArray<double> sums = grouping.Sum(probabilities);
            Assert.Equal(grouping.Names.Length, sums.Length);
            Assert.Equal(1, sums.Sum(), 1e-12);
            double first = Enumerable.Range(0, 108).Where(c => grouping.GroupOf(c) == 0).Sum(c => probabilities[c]);
            Assert.Equal(first, sums[0], 1e-12);
        }
    }

    [Fact]
    public void A_class_of_the_user_stands_for_itself()
    {
        var grouping = new ClassGrouping(GroupingLevel.CrystalSystem, ["fcc_Cu_A_cF4_225_a", "fluorite", "CsCl"]);
        Assert.Equal(["cubic", "fluorite"], grouping.Names.AsEnumerable());
        Assert.Equal([0.75, 0.25], grouping.Sum([0.25, 0.25, 0.5]).AsEnumerable());
    }

    private static string NameOf(GroupingLevel level, int index)
    {
        var grouping = new ClassGrouping(level, Labels);
        return grouping.Names[grouping.GroupOf(index)];
    }
}
