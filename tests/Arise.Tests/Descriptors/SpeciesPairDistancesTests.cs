using Arise.Descriptors;
using Arise.Structures;

namespace Arise.Tests.Descriptors;

public class SpeciesPairDistancesTests
{
    private static readonly ChemicalElement[] Salt = [ChemicalElement.Parse("Na"), ChemicalElement.Parse("Cl")];

    [Fact]
    public void The_shortest_is_the_least_that_is_a_number()
    {
        Assert.Equal(2.8, new SpeciesPairDistances(Salt, new[,] { { double.NaN, 2.8 }, { 3, 4 } }).Shortest);
        Assert.Equal(2.8, new SpeciesPairDistances(Salt, new[,] { { 4, 3 }, { 2.8, double.NaN } }).Shortest);
        Assert.True(double.IsNaN(new SpeciesPairDistances([], new double[0, 0]).Shortest));
    }

    [Fact]
    public void The_table_is_the_object_s_own()
    {
        double[,] table = { { 4, 2.8 }, { 2.8, 4 } };
        var distances = new SpeciesPairDistances(Salt, table);
        table[0, 1] = 7;
        Assert.Equal(2.8, distances[0, 1]);
    }

    [Fact]
    public void A_table_for_other_species_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SpeciesPairDistances(Salt, new[,] { { 1.0 } }));
}
