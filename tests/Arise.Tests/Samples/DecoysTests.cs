using System.Numerics.Tensors;
using Arise.Environments;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class DecoysTests
{
    private static readonly EnvironmentSettings Settings = new();

    // What is called none must not be a class under another name. For comparison: fcc and L1_2 are 0.055 apart, double
    // hexagonal and samarium 0.03.
    [Fact]
    public void No_crystal_of_the_table_is_a_class()
    {
        float[][][] classes = [.. PrototypeLibrary.Published.Select(one => Rows(one.Structure))];
        foreach (AtomicStructure decoy in Decoys.Table)
        {
            Check(decoy);
            if (Decoys.IsNoneWithoutOrder(decoy))
                Check(decoy.WithSpecies([.. Enumerable.Repeat(decoy.Species[0], decoy.Count)]));
        }

        void Check(AtomicStructure decoy)
        {
            float[][] rows = Rows(decoy);
            double nearest = classes.Min(one => rows.Average(row => one.Min(other => Distance(row, other))));
            Assert.True(nearest > 0.07, $"{decoy.Name}: {nearest}");
        }
    }

    [Fact]
    public void The_table_holds_the_types_it_names()
    {
        Assert.True(Decoys.Table.Length >= 35);
        Assert.Equal(Decoys.Table.Length, Decoys.Table.Select(decoy => decoy.Name).Distinct().Count());
        Assert.Equal("CaF2", Find("fluorite").Formula());
        Assert.Equal("Cr30", Find("sigma").Formula());
        Assert.Equal(6, Find("cubic Laves").Count);

        static AtomicStructure Find(string name) =>
            Decoys.Table.Single(decoy => decoy.Name!.StartsWith(name, StringComparison.Ordinal));
    }

    [Fact]
    public void Paths_begin_and_end_at_known_crystals()
    {
        AtomicStructure fcc = PrototypeLibrary.Find("fcc").Structure, bcc = PrototypeLibrary.Find("bcc").Structure;
        Assert.Equal(0, Distance(Rows(Decoys.Omega(0))[0], Rows(bcc)[0]), 1e-3);
        Assert.Equal(0, Distance(Rows(Decoys.FaceCenteredTetragonal(1))[0], Rows(fcc)[0]), 1e-3);
        Assert.Equal(0, Distance(Rows(Decoys.FaceCenteredTetragonal(1 / Math.Sqrt(2)))[0], Rows(bcc)[0]), 1e-3);

        // Omega has atoms with 14 and, in two layers at one height, with 11 neighbors.
        AtomicStructure omega = Decoys.Omega(1);
        Assert.Equal(omega.Positions[1].Z, omega.Positions[2].Z, 1e-12);
    }

    // Rows that differ: atoms that symmetry makes alike have one.
    private static float[][] Rows(AtomicStructure structure)
    {
        float[] all = EnvironmentDescriptor.Compute(structure, Settings, 1);
        var distinct = new List<float[]>();
        for (int atom = 0; atom < structure.Count; atom++)
        {
            float[] row = all[(atom * Settings.Length)..((atom + 1) * Settings.Length)];
            if (distinct.TrueForAll(other => Distance(row, other) > 1e-3))
                distinct.Add(row);
        }

        return [.. distinct];
    }

    private static double Distance(float[] a, float[] b) => TensorPrimitives.Distance<float>(a, b);
}
