using System.Numerics.Tensors;
using Arise.Environments;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class DecoysTests
{
    private static readonly EnvironmentSettings Settings = new();
    private static readonly ClassRelatives Relatives = new(PrototypeLibrary.Families);

    // What is called none must not be a class under another name. For comparison: fcc and L1_2 are 0.055 apart, double
    // hexagonal and samarium 0.03.
    [Fact]
    public void No_crystal_that_is_called_none_is_a_class_at_every_atom()
    {
        float[][][] classes = [.. PrototypeLibrary.Families.Select(one => Rows(one.Structure))];
        foreach (AtomicStructure decoy in Decoys.Unrelated(Relatives))
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
        Assert.True(Relatives.Distance(PrototypeLibrary.Find("fluorite").Structure) < 1e-4);
        Assert.All(
            Decoys.Unrelated(Relatives),
            decoy => Assert.True(Relatives.Distance(decoy) > ClassRelatives.Related));
    }

    // Molecules of hydrogen are the closest atoms of crystals, 0.74 Angstrom.
    [Fact]
    public void No_atoms_of_the_table_are_closer_than_those_of_a_molecule()
    {
        foreach (AtomicStructure decoy in Decoys.Table)
        {
            var search = new NeighborSearch(decoy, 0.7);
            var neighbors = new NeighborBuffer();
            for (int atom = 0; atom < decoy.Count; atom++)
            {
                search.Find(atom, neighbors);
                Assert.True(neighbors.Count == 0, decoy.Name);
            }
        }
    }

    [Fact]
    public void Layers_with_the_ratio_of_spheres_are_hexagonal_close_packed()
    {
        Assert.Equal(0, Relatives.Distance(Decoys.HexagonalTwoLayers(Math.Sqrt(8.0 / 3))), 0.02);
        Assert.True(Relatives.Distance(Decoys.HexagonalTwoLayers(1.4)) > 0.05);
    }

    // Up to 6 % a strained crystal is what it was; from 15 % on it may be none.
    [Fact]
    public void Stretched_crystals_are_far_from_all_classes_and_none()
    {
        var samples = new AtomSamples(
            PrototypeLibrary.Families,
            new AtomSampleSettings().Times(1e-6) with { BetweenClasses = 28 });
        AtomSample[] stretched = [.. Enumerable.Range(0, samples.Count).SelectMany(samples.Make)
            .Where(sample => sample.Name.StartsWith("stretched", StringComparison.Ordinal))];
        Assert.Equal(4, stretched.Length);
        Assert.All(stretched, sample => Assert.All(sample.Labels, label => Assert.True(label == AtomSample.None)));
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
