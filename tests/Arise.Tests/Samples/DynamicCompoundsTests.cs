using Arise.Dynamics;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class DynamicCompoundsTests
{
    private static readonly CrystalClasses Classes = new(PrototypeLibrary.Published);

    // Share of the rarer species, and how many of the nearest neighbors of its atoms are of the other one
    // (Strukturbericht).
    [Theory]
    [InlineData("gold", "L12_Cu3Au", 0.25, 12, 12)]
    [InlineData("gold", "L10_CuAu", 0.5, 12, 8)]
    [InlineData("tungsten", "CsCl", 0.5, 8, 8)]
    [InlineData("silicon", "Zincblende_ZnS", 0.5, 4, 4)]
    [InlineData("salt", "RockSalt_NaCl", 0.5, 6, 6)]
    public void A_hot_compound_keeps_the_neighbors_of_its_class(
        string name, string order, double share, int coordination, int unlike)
    {
        Substance substance = Substances.All.Append(Substances.Salt).First(one => one.Name == name);
        AtomSample frame = Assert.Single(DynamicCompounds.Make(
            substance, order, [0.1], Classes, new Draws(new RandomNumbers(1, 1)), 20));
        Assert.All(frame.Labels, label => Assert.Equal(order, PrototypeLibrary.Published[label].Label));
        AtomicStructure atoms = frame.Structure;
        ChemicalElement rare = DynamicClasses.Elements[1];
        Assert.Equal(share, atoms.Species.ToArray().Count(one => one == rare) / (double)atoms.Count, 1e-9);
        var search = new NeighborSearch(atoms, 1.6 * DynamicClasses.Distance);
        var neighbors = new NeighborBuffer();
        double others = 0, counted = 0;
        for (int i = 0; i < atoms.Count; i++)
        {
            if (atoms.Species[i] != rare)
                continue;
            search.Find(i, neighbors);
            double[] squares = neighbors.SquaredDistances.ToArray();
            int[] near = [.. Enumerable.Range(0, squares.Length).OrderBy(k => squares[k]).Take(coordination)];
            counted++;
            foreach (int k in near)
                others += atoms.Species[neighbors.Atoms[k]] == rare ? 0 : 1;
        }

        Assert.Equal(unlike, others / counted, 0.1);
    }

    [Fact]
    public void A_compound_that_melts_gives_nothing()
    {
        Substance silicon = Substances.All.First(one => one.Name == "silicon");
        Assert.Empty(DynamicCompounds.Make(
            silicon, "Zincblende_ZnS", [3], Classes, new Draws(new RandomNumbers(1, 1)), 20));
    }
}
