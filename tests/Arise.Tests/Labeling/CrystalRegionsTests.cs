using System.Collections.Immutable;
using Arise.Labeling;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Labeling;

public class CrystalRegionsTests
{
    private const string TwoTwins = "ABCABCABCABC" + "BACBACBACB";
    private const string Intrinsic = "ABCABCABC" + "BCABCABCABC";
    // The second shell of fcc counts in part: the local scale is longer than the distance of neighbors.
    private const float Ratio = 1.089f;

    private const string Extrinsic = "ABCABCABC" + "B" + "ABCABCABC";

    // Perfect labels, and hot crystals of which some atoms are labeled wrongly, in any orientation.
    [Theory]
    [InlineData(TwoTwins, AtomRegion.TwinPlane, 2, 1)]
    [InlineData(Intrinsic, AtomRegion.IntrinsicFault, 1, 2)]
    [InlineData(Extrinsic, AtomRegion.ExtrinsicFault, 1, 2)]
    public void Sheets_of_hcp_in_fcc_are_faults_with_their_area(string stacking, string kind, int count, int layers)
    {
        for (int seed = 0; seed < 4; seed++)
        {
            double displacement = seed == 0 ? 0 : 0.06, wrong = seed == 0 ? 0 : 0.02;
            StackedLayers sample = new StackedLayers(stacking, 16, seed, displacement, wrong).Turned(0.7 * seed);
            AtomRegion[] faults =
                [.. Regions(sample).Where(region => region.Kind != AtomRegion.Region)];
            Assert.Equal(Enumerable.Repeat(kind, count), faults.Select(fault => fault.Kind));
            Assert.All(faults, fault => Assert.Equal("fcc_Cu_A_cF4_225_a", fault.ClassLabel));
            Assert.All(faults, fault => Assert.InRange(fault.Area / sample.LayerArea, 0.99, 1.01));
            Assert.All(faults, fault => Assert.InRange(fault.Atoms, 254 * layers, 258 * layers));
        }
    }

    // The shipped model sees the sheets in crystals at three quarters of melting.
    [Theory]
    [InlineData(TwoTwins, AtomRegion.TwinPlane, 2)]
    [InlineData(Intrinsic, AtomRegion.IntrinsicFault, 1)]
    [InlineData(Extrinsic, AtomRegion.ExtrinsicFault, 1)]
    public void The_shipped_model_sees_faults_in_hot_crystals(string stacking, string kind, int count)
    {
        var sample = new StackedLayers(stacking, 12, 5, 0.045);
        AtomRegion[] faults = [.. AtomLabeler.Default.Label(sample.Structure).Regions()
            .Where(region => region.Kind != AtomRegion.Region)];
        Assert.Equal(Enumerable.Repeat(kind, count), faults.Select(fault => fault.Kind));
        Assert.All(faults, fault => Assert.InRange(fault.Area / sample.LayerArea, 0.96, 1.06));
    }

    // Two crystals on the sides of twin planes; one on those of a stacking fault. None of the sheets is a region.
    [Theory]
    [InlineData(TwoTwins, 2, 20)]
    [InlineData(Intrinsic, 1, 18)]
    [InlineData(Extrinsic, 1, 16)]
    public void A_twin_plane_parts_two_crystals_and_a_fault_does_not(string stacking, int crystals, int layers)
    {
        for (int seed = 0; seed < 2; seed++)
        {
            var sample = new StackedLayers(stacking, 16, seed, 0.06 * seed, 0.02 * seed);
            AtomRegion[] regions = [.. Regions(sample).Where(region => region.Kind == AtomRegion.Region)];
            Assert.Equal(crystals, regions.Length);
            Assert.All(regions, region => Assert.Equal("fcc_Cu_A_cF4_225_a", region.ClassLabel));
            Assert.InRange(regions.Sum(region => region.Atoms), layers * 256 * 0.96, layers * 256);
            double perAtom = Math.Pow(StackedLayers.Spacing, 3) / Math.Sqrt(2);
            Assert.All(regions, region => Assert.Equal(region.Atoms * perAtom, region.Volume, 0.015 * region.Volume));
        }
    }

    // From three layers on it is a crystal.
    [Theory]
    [InlineData("ABCABCABC" + "BCABCABCABC", 0)]
    [InlineData("ABCABCAB" + "ABCABCABC", 0)]
    [InlineData("ABCABCABC" + "BC" + "BABCABC", 3)]
    [InlineData("ABCABCABC" + "BCBCBC" + "ABC", 6)]
    public void More_layers_are_a_crystal_of_hcp(string stacking, int layers)
    {
        var sample = new StackedLayers(stacking, 16, 1, 0.05, 0.01);
        AtomRegion[] hcp =
            [.. Regions(sample).Where(region => region.ClassLabel == "hcp_Mg_A_hP2_194_c")];
        Assert.Equal(layers > 0 ? 1 : 0, hcp.Length);
        if (layers > 0)
            Assert.InRange(hcp[0].Atoms, layers * 256 * 0.97, layers * 256 + 10);
    }

    [Fact]
    public void A_hot_crystal_with_some_wrong_labels_has_no_faults()
    {
        var sample = new StackedLayers("ABCABCABCABC", 20, 3, 0.08, 0.06);
        AtomRegion region = Assert.Single(Regions(sample));
        Assert.Equal((AtomRegion.Region, "fcc_Cu_A_cF4_225_a"), (region.Kind, region.ClassLabel));
    }

    // Fcc beside bcc, and a crystal across the periodic boundary.
    [Fact]
    public void Regions_are_of_one_class_and_go_across_boundaries()
    {
        AtomicStructure copper = PrototypeLibrary.Find("fcc").Structure.Repeat(12, 12, 12);
        AtomLabeler labeler = FakeLabeler.Of(
            (structure, atom) =>
            {
                double along = structure.Lattice!.ToFractional(structure.Positions[atom]).X;
                return FakeLabeler.Class(along is > 0.3 and < 0.6 ? "bcc" : "fcc");
            },
            (float)LabelInput.MedianNearest(copper));
        ImmutableArray<AtomRegion> regions = labeler.Label(copper).Regions();
        Assert.Equal(2, regions.Length);
        Assert.Equal(["fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a"], regions.Select(region => region.ClassLabel));
        Assert.Equal(copper.Count, regions.Sum(region => region.Atoms));
        Assert.Empty(labeler.Label(copper).Regions(leastAtoms: copper.Count));
    }

    [Fact]
    public void Without_a_class_there_are_no_regions() => Assert.Empty(
        FakeLabeler.Of((_, _) => -1).Label(PrototypeLibrary.Find("fcc").Structure.Repeat(3, 3, 3)).Regions());

    private static ImmutableArray<AtomRegion> Regions(StackedLayers sample) => FakeLabeler.Of(
        (structure, atom) => structure.Count == sample.Structure.Count ? sample.Classes[atom] : -1,
        Ratio * (float)StackedLayers.Spacing,
        Ratio).Label(sample.Structure).Regions();
}
