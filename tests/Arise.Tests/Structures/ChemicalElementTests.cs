using Arise.Structures;

namespace Arise.Tests.Structures;

public class ChemicalElementTests
{
    [Theory]
    [InlineData("H", 1)]
    [InlineData("cu", 29)]
    [InlineData("FE", 26)]
    [InlineData(" Og ", 118)]
    public void Symbols_are_read_in_any_case(string symbol, int atomicNumber) =>
        Assert.Equal(atomicNumber, ChemicalElement.Parse(symbol).AtomicNumber);

    [Theory]
    [InlineData("Xx")]
    [InlineData("")]
    [InlineData("C1")]
    [InlineData("Carbon")]
    public void Unknown_symbols_are_refused(string symbol) =>
        Assert.Throws<ArgumentException>(() => ChemicalElement.Parse(symbol));

    [Fact]
    public void Every_element_is_found_again_by_its_symbol()
    {
        for (int z = 1; z <= ChemicalElement.MaxAtomicNumber; z++)
            Assert.Equal(z, ChemicalElement.Parse(ChemicalElement.FromAtomicNumber(z).Symbol).AtomicNumber);
    }

    [Theory]
    [InlineData(63.55, "Cu")]
    [InlineData(26.98154, "Al")]
    [InlineData(1.0079, "H")]
    public void A_mass_names_its_element(double mass, string symbol)
    {
        Assert.True(ChemicalElement.TryFromMass(mass, out ChemicalElement element));
        Assert.Equal(symbol, element.Symbol);
    }
}
