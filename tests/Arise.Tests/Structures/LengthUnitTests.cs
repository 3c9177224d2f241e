using Arise.Numerics;
using Arise.Structures;

namespace Arise.Tests.Structures;

public class LengthUnitTests
{
    [Theory]
    [InlineData(null, "Angstrom", "Å", "A")]
    [InlineData("", "Angstrom", "Å", "A")]
    [InlineData("angstrom", "Angstrom", "Å", "A")]
    [InlineData("Å", "Angstrom", "Å", "A")]
    [InlineData("pixel", "pixel", "pixel", "pixel")]
    [InlineData(" nm ", "nm", "nm", "nm")]
    public void The_property_unit_names_it(string? property, string name, string symbol, string brief)
    {
        LengthUnit unit = Atom(property).LengthUnit;
        Assert.Equal((name, symbol, brief), (unit.Name, unit.Symbol, unit.Short));
        Assert.Equal(name == "Angstrom", unit == LengthUnit.Angstrom);
    }

    [Fact]
    public void It_stays_with_the_atoms()
    {
        AtomicStructure atom = Atom("pixel");
        AtomicStructure[] others = [atom.Select([0]), atom.WithPositions([Vector3D.Zero]), atom.WithName("other")];
        Assert.All(others, other => Assert.Equal("pixel", other.LengthUnit.Name));
    }

    private static AtomicStructure Atom(string? unit) => new(
        [new Vector3D(1, 2, 3)],
        [ChemicalElement.Parse("C")],
        properties: unit is null ? null : new Dictionary<string, string> { ["unit"] = unit });
}
