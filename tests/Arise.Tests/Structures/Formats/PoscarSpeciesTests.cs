using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class PoscarSpeciesTests : FormatTestBase
{
    private const string Cell = "1.0\n3 0 0\n0 3 0\n0 0 3\n";

    // The form in which AFLOW writes prototypes, and two of pymatgen's.
    [Theory]
    [InlineData("Direct(2) [A1B1]\n0 0 0 Cl\n.5 .5 .5 Cs\n")]
    [InlineData("Direct\n0 0 0 Cl1 0 a\n.5 .5 .5 Cs1 0 b\n")]
    [InlineData("Direct\n0 0 0 ! Cl\n.5 .5 .5 !Cs\n")]
    [InlineData("Selective dynamics\nDirect\n0 0 0 T T F Cl\n.5 .5 .5 T T T Cs\n")]
    [InlineData("Direct\n0 0 0 F F F Cl\n.5 .5 .5 T T T Cs\n")]
    public void Labels_behind_the_positions_tell_the_elements(string atoms) =>
        Assert.Equal("Cl Cs", Symbols(ReadOne($"AB_cP2_221_b_a params=3.0\n{Cell}1 1\n{atoms}", "POSCAR")));

    [Theory]
    [InlineData("Fe1N3", "1 3", "Fe N N N")]
    [InlineData("FeN3", "1 3", "Fe N N N")]
    [InlineData("N3Fe", "3 1", "N N N Fe")]
    [InlineData("Fe1 N3 cubic cell", "1 3", "Fe N N N")]
    [InlineData("CsCl", "2 2", "Cs Cs Cl Cl")]
    [InlineData("Li3Fe1 (three of a kind)", "3 1", "Li Li Li Fe")]
    public void A_formula_in_the_comment_with_the_same_numbers_tells_the_elements(
        string comment, string counts, string elements) =>
        Assert.Equal(elements, Symbols(ReadOne(Text(comment, counts), "POSCAR")));

    [Theory]
    [InlineData("Fe2N3", "1 3")]
    [InlineData("FeN3", "1 1 2")]
    [InlineData("Fe4N12", "1 3")]
    [InlineData("FeN", "1 3")]
    [InlineData("SYSTEM", "4")]
    [InlineData("A1B3", "1 3")]
    public void A_comment_with_other_numbers_tells_nothing(string comment, string counts)
    {
        StructureFormatException error = Refused(Text(comment, counts), "POSCAR");

        Assert.Equal(6, error.Line);
        Assert.Equal(nameof(StructureReadOptions.TypeElements), error.MissingSetting);
    }

    [Fact]
    public void Flags_are_no_fluorine() =>
        Assert.Equal("Cu", Symbols(ReadOne($"Cu\n{Cell}1\nDirect\n0 0 0 F F F\n", "POSCAR")));

    [Fact]
    public void Given_elements_come_before_labels() => Assert.Equal(
        "Ni", Symbols(ReadOne($"x\n{Cell}1\nDirect\n0 0 0 Cu\n", "POSCAR", Species("Ni"))));

    private static string Text(string comment, string counts) =>
        $"{comment}\n{Cell}{counts}\nDirect\n0 0 0\n.5 .5 0\n.5 0 .5\n0 .5 .5\n";
}
