using Arise.Prototypes;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Tests.Synthesis;

public class SmallCrystalsTests
{
    [Fact]
    public void Crystals_are_small_cells_of_the_prototypes_in_turn()
    {
        var collection = new SmallCrystals { Count = 300, MostAtoms = 8, Displacement = 0, ScaleSpread = 0.2 };
        AtomicStructure[] made = [.. collection.Build()];
        Assert.Equal(300, made.Length);
        Assert.True(made.Select(crystal => crystal.Properties["prototype"]).Distinct().Count() > 50);
        foreach (AtomicStructure crystal in made)
        {
            AtomicStructure perfect = PrototypeLibrary.FromLabel(crystal.Properties["prototype"])!.Structure;
            Assert.InRange(crystal.Count, 1, 8);
            Assert.Equal(perfect.Species, crystal.Species);
            if (crystal.Lattice is { } lattice)
                Assert.InRange(lattice.A.Length / perfect.Lattice!.A.Length, 0.8, 1.2);
        }
    }

    [Fact]
    public void A_crystal_depends_on_the_seed_and_its_number_only()
    {
        AtomicStructure[] ten = [.. new SmallCrystals { Count = 10 }.Build()];
        AtomicStructure[] twenty = [.. new SmallCrystals { Count = 20 }.Build()];
        Assert.All(ten.Zip(twenty), pair => Assert.Equal(pair.First.Positions, pair.Second.Positions));
        Assert.False(ten[0].Positions.SequenceEqual(new SmallCrystals { Seed = 1 }.Build().First().Positions));
    }

    [Theory]
    [InlineData(nameof(SmallCrystals.Count))]
    [InlineData(nameof(SmallCrystals.MostAtoms))]
    [InlineData(nameof(SmallCrystals.Displacement))]
    [InlineData(nameof(SmallCrystals.ScaleSpread))]
    public void A_value_out_of_range_is_named(string property)
    {
        var collection = new SmallCrystals();
        collection = property switch
        {
            nameof(SmallCrystals.Count) => collection with { Count = 0 },
            nameof(SmallCrystals.MostAtoms) => collection with { MostAtoms = 1 },
            nameof(SmallCrystals.Displacement) => collection with { Displacement = -1 },
            _ => collection with { ScaleSpread = 1 },
        };
        Assert.Equal(property, Assert.Throws<ArgumentException>(collection.Validate).ParamName);
    }
}
