using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class CifLabelsTests : CifTestBase
{
    // Labels of the American Mineralogist database among them: Wat, HO, T.
    [Theory]
    [InlineData("'Al H O2'", "AL1 O1 HO1", "Al O H")]
    [InlineData("'Al H O2'", "Al1 O1 Ho1", "Al O H")]
    [InlineData("'Ho2 O3'", "HO1 Ho2 O1", "Ho Ho O")]
    [InlineData("'C2 O4 Zn'", "ZN1 CO1 OC1", "Zn C O")]
    [InlineData("'Co O'", "CO1 O1", "Co O")]
    [InlineData("'Co C O'", "Co1 CO2 O1", "Co C O")]
    [InlineData("'Ca H4 O3'", "Ca Wat1 OW2", "Ca O O")]
    [InlineData("'Si Al O4'", "SiT1 AlT2 OA1", "Si Al O")]
    [InlineData("'D2 O'", "D1 D2 O1", "H H O")]
    [InlineData("'W O3'", "W1 O1 Wat", "W O O")]
    [InlineData("?", "Al1 HO1 CU1", "Al H C")]
    [InlineData("?", "AL1 ZN1 CU1", "Al Zn Cu")]
    [InlineData("?", "NA1 CL1", "Na Cl")]
    [InlineData("?", "Cl1 CA2", "Cl C")]
    [InlineData("?", "Ca Wat1 OH1", "Ca O O")]
    [InlineData("'not a formula'", "Cu1A O(1) H12", "Cu O H")]
    public void Labels_are_read_against_the_formula_and_the_spelling_of_symbols(
        string formula, string labels, string elements) => Assert.Equal(
        elements, string.Join(' ', ReadOne(Text(formula, labels)).Species.ToArray().Select(one => one.Symbol)));

    [Theory]
    [InlineData("'Si O2'", "T1 O1", "'T1'")]
    [InlineData("'Ca Ti O3'", "A1 B1 O1", "'A1'")]
    [InlineData("'Ca Ti O3'", "Ca1 B1 O1", "'B1'")]
    [InlineData("'Ca Ti O3'", "Ca1 M O1", "'M'")]
    [InlineData("?", "T1 O1", "'T1'")]
    [InlineData("?", "Oct1 O1", "'Oct1'")]
    [InlineData("?", "AL1 HO1", "'HO1' can be H or Ho")]
    [InlineData("?", "N1 CB1 CD1", "'CD1' can be C or Cd")]
    [InlineData("?", "CA2 C1 O1", "'CA2' can be C or Ca")]
    public void Labels_that_name_no_element_are_refused(string formula, string labels, string sentence)
    {
        StructureFormatException error = Refused(Text(formula, labels));

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
        Assert.True(error.Line > 8);
    }

    [Fact]
    public void A_symbol_that_the_formula_lacks_is_read_with_a_note()
    {
        var notes = new List<string>();
        using var lines = new LineReader(new StringReader(Text("'Mg2 O4 Si'", "Mg1 Fe1 Fe2 O1")), "test")
        {
            Notes = notes.Add,
        };

        Assert.Equal("Fe2MgO", Assert.Single(new CifReader().Read(lines, new())).Structure.Formula());
        Assert.Contains("line 15: labels name elements", Assert.Single(notes), StringComparison.Ordinal);
    }

    // Of two elements that capitals can mean one is chosen, and that is said.
    [Theory]
    [InlineData("?", "NA1 CL1", "line 14: labels like NA1 are read as Na, not N")]
    [InlineData("?", "Cl1 CA2", "line 15: labels like CA2 are read as C, not Ca")]
    [InlineData("'C2 Co O'", "CO1 C1 O1", "line 14: labels like CO1 are read as Co, not C")]
    public void A_choice_between_two_elements_is_noted(string formula, string labels, string beginning)
    {
        var notes = new List<string>();
        using var lines = new LineReader(new StringReader(Text(formula, labels)), "test") { Notes = notes.Add };

        Assert.Single(new CifReader().Read(lines, new()));
        Assert.Contains(notes, note => note.Contains(beginning, StringComparison.Ordinal));
    }

    private static string Text(string formula, string labels) => Cif(
        "9 9 9 90 90 90",
        $"_chemical_formula_sum {formula}",
        string.Join('\n', labels.Split(' ').Select((label, i) => $"{label} 0.{i} 0 0")))
        .Replace("_atom_site_type_symbol\n", "", StringComparison.Ordinal);
}
