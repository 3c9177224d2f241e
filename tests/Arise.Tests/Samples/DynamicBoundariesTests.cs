using Arise.Dynamics;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class DynamicBoundariesTests
{
    private static readonly DynamicClasses Classes = new(new CrystalClasses(PrototypeLibrary.Published));

    [Theory]
    [InlineData("iron")]
    [InlineData("silicon")]
    public void Both_grains_are_crystal_and_the_boundary_is_untold(string name)
    {
        Substance substance = Substances.All.First(one => one.Name == name);
        IReadOnlyList<AtomSample> frames = DynamicBoundaries.Make(
            substance, (2, 1), 0.5, Classes, new Draws(new RandomNumbers(1, 1)), 20);
        Assert.Equal(2, frames.Count);
        foreach (AtomSample frame in frames)
        {
            double edge = frame.Structure.Lattice!.C.Z;
            Assert.True(Told(frame, edge, 0.2, 0.3) > 0.97 && Told(frame, edge, 0.7, 0.8) > 0.97);
            double[] slices = [.. Enumerable.Range(0, 24).Select(k => Told(frame, edge, k / 24.0, (k + 1) / 24.0))];
            Assert.True(slices[..4].Concat(slices[20..]).Min() < 0.85, "There is no boundary at the ends.");
            Assert.True(slices[8..16].Min() < 0.85, "There is no boundary in the middle.");
            Assert.All(frame.Labels, label =>
                Assert.True(label is AtomSample.Untold || label == Classes.Of(substance.Crystal)));
        }
    }

    // Share of the atoms with a class among those at these heights, in edges of the cell.
    private static double Told(AtomSample frame, double edge, double from, double to)
    {
        int[] atoms = [.. Enumerable.Range(0, frame.Labels.Length).Where(i =>
        {
            double z = frame.Structure.Positions[i].Z / edge;
            z -= Math.Floor(z);
            return z >= from && z < to;
        })];
        return atoms.Count(i => frame.Labels[i] >= 0) / Math.Max(1.0, atoms.Length);
    }

    [Fact]
    public void No_two_atoms_are_closer_than_hot_neighbors_are()
    {
        Substance tungsten = Substances.All.First(one => one.Name == "tungsten");
        AtomSample frame = DynamicBoundaries.Make(
            tungsten, (5, 1), 0.5, Classes, new Draws(new RandomNumbers(1, 3)), 20)[0];
        var search = new NeighborSearch(frame.Structure, 0.7 * DynamicClasses.Distance);
        var neighbors = new NeighborBuffer();
        for (int i = 0; i < frame.Structure.Count; i++)
        {
            search.Find(i, neighbors);
            Assert.Equal(0, neighbors.Count);
        }
    }
}
