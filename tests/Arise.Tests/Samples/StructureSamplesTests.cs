using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class StructureSamplesTests
{
    private static readonly string[] Few = ["fcc_Cu_A_cF4_225_a", "bcc_W_A_cI2_229_a", "RockSalt_NaCl", "C"];

    private static readonly StructureSampleSettings Crystals = new()
    {
        CrystalsPerClass = 60, Matter = new AtomSampleSettings().Times(1e-6),
    };

    private static readonly StructureSamples Samples = new([.. Few.Select(PrototypeLibrary.Find)], Crystals);

    [Fact]
    public void Crystals_are_of_all_shapes_with_atoms_apart()
    {
        StructureSample[] all = [.. Enumerable.Range(0, Samples.Count).SelectMany(Samples.Make)];

        // Common classes have up to six times as many.
        Assert.Equal((6 + 6 + 2 + 1) * 60, all.Length);
        Assert.True(all.Count(one => !one.Structure.Periodicity.Any) > 100);
        Assert.True(all.Count(one => one.Structure.Periodicity == Periodicity.Bulk) > 100);
        Assert.True(all.Count(one => one.Structure.DistinctSpecies().Length > 2) > 50);
        Assert.All(all, one =>
        {
            double distance = NearestNeighborDistance.OfAllAtoms(one.Structure);
            double own = NearestNeighborDistance.OfAllAtoms(PrototypeLibrary.Find(Few[one.Label]).Structure);
            Assert.InRange(distance / own, 0.35, 1.3);
        });
    }

    [Fact]
    public void A_sample_depends_on_seed_and_number_only()
    {
        StructureSample first = Samples.Make(17)[0], again = Samples.Make(17)[0];
        StructureSample other = new StructureSamples(
            [.. Few.Select(PrototypeLibrary.Find)], Crystals with { Seed = 2 }).Make(17)[0];

        Assert.Equal(first.Structure.Positions.ToArray(), again.Structure.Positions.ToArray());
        Assert.NotEqual(first.Structure.Positions.ToArray(), other.Structure.Positions.ToArray());
    }

    [Fact]
    public void New_classes_of_an_extension_have_numbers_of_their_own()
    {
        var samples = new StructureSamples(
            [.. Few.Select(PrototypeLibrary.Find)],
            Crystals with { CrystalsPerClass = 2, FirstNewClass = 3, CrystalsPerNewClass = 40 });

        Assert.Equal((2 * (6 + 6 + 2)) + 40, samples.Count);
    }
}
