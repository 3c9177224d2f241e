using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;

namespace Arise.Tests.Networks;

public unsafe class LinearizationTests
{
    private static readonly int[] Sizes = [13, 21, 10, 18, 5];

    // Rectifiers that are always open or always closed leave a linear network, which its linearization must repeat.
    [KernelFact]
    public void Effects_are_what_the_logits_lose_without_a_unit()
    {
        var random = new RandomNumbers(8, 1);
        ulong index = 0;
        double[][] weights = [.. Enumerable.Range(0, Sizes.Length - 1).Select(layer => Enumerable
            .Range(0, Sizes[layer] * Sizes[layer + 1])
            .Select(_ => (double)(float)random.Uniform(index++, -0.05, 0.05)).ToArray())];
        double[][] biases = [.. Enumerable.Range(1, Sizes.Length - 1).Select(layer => Enumerable
            .Range(0, Sizes[layer]).Select(unit => unit % 4 == 3 ? -1000.0 : 50.0).ToArray())];
        var twin = new DoubleNetwork(Sizes, weights, biases, 0);
        float[] descriptor = DoubleNetwork.Descriptor(Sizes[0], 6);
        BayesianNetwork network = twin.ToSingle();
        PackedLayer[] packed = [.. network.Layers.Select(layer => new PackedLayer(layer))];
        var masks = new PassMasks(network.Architecture);
        var first = new FirstLayer(packed[0]);
        var forward = new ForwardPass(packed);
        first.Begin(descriptor, 1);
        uint* words = masks.Words(0, 0);
        forward.RunPasses(first, words, masks.Offsets[1..], 1, null);
        var linearization = new Linearization(
            network.Architecture, new TransposedLayers(network.Layers), masks);
        double[] all = twin.Run(descriptor, (_, _) => true).Z[^1];
        double[] ascending = [0.1, 0.2, 0.3, 0.15, 0.25];
        int[] byProbability = [2, 4, 1, 3, 0];
        linearization.Compute(descriptor, forward, words, ascending, [0, 1, 2, 3, 4]);
        for (int layer = 0; layer < Sizes.Length - 1; layer++)
        {
            for (int unit = 0; unit < Sizes[layer]; unit++)
            {
                double[] without = twin.Run(descriptor, (l, u) => l != layer || u != unit).Z[^1];
                for (int j = 0; j < Sizes[^1]; j++)
                {
                    int at = ((masks.Offsets[layer] + unit) * Linearization.Followed) + j;
                    Assert.Equal(
                        all[byProbability[j]] - without[byProbability[j]], linearization.Effects.Span[at], 1e-4);
                }
            }
        }

        for (int j = 0; j < Sizes[^1]; j++)
            Assert.Equal(all[byProbability[j]], linearization.Base.Span[j], 1e-3);
        Assert.All(linearization.Base.Span[Sizes[^1]..].ToArray(), logit => Assert.True(logit < -1e20));
    }

    [Fact]
    public void Samples_are_denser_where_passes_depart_and_weigh_as_much_as_all()
    {
        const int passes = 1000;
        float[] departures = [.. Enumerable.Range(0, passes).Select(t => t % 50 == 0 ? 0.9f : -0.01f * (t % 7))];
        var sampler = new PassSampler();
        sampler.Begin(departures, 32, passes);
        var chosen = new HashSet<int>();
        int[] drawn = new int[PassSampler.Points];
        for (int sample = 0; sample < 4; sample++)
        {
            int count = sampler.Draw(drawn);
            Assert.All(drawn[..count], pass => Assert.True(pass is >= 32 and < passes && chosen.Add(pass)));
        }

        double total = chosen.Sum(sampler.Weight), rare = chosen.Where(t => t % 50 == 0).Sum(sampler.Weight);
        Assert.True(chosen.Count(t => t % 50 == 0) >= 15);
        Assert.Equal(19.0 / (passes - 32), rare / total, 0.004);
        Assert.Equal(passes - 32, sampler.Order.ToArray().Distinct().Count());
        float[] inOrder = [.. sampler.Order.ToArray().Select(t => departures[t])];
        Assert.All(inOrder.Zip(inOrder[1..]), pair => Assert.True(pair.First <= pair.Second + 0.003f));
    }
}
