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
    public void No_crystal_that_is_called_none_is_a_class_at_every_atom()
    {
        float[][][] classes = [.. PrototypeLibrary.Families.Select(one => Rows(one.Structure))];
        foreach (AtomicStructure decoy in Decoys.Unrelated(PrototypeLibrary.Families))
        {
            float[][] rows = Rows(decoy);
            double nearest = classes.Min(one => rows.Average(row => one.Min(other => Distance(row, other))));
            Assert.True(nearest > 0.05, $"{decoy.Name}: {nearest}");
        }
    }

    [Fact]
    public void The_table_holds_each_type_once_and_relatives_of_classes_are_left_out()
    {
        Assert.True(Decoys.Table.Length >= 150);
        Assert.Equal(Decoys.Table.Length, Decoys.Table.Select(decoy => decoy.Name).Distinct().Count());
        var relatives = new ClassRelatives(PrototypeLibrary.Families);
        Assert.True(relatives.Distance(PrototypeLibrary.Find("fluorite").Structure) < 1e-4);
        Assert.All(
            Decoys.Unrelated(PrototypeLibrary.Families),
            decoy => Assert.True(relatives.Distance(decoy) > ClassRelatives.Related));
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
