using System.Numerics.Tensors;
using Arise.Numerics;
using Arise.Screening;

namespace Arise.Tests.Screening;

public class NearDuplicatesTests
{
    [Theory]
    [InlineData(0.02)]
    [InlineData(0.3)]
    [InlineData(1.2)]
    public void Leaders_are_those_of_a_search_among_all(double distance)
    {
        const int count = 400, dimension = 5;
        float[] vectors = Clustered(count, dimension);
        (int Leader, float Distance)[] found = NearDuplicates.Find(vectors, dimension, distance);
        var leaders = new List<int>();
        for (int k = 0; k < count; k++)
        {
            (int leader, float least) = leaders
                .Select(other => (Leader: other, Distance: Distance(k, other)))
                .Where(one => one.Distance <= (float)distance)
                .DefaultIfEmpty((k, 0))
                .OrderBy(one => one.Item2).ThenBy(one => one.Item1).First();
            if (leader == k)
                leaders.Add(k);
            Assert.Equal((leader, least), found[k]);
        }

        Assert.InRange(leaders.Count, 2, count - 1);

        float Distance(int a, int b) => TensorPrimitives.Distance(
            vectors.AsSpan(a * dimension, dimension), vectors.AsSpan(b * dimension, dimension));
    }

    [Fact]
    public void Nothing_and_one_vector_have_no_duplicates()
    {
        Assert.Empty(NearDuplicates.Find([], 3, 0.1));
        Assert.Equal((0, 0f), Assert.Single(NearDuplicates.Find([1, 2, 3], 3, 0.1)));
    }

    [Fact]
    public void The_search_can_be_stopped() => Assert.Throws<OperationCanceledException>(
        () => NearDuplicates.Find([1, 2, 3], 3, 0.1, new CancellationToken(canceled: true)));

    // Around twenty centers in the unit cube.
    private static float[] Clustered(int count, int dimension)
    {
        var random = new RandomNumbers(5, 0);
        var vectors = new float[count * dimension];
        for (int k = 0; k < vectors.Length; k++)
        {
            ulong center = (ulong)(((k / dimension % 20) * dimension) + (k % dimension));
            vectors[k] = (float)(random.Uniform(center) + (0.01 * random.Normal((ulong)(1_000_000 + k))));
        }

        return vectors;
    }
}
