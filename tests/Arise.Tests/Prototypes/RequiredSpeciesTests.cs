using Arise.Prototypes;

namespace Arise.Tests.Prototypes;

public class RequiredSpeciesTests
{
    [Theory]
    [InlineData("fcc_Cu_A_cF4_225_a", 1)]
    [InlineData("RockSalt_NaCl", 2)]
    [InlineData("BN", 2)]
    [InlineData("C", 1)]
    [InlineData("A15_Cr3Si", 1)] // beta-tungsten
    [InlineData("spinel_MgAl2O4", 2)] // magnetite
    [InlineData("3_cubic", 3)]
    [InlineData("Cu2ZnSnS4", 4)]
    [InlineData("nobody's", 1)]
    public void A_class_needs_the_species_of_its_simplest_member(string label, int species) =>
        Assert.Equal(species, RequiredSpecies.Of(label));

    [Fact]
    public void Elements_need_one_and_compounds_more()
    {
        foreach (Prototype prototype in PrototypeLibrary.All)
        {
            int needed = RequiredSpecies.Of(prototype.Label);
            if (prototype.MaterialType == MaterialType.Elemental)
                Assert.Equal(1, needed);
            if (prototype.MaterialType == MaterialType.Binary && prototype.Label != "A15_Cr3Si")
                Assert.Equal(2, needed);
            Assert.InRange(needed, 1, prototype.Structure.DistinctSpecies().Length);
        }
    }
}
