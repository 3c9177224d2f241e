using Arise.Explanation;
using Arise.Prototypes;

namespace Arise.Tests.Explanation;

/// <summary>Which base members of a family are laid over samples.</summary>
public class FamilyCrystalsTests
{
    [Theory]
    [InlineData("hcp")]
    [InlineData("L10_CuAu")]
    public void Members_that_differ_by_a_strain_of_the_class_are_twins(string name)
    {
        Prototype prototype = PrototypeLibrary.Find(name);
        Assert.NotEqual(1, CrystalFamily.Of(prototype).Bases.Length);
        Assert.Equal(prototype.Label, Assert.Single(FamilyCrystals.Of(prototype).All(default)).Base.Name);
    }

    [Fact]
    public void A_member_far_from_the_prototype_explains_its_own_crystal()
    {
        Prototype prototype = PrototypeLibrary.Find("24_RP");
        FamilyBase member = CrystalFamily.Of(prototype).Bases.Single(one => one.Name == "La2CuO4");
        StructureExplanation one = StructureExplanation.Of(member.Structure, prototype);
        Assert.Equal(1, one.Fit, 6);
        Assert.Equal("La2CuO4", one.Base);
        Assert.Equal(prototype.Label, StructureExplanation.Of(prototype.Structure, prototype).Base);
    }
}
