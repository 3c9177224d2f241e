namespace Arise.Cli.Tests;

public class TextTableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_longest_cell() => Assert.Equal(
        "  n  name\n  1  a\n100  a longer name\n", Text(int.MaxValue, ("1", "a"), ("100", "a longer name")));

    [Fact]
    public void Where_there_is_less_room_cells_are_broken_between_words()
    {
        Assert.Equal("n  name\n1  a longer\n   name\n", Text(12, ("1", "a longer name")));

        // A word that has no room at all.
        string text = Text(14, ("12", "zigzag_cnt_nm_6_0"));
        Assert.Equal(" n  name\n12  zigzag_\n    cnt_nm_6_0\n", text);
    }

    [Fact]
    public void Every_table_of_the_library_fits_80_columns()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var terminal = new WrappingWriter(output, 80) { NewLine = "\n" };
        var table = new TextTable(">#", "label", "name", "type", "space group", "SB");
        foreach (Arise.Prototypes.Prototype one in Arise.Prototypes.PrototypeLibrary.All)
            table.Add("100", one.Label, one.CommonName, "elemental", "225 Fm-3m", one.Strukturbericht ?? "");
        table.Write(terminal);
        string[] lines = output.ToString().Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains(lines, line => line.Contains("fcc_Cu_A_cF4_225_a", StringComparison.Ordinal));
    }

    private static string Text(int width, params (string Number, string Name)[] rows)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var table = new TextTable(">n", "name");
        foreach ((string number, string name) in rows)
            table.Add(number, name);
        table.Write(output, width);
        return output.ToString();
    }
}
