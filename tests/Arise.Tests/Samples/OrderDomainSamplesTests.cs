using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Structures;

namespace Arise.Tests.Samples;

public class OrderDomainSamplesTests
{
    // In L1_2, L1_0 and CsCl the atoms of the second species have few or no first neighbors of their own species: none,
    // a third and none. At random they would have as many as their share.
    [Fact]
    public void Told_atoms_of_ordered_domains_have_the_neighbors_of_the_order()
    {
        var classes = new CrystalClasses(PrototypeLibrary.Published);
        SampleKind kind = new OrderDomainSamples(classes, new AtomSampleSettings()).Kind;
        ChemicalElement minor = ChemicalElement.Parse("Al");
        var like = new Dictionary<short, (double Like, double All)>();
        for (int k = 0; k < 24; k++)
        {
            var draws = new Draws(RandomStreams.Of(RandomStreams.AtomSamples, 6, (ulong)k));
            AtomSample sample = Assert.Single(kind.Make(k, draws));
            Assert.True(sample.Labels.Count(label => label == AtomSample.Untold) < 0.5 * sample.Labels.Length);
            var search = new NeighborSearch(sample.Structure, 2.6 * 1.2);
            var neighbors = new NeighborBuffer();
            for (int atom = 0; atom < sample.Labels.Length; atom++)
            {
                if (sample.Structure.Species[atom] != minor || sample.Labels[atom] < 0)
                    continue;
                search.Find(atom, neighbors);
                (double same, double all) = like.GetValueOrDefault(sample.Labels[atom]);
                foreach (int other in neighbors.Atoms)
                    (same, all) = (same + (sample.Structure.Species[other] == minor ? 1 : 0), all + 1);
                like[sample.Labels[atom]] = (same, all);
            }
        }

        Assert.InRange(Share("L12_Cu3Au"), 0, 0.12);
        Assert.InRange(Share("L10_CuAu"), 0.28, 0.42);
        Assert.InRange(Share("fcc_Cu_A_cF4_225_a"), 0.15, 0.5);

        double Share(string label)
        {
            (double same, double all) = like[classes.LabelOf(label)];
            return same / all;
        }
    }
}
