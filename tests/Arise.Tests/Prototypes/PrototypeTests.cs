using Arise.Prototypes;

namespace Arise.Tests.Prototypes;

public class PrototypeTests
{
    [Theory]
    [InlineData("rock salt", "225", true)]
    [InlineData("rock salt", "fm-3M", true)]
    [InlineData("rock salt", "Fd-3m", false)]
    [InlineData("rock salt", "22", false)]
    [InlineData("(3,3)", "225", false)]
    public void A_space_group_goes_by_number_or_symbol(string name, string group, bool has) =>
        Assert.Equal(has, PrototypeLibrary.Find(name).HasSpaceGroup(group));

    [Fact]
    public void The_group_within_a_tenth_of_an_Angstrom_counts_too()
    {
        Prototype relaxed = PrototypeLibrary.Published.First(c => c.SpaceGroupNumber != c.IdealizedSpaceGroupNumber);

        Assert.True(relaxed.HasSpaceGroup(relaxed.SpaceGroupSymbol!));
        Assert.True(relaxed.HasSpaceGroup(relaxed.IdealizedSpaceGroupSymbol!));
    }
}
