namespace Arise.Tests.Architecture;

/// <summary>What the two readers of source see.</summary>
public class SourceCodeTests
{
    private static readonly QualifiedNames Names = new(
    [
        ("Arise", "Setting"), ("Arise.Numerics", "Quantile"), ("Arise.Recognition", "Levels"),
        ("Arise.Reporting", "Table"), ("Arise.Reporting.Maps", "Page"),
    ]);

    [Theory]
    [InlineData("a // b\nc", "a  \nc")]
    [InlineData("a /* b\n */ c", "a   c")]
    [InlineData("a + \"b \\\" // c\" + d", "a + \"\" + d")]
    [InlineData("a + @\"b\\\" + c + @\"d\"\"e\" + f", "a + \"\" + c + \"\" + f")]
    [InlineData("$\"b {{c}} {d + \"e}\"} f\" + g", "\"\" d + \"\" + g")]
    [InlineData("$@\"{a}\"\"b\\\" + c", "\"\" a + c")]
    [InlineData("\"\"\"b \" {c} \"\" d\"\"\" + e", "\"\" + e")]
    [InlineData("$$\"\"\"b {c} {{d}} e\"\"\" + f", "\"\" d + f")]
    [InlineData("'\"' + '\\'' + a + \"\" + b", "  +   + a + \"\" + b")]
    public void Comments_and_texts_are_left_out(string text, string code) => Assert.Equal(code, SourceCode.Of(text));

    [Theory]
    [InlineData("=> Recognition.Levels.Sure;", "Arise.Recognition.Levels")]
    [InlineData("=> global::Arise.Recognition.Levels.Sure;", "Arise.Recognition.Levels")]
    [InlineData("using static Arise.Recognition.Levels;", "Arise.Recognition.Levels")]
    [InlineData("[.. Recognition\n    .Levels.All]", "Arise.Recognition.Levels")]
    [InlineData("Reporting.Maps.Page.Width", "Arise.Reporting.Maps.Page")]
    [InlineData("Setting.Most", "Arise.Setting")]
    [InlineData("options.Recognition.Levels", null)]
    [InlineData("options\n    .Recognition.Levels", null)]
    [InlineData("Recognition.Other", null)]
    [InlineData("Member.Levels", null)]
    [InlineData("Maps.Page", null)]
    public void Names_with_a_part_of_their_namespace_are_found(string code, string? name) =>
        Assert.Equal(name, Names.In(code, "Arise.Numerics", new HashSet<string>()).SingleOrDefault().Name);

    [Fact]
    public void A_name_means_the_member_or_what_stands_nearest()
    {
        Assert.Empty(Names.In("Recognition.Levels", "Arise.Numerics", new HashSet<string> { "Recognition" }));
        Assert.Equal(
            [("Arise.Reporting.Maps", "Arise.Reporting.Maps.Page")],
            Names.In("Maps.Page", "Arise.Reporting", new HashSet<string>()));
    }
}
