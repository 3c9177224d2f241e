using Arise.Prototypes;
using Arise.Samples;

namespace Arise.Tests.Samples;

public class AtomSamplesTests
{
    // Simulations have tests of their own, and take seconds.
    private static readonly AtomSampleSettings Settings = new() { Simulations = 0 };

    private static readonly AtomSamples Samples = new(PrototypeLibrary.Published, Settings);

    [Fact]
    public void A_sample_depends_on_its_number_and_the_seed_alone()
    {
        int[] numbers = [.. Some()];
        AtomSample[][] forward = [.. numbers.Select(number => Samples.Make(number).ToArray())];
        var again = new AtomSamples(PrototypeLibrary.Published, Settings);
        var backward = new AtomSample[numbers.Length][];
        Parallel.For(0, numbers.Length, k =>
            backward[numbers.Length - 1 - k] = [.. again.Make(numbers[numbers.Length - 1 - k])]);
        for (int k = 0; k < numbers.Length; k++)
        {
            Assert.Equal(forward[k].Length, backward[k].Length);
            foreach ((AtomSample a, AtomSample b) in forward[k].Zip(backward[k]))
            {
                Assert.Equal(a.Structure.Positions, b.Structure.Positions);
                Assert.Equal(a.Structure.Species, b.Structure.Species);
                Assert.Equal(a.Labels.AsSpan(), b.Labels.AsSpan());
            }
        }

        var other = new AtomSamples(PrototypeLibrary.Published, Settings with { Seed = 2 });
        Assert.NotEqual(forward[0][0].Structure.Positions[0], other.Make(numbers[0])[0].Structure.Positions[0]);
    }

    [Fact]
    public void Every_atom_has_a_label_and_every_sample_has_rows()
    {
        foreach (AtomSample sample in Some().SelectMany(Samples.Make))
        {
            Assert.Equal(sample.Structure.Count, sample.Labels.Length);
            Assert.InRange(sample.Rows, 1, sample.Labels.Count(label => label != AtomSample.Untold));
            Assert.All(
                sample.Labels, label => Assert.InRange(label, AtomSample.Untold, PrototypeLibrary.Published.Count - 1));
            Assert.InRange(sample.Structure.Count, 20, 4000);
        }
    }

    [Fact]
    public void Every_class_occurs()
    {
        var few = new AtomSamples(
            PrototypeLibrary.Published,
            new AtomSampleSettings { CrystalsPerElement = 1, CrystalsPerCompound = 1 });
        int crystals = few.AllKinds[0].Count;
        Assert.Equal("crystals", few.KindOf(crystals - 1));
        short[][] labels = new short[crystals][];
        Parallel.For(0, crystals, number => labels[number] = [.. few.Make(number)[0].Labels.Distinct()]);
        Assert.Equal(
            Enumerable.Range(0, PrototypeLibrary.Published.Count),
            labels.SelectMany(some => some).Where(label => label >= 0).Distinct().Order().Select(label => (int)label));
    }

    [Fact]
    public void Numbers_beyond_the_last_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Make(Samples.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => Samples.KindOf(-1));
        Assert.Equal(Samples.Count, Samples.AllKinds.Sum(kind => kind.Count));
        Assert.Throws<ArgumentException>(() => new AtomSamples(
            PrototypeLibrary.Published, new AtomSampleSettings { Rows = 0 }));
    }

    // Two samples of every kind.
    private static IEnumerable<int> Some()
    {
        int first = 0;
        foreach (SampleKind kind in Samples.AllKinds)
        {
            yield return first;
            yield return first + (kind.Count / 2);
            first += kind.Count;
        }
    }
}
