using Arise.Datasets;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Training;

namespace Arise.Tests.Datasets;

public class DefectiveStructuresTests
{
    private static readonly DefectiveStructures All = new(PrototypeLibrary.Published);

    [Fact]
    public void There_are_141_120_as_published()
    {
        Assert.Equal(141_120, All.Count);
        Assert.Equal(24, DefectiveStructures.Published.Length);
        Assert.Equal(108, Enumerable.Range(0, 588).Select(k => All.PrototypeOf(k).Label).Distinct().Count());
        Assert.Equal(6, Enumerable.Range(0, 588).Count(k => All.PrototypeOf(k).Label == "CsCl"));
        Assert.Equal(1, Enumerable.Range(0, 588).Count(k => All.PrototypeOf(k).Label == "zigzag_cnt_nm_6_0_0.0_4.7"));
    }

    // CsCl: two atoms per cell, 4^3 cells are the first block with at least 100 atoms: 128.
    [Fact]
    public void Atoms_are_removed_and_moved_as_the_name_says()
    {
        Prototype prototype = PrototypeLibrary.Find("CsCl");
        var structures = new DefectiveStructures([prototype], repetitions: 2, seed: 5);
        Assert.Equal(6 * 24 * 2, structures.Count);
        double distance = NearestNeighborDistance.Compute(prototype.Structure).Shortest;
        PristineStructures.Sample[] blocks = [.. PristineStructures.Of(prototype).Skip(1)];
        for (int k = 0; k < structures.Count; k++)
        {
            AtomicStructure made = structures.Make(k);
            SampleDefects defects = DefectiveStructures.Published[structures.DefectOf(k)];
            AtomicStructure perfect = blocks[k % 6 / 2].Structure;
            Assert.Equal(perfect.Count - (int)(perfect.Count * defects.Missing), made.Count);
            Assert.Equal(k % 2 == 1, made.Periodicity.Any);
            Assert.Contains(k % 2 == 1 ? "periodic" : "supercell", structures.NameOf(k), StringComparison.Ordinal);
            Assert.Contains($", {defects}, ", structures.NameOf(k), StringComparison.Ordinal);
            double farthest = Farthest(made, perfect);
            Assert.InRange(farthest, 0, defects.Displacement * distance * 1.0000001);
            Assert.True(farthest >= 0.9 * defects.Displacement * distance);
        }

        Assert.NotEqual(structures.Make(7).Positions.ToArray(), structures.Make(7 + (6 * 24)).Positions.ToArray());
    }

    [Fact]
    public void Fewer_repetitions_are_the_first_of_more()
    {
        Prototype[] two = [PrototypeLibrary.Find("fcc"), PrototypeLibrary.Find("rock salt")];
        var (one, three) = (new DefectiveStructures(two, 1, 9), new DefectiveStructures(two, 3, 9));
        foreach (int k in new[] { 0, 17, one.Count - 1 })
        {
            Assert.Equal(one.NameOf(k), three.NameOf(k));
            Assert.Equal(one.Make(k).Positions, three.Make(k).Positions);
        }
    }

    [Fact]
    public void The_dataset_holds_their_descriptors_whatever_the_threads()
    {
        Prototype[] two =
        [
            PrototypeLibrary.Find("zigzag_cnt_nm_6_0_0.0_4.7"),
            PrototypeLibrary.Find("armchair_cnt_nm_3_3_30.0_4.07"),
        ];
        TrainingSet set = new DefectiveStructures(two, 1, 3).Describe(threads: 1);
        Assert.Equal(2 * 24, set.Count);
        Assert.Equal(set.Digest(), new DefectiveStructures(two, 1, 3).Describe(threads: 4).Digest());
        Assert.NotEqual(set.Digest(), new DefectiveStructures(two, 1, 4).Describe().Digest());
        Assert.Equal(24, set.Labels.Count(label => label == 1));
        var structures = new DefectiveStructures(two, 1, 3);
        Assert.Equal(new SoapDescriptor().Compute(structures.Make(33)), set.Descriptor(33).ToArray());
        Assert.Equal(structures.NameOf(33), set.Names[33]);
        Assert.Equal(DefectiveStructures.Published[structures.DefectOf(33)], set.Defects[33]);
    }

    // The largest component by which any atom left its nearest perfect site.
    private static double Farthest(AtomicStructure made, AtomicStructure perfect)
    {
        double farthest = 0;
        for (int i = 0; i < made.Count; i++)
        {
            double nearest = double.PositiveInfinity;
            for (int j = 0; j < perfect.Count; j++)
            {
                var step = made.Positions[i] - perfect.Positions[j];
                nearest = Math.Min(nearest, Math.Max(Math.Abs(step.X), Math.Max(Math.Abs(step.Y), Math.Abs(step.Z))));
            }

            farthest = Math.Max(farthest, nearest);
        }

        return farthest;
    }
}
