using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class ExtendedXyzSpeciesTests : FormatTestBase
{
    private const string Header = "Lattice=\"9 0 0 0 9 0 0 0 9\" Properties=";

    // https://docs.lammps.org/dump.html: dump xyz writes type numbers when no elements are given.
    [Theory]
    [InlineData("1", "2")]
    [InlineData("2", "2")]
    [InlineData("1", "3")]
    public void Numbers_that_can_be_types_need_their_elements(string first, string second)
    {
        string text = $"2\nAtoms. Timestep: 0\n{first} 0 0 0\n{second} 0 0 2.4\n";
        StructureFormatException error = Refused(text);

        Assert.Equal(3, error.Line);
        Assert.Equal(nameof(StructureReadOptions.TypeElements), error.MissingSetting);
        string[] elements = ["Ni", "Al", "Co"];
        Assert.Equal(
            $"{elements[first[0] - '1']} {elements[second[0] - '1']}",
            Symbols(ReadOne(text, options: Species(elements))));
    }

    [Theory]
    [InlineData("1", "8", "H O")]
    [InlineData("29", "79", "Cu Au")]
    [InlineData("6", "6", "C C")]
    public void Numbers_that_cannot_be_types_are_atomic_numbers(string first, string second, string elements)
    {
        (List<AtomicStructure> frames, List<string> notes) = ReadNoted(
            $"2\n\n{first} 0 0 0\n{second} 0 0 2.4\n2\n\n1 0 0 0\n2 0 0 2.4\n");

        Assert.Equal([elements, "H He"], frames.Select(Symbols));
        Assert.Contains("line 3: numbers in place of elements", Assert.Single(notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("species:I:1:pos:R:3", "2 0 0 0")]
    [InlineData("type:I:1:pos:R:3", "2 0 0 0")]
    [InlineData("pos:R:3:id:I:1:type:I:1", "0 0 0 7 2")]
    public void Type_columns_of_extended_XYZ_take_the_given_elements(string columns, string atom) =>
        Assert.Equal("Al", Symbols(ReadOne($"1\n{Header}{columns}\n{atom}\n", options: Species("Ni", "Al"))));

    [Fact]
    public void One_given_element_serves_a_file_that_names_none()
    {
        string text = $"1\n{Header}pos:R:3\n0 0 0\n";

        Assert.Equal("Pd", Symbols(ReadOne(text, options: Species("Pd"))));
        Assert.Equal(nameof(StructureReadOptions.TypeElements), Refused(text).MissingSetting);
        Refused(text, options: Species("Pd", "Pt"));
    }

    [Fact]
    public void Symbols_and_atomic_numbers_stay_whatever_is_given()
    {
        Assert.Equal("Cu", Symbols(ReadOne("1\n\nCu 0 0 0\n", options: Species("Ni"))));
        Assert.Equal("He", Symbols(ReadOne($"1\n{Header}Z:I:1:pos:R:3\n2 0 0 0\n", options: Species("Ni", "Al"))));
    }

    [Fact]
    public void A_type_without_an_element_is_refused() => Assert.Contains(
        "atom type 3", Refused("1\n\n3 0 0 0\n", options: Species("Ni", "Al")).Problem, StringComparison.Ordinal);
}
