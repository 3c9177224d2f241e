using Arise.Descriptors;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class KnownCrystalsTests
{
    private static readonly string[] Few = ["fcc_Cu_A_cF4_225_a", "hcp_Mg_A_hP2_194_c", "RockSalt_NaCl", "MoS2"];

    private static readonly KnownCrystals Known = new([.. Few.Select(PrototypeLibrary.Find)]);

    [Fact]
    public void Every_kind_gives_crystals_with_atoms_apart()
    {
        foreach (KnownCrystals.Kind kind in Known.Kinds)
        {
            for (int k = 0; k < 6; k++)
            {
                CrystalClass one = kind.Classes[k % kind.Classes.Count];
                AtomicStructure crystal = kind.Make(one, new Draws(new RandomNumbers(8, (ulong)k)));
                double distance = NearestNeighborDistance.OfAllAtoms(crystal);
                Assert.InRange(distance / one.Distance, 0.45, 1.2);
            }
        }
    }

    [Fact]
    public void Kinds_are_what_they_are_called()
    {
        Assert.Equal(4, Classes("all classes"));
        Assert.Equal(2, Classes("random alloys"));
        Assert.Equal(1, Classes("antisites 1-5 %"));
        KnownCrystals.Kind alloys = Known.Kinds.Single(kind => kind.Name == "random alloys");
        Assert.InRange(
            alloys.Make(alloys.Classes[0], new Draws(new RandomNumbers(8, 1))).DistinctSpecies().Length, 2, 5);
        KnownCrystals.Kind slabs = Known.Kinds.Single(kind => kind.Name == "slabs");
        Periodicity slab = slabs.Make(slabs.Classes[0], new Draws(new RandomNumbers(8, 1))).Periodicity;
        Assert.Equal(2, new[] { slab.A, slab.B, slab.C }.Count(direction => direction));

        static int Classes(string name) => Known.Kinds.Single(kind => kind.Name == name).Classes.Count;
    }
}
