using Arise.Dynamics;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class DynamicFrontsTests
{
    private static readonly CrystalClasses Classes = new(PrototypeLibrary.Published);

    // Every atom of the two middles is right, the front between them is thin: a few layers where both occur.
    [Theory]
    [InlineData("silicon", "111", "diamond")]
    [InlineData("copper", "001", "fcc")]
    public void A_front_divides_a_crystal_from_its_melt(string name, string face, string crystal)
    {
        Substance substance = Substances.All.First(one => one.Name == name);
        AtomSample frame = DynamicFronts.Make(
            substance, face, 0.98, new DynamicClasses(Classes), Draws(1), 50, 1, all: true)[0];
        short label = (short)PrototypeLibrary.Published.ToList().IndexOf(PrototypeLibrary.Find(crystal));
        Assert.All(frame.Labels, one => Assert.Contains(one, new[] { label, AtomSample.None, AtomSample.Untold }));
        Assert.True(LoneCrystals(frame) == 0, "Crystal in the melt.");
        double edge = frame.Structure.Lattice!.C.Z;
        const int slices = 12;
        var crystals = new double[slices];
        var atoms = new double[slices];
        for (int i = 0; i < frame.Labels.Length; i++)
        {
            double z = frame.Structure.Positions[i].Z / edge;
            int slice = Math.Min((int)((z - Math.Floor(z)) * slices), slices - 1);
            atoms[slice]++;
            crystals[slice] += frame.Labels[i] == label ? 1 : 0;
        }

        double[] shares = [.. crystals.Zip(atoms, (one, all) => one / all)];
        Assert.True(shares[0] > 0.95 && shares[^1] > 0.95, "The crystal has lost atoms.");
        Assert.True(shares[(slices / 2) - 1] < 0.05 && shares[slices / 2] < 0.05, "The melt has crystal in it.");
        Assert.InRange(shares.Count(share => share is > 0.1 and < 0.9), 0, 6);
        Assert.True(frame.Labels.Count(one => one == AtomSample.Untold) < 0.2 * frame.Labels.Length);
    }

    [Fact]
    public void Most_told_atoms_are_near_the_front()
    {
        Substance silicon = Substances.All.First(one => one.Name == "silicon");
        AtomSample Front(bool all) => DynamicFronts.Make(
            silicon, "001", 0.98, new DynamicClasses(Classes), Draws(2), 50, 1, all)[0];
        AtomSample near = Front(false), whole = Front(true);
        Assert.Equal(whole.Structure.Positions, near.Structure.Positions);
        int told = near.Labels.Count(label => label != AtomSample.Untold);
        Assert.InRange(told, 0.2 * whole.Labels.Length, 0.75 * whole.Labels.Length);
        Assert.Contains(near.Labels, label => label >= 0);
        Assert.Contains(near.Labels, label => label == AtomSample.None);
        Assert.All(
            near.Labels.Zip(whole.Labels),
            pair => Assert.True(pair.First == pair.Second || pair.First == AtomSample.Untold));
    }

    // Atoms of the crystal without any neighbor that is of it too.
    private static int LoneCrystals(AtomSample frame)
    {
        var search = new NeighborSearch(frame.Structure, 1.35 * DynamicClasses.Distance);
        var neighbors = new NeighborBuffer();
        int lone = 0;
        for (int i = 0; i < frame.Labels.Length; i++)
        {
            search.Find(i, neighbors);
            if (frame.Labels[i] >= 0 && neighbors.Atoms.ToArray().All(j => frame.Labels[j] < 0))
                lone++;
        }

        return lone;
    }

    private static Draws Draws(ulong number) => new(new RandomNumbers(1, number));
}
