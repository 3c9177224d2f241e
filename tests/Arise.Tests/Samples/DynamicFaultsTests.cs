using Arise.Dynamics;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class DynamicFaultsTests
{
    private static readonly DynamicClasses Classes = new(new CrystalClasses(PrototypeLibrary.Published));

    [Fact]
    public void Layers_are_close_packed_and_hold_a_fault_or_two()
    {
        var draws = new Draws(new RandomNumbers(1, 1));
        for (int k = 0; k < 200; k++)
        {
            string layers = DynamicFaults.Layers(draws);
            Assert.All(layers.Zip(layers[1..] + layers[0]), pair => Assert.NotEqual(pair.First, pair.Second));
            int hexagonal = layers.Where((_, i) =>
                layers[(i + 1) % layers.Length] == layers[(i + layers.Length - 1) % layers.Length]).Count();
            Assert.Contains(hexagonal, new[] { 2, 4 });
        }
    }

    // Centrosymmetry (C. L. Kelchner, S. J. Plimpton, J. C. Hamilton, Phys. Rev. B 58, 11085 (1998)) knows nothing of
    // the order that the samples are checked with: six pairs of opposite neighbors in fcc, three in hcp.
    [Fact]
    public void Atoms_called_hcp_lack_the_symmetry_of_inversion()
    {
        Substance copper = Substances.All.First(one => one.Name == "copper");
        IReadOnlyList<AtomSample> frames = DynamicFaults.Make(
            copper, "ABCACBACBABC", [0.5, 0.8], Classes, new Draws(new RandomNumbers(1, 1)), 20);
        Assert.Equal(2, frames.Count);
        foreach (AtomSample frame in frames)
        {
            double[] asymmetry = Asymmetry(frame.Structure);
            double Mean(short label) => Enumerable.Range(0, asymmetry.Length)
                .Where(i => frame.Labels[i] == label).Average(i => asymmetry[i]);
            Assert.True(Mean(Classes.Hexagonal) > 1.6 * Mean(Classes.Cubic));
        }
    }

    [Fact]
    public void Layers_that_melt_give_nothing()
    {
        Substance copper = Substances.All.First(one => one.Name == "copper");
        Assert.Empty(DynamicFaults.Make(
            copper, "ABCACB", [2.5], Classes, new Draws(new RandomNumbers(1, 1)), 20));
    }

    private static double[] Asymmetry(AtomicStructure structure)
    {
        var search = new NeighborSearch(structure, 1.3 * DynamicClasses.Distance);
        var neighbors = new NeighborBuffer();
        var result = new double[structure.Count];
        for (int i = 0; i < result.Length; i++)
        {
            search.Find(i, neighbors);
            Vector3D[] vectors = [.. Enumerable.Range(0, neighbors.Count)
                .Select(k => new Vector3D(neighbors.X[k], neighbors.Y[k], neighbors.Z[k]))];
            result[i] = vectors.Average(a => vectors.Min(b => Vector3D.Dot(a + b, a + b)));
        }

        return result;
    }
}
