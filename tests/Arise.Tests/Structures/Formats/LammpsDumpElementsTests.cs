using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class LammpsDumpElementsTests : FormatTestBase
{
    [Theory]
    [InlineData("id x y z", "1 0 0 0\n2 0 0 1\n")]
    [InlineData("id element x y z", "1 OW 0 0 0\n2 HW 0 0 1\n")]
    public void One_given_element_serves_a_file_without_types(string columns, string atoms)
    {
        Assert.Equal("Pd Pd", Symbols(ReadOne(Frame(columns, atoms), options: Species("Pd"))));
        Assert.Equal(nameof(StructureReadOptions.TypeElements), Refused(Frame(columns, atoms)).MissingSetting);
    }

    [Fact]
    public void Several_given_elements_need_types() => Assert.Contains(
        "no column tells the elements",
        Refused(Frame("id x y z", "1 0 0 0\n2 0 0 1\n"), options: Species("Pd", "Pt")).Problem,
        StringComparison.Ordinal);

    // Numbers of types in the column of elements, where they were given.
    [Fact]
    public void Given_elements_belong_to_numbers_in_place_of_elements()
    {
        const string text = "1 2 0 0 0\n2 1 0 0 1\n";
        Assert.Equal("Pt Pd", Symbols(ReadOne(Frame("id element x y z", text), options: Species("Pd", "Pt"))));
        Assert.Contains(
            "dump the column type",
            Refused(Frame("id element x y z", "1 OW 0 0 0\n2 HW 0 0 1\n"), options: Species("O", "H")).Problem,
            StringComparison.Ordinal);
    }

    // Masses of reduced units are not hydrogen and helium; those of water are elements.
    [Theory]
    [InlineData("1 1.0 0 0 0\n2 1.0 0 0 1\n", null)]
    [InlineData("1 1.0 0 0 0\n2 4.0 0 0 1\n", null)]
    [InlineData("1 1.0 0 0 0\n2 16.0 0 0 1\n", "H O")]
    [InlineData("1 1.00794 0 0 0\n2 4.0026 0 0 1\n", "H He")]
    public void Masses_of_reduced_units_are_no_elements(string atoms, string? elements)
    {
        string text = Frame("id mass x y z", atoms);
        if (elements is null)
            Assert.Equal(nameof(StructureReadOptions.TypeElements), Refused(text).MissingSetting);
        else
            Assert.Equal(elements, Symbols(ReadOne(text)));
    }

    // Names of a force field, and numbers where names should be, are types.
    [Theory]
    [InlineData("id type element mass x y z", "1 1 OW 15.999 0 0 0\n2 2 HW 1.008 0 0 1\n", "O H")]
    [InlineData("id type element typelabel x y z", "1 1 A O 0 0 0\n2 2 M H 0 0 1\n", "O H")]
    [InlineData("id type element mass x y z", "1 1 1 15.999 0 0 0\n2 2 2 1.008 0 0 1\n", "O H")]
    [InlineData("id type x y z", "1 O 0 0 0\n2 H 0 0 1\n", "O H")]
    public void Names_that_are_no_element_leave_it_to_the_next_column(string columns, string atoms, string elements) =>
        Assert.Equal(elements, Symbols(ReadOne(Frame(columns, atoms))));

    [Theory]
    [InlineData("id type element x y z", "1 1 OW 0 0 0\n2 2 HW 0 0 1\n")]
    [InlineData("id type element x y z", "1 1 1 0 0 0\n2 2 2 0 0 1\n")]
    [InlineData("id type x y z", "1 1 0 0 0\n2 2 0 0 1\n")]
    public void Types_alone_need_their_elements(string columns, string atoms)
    {
        Assert.Equal(nameof(StructureReadOptions.TypeElements), Refused(Frame(columns, atoms)).MissingSetting);
        Assert.Equal("O H", Symbols(ReadOne(Frame(columns, atoms), options: Species("O", "H"))));
    }

    private static string Frame(string columns, string atoms) =>
        $"ITEM: TIMESTEP\n0\nITEM: NUMBER OF ATOMS\n2\nITEM: BOX BOUNDS pp pp pp\n0 9\n0 9\n0 9\n" +
        $"ITEM: ATOMS {columns}\n{atoms}";
}
