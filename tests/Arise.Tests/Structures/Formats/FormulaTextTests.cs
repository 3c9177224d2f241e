using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class FormulaTextTests
{
    [Theory]
    [InlineData("Al H O2", "Al1 H1 O2")]
    [InlineData("Fe1N3", "Fe1 N3")]
    [InlineData(" Ca0.5 Mg1.5\nO.25 ", "Ca0.5 Mg1.5 O0.25")]
    [InlineData("D2 O", "H2 O1")]
    [InlineData("CO", "C1 O1")]
    [InlineData("Co", "Co1")]
    public void Symbols_and_numbers_are_read(string text, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', FormulaText.Parse(text)!.Select(
                part => FormattableString.Invariant($"{part.Element.Symbol}{part.Number}"))));

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("Xx2")]
    [InlineData("Fe0")]
    [InlineData("Fe1.2.3")]
    [InlineData("(OH)2")]
    [InlineData("iron")]
    public void Other_texts_are_no_formula(string text) => Assert.Null(FormulaText.Parse(text));
}
