using System.Numerics.Tensors;
using Arise.Networks.Models;
using Arise.Numerics;

namespace Arise.Tests.Networks.Models;

public class ReferenceRowsTests
{
    private const int Units = 192;

    [Fact]
    public void The_distance_is_the_mean_of_the_three_nearest_and_bytes_change_it_by_less_than_a_percent()
    {
        float[][][] rows = [Cluster(0, 30), Cluster(1, 12)];
        ReferenceRows reference = ReferenceRows.Of(rows);
        Assert.Equal([30, 12], reference.Counts());
        foreach (float[] vector in Cluster(0, 5, first: 500).Concat(Cluster(2, 5)))
        {
            for (int label = 0; label < 2; label++)
            {
                double expected = rows[label].Select(row => (double)TensorPrimitives.Distance<float>(row, vector))
                    .Order().Take(3).Average();
                // Activations need not be unit vectors.
                float[] activations = [.. vector.Select(x => 7 * x)];
                Assert.Equal(expected, reference.Distance(activations, label), 0.01 * expected);
            }
        }
    }

    [Fact]
    public void No_activation_at_all_is_farther_than_any_other()
    {
        float[][] rows = [.. Enumerable.Range(0, 4).Select(unit => Axis(unit))];
        ReferenceRows reference = ReferenceRows.Of([rows]);
        Assert.Equal(Math.Sqrt(2), reference.Distance(Axis(9), 0), 1e-3);
        Assert.Equal(2, reference.Distance(new float[Units], 0));
    }

    [Fact]
    public void Numbers_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => ReferenceRows.Of([Cluster(0, 3)]));
        Assert.Throws<ArgumentException>(() => Make([4], 8, 4, 1));
        Assert.Throws<ArgumentException>(() => Make([4], 4, 5, 1));
        Assert.Throws<ArgumentException>(() => Make([4, 4], 4, 4, 1));
        Assert.Throws<ArgumentException>(() => Make([4], 4, 4, 0));
        Assert.Throws<ArgumentException>(() => Make([4], 4, 4, float.NaN));
        Assert.Equal(4, Make([4], 4, 4, 1).Count);

        static ReferenceRows Make(int[] counts, int values, int scales, float scale) =>
            new(1, counts, new byte[values], [.. Enumerable.Repeat(scale, scales)], [1]);
    }

    private static float[] Axis(int unit)
    {
        float[] vector = new float[Units];
        vector[unit] = 1;
        return vector;
    }

    // Unit vectors without negative components around one of their own.
    private static float[][] Cluster(ulong center, int count, int first = 0)
    {
        var middle = new RandomNumbers(center, 3);
        return [.. Enumerable.Range(first, count).Select(row =>
        {
            var random = new RandomNumbers((ulong)row, 4);
            float[] vector = [.. Enumerable.Range(0, Units).Select(unit =>
                (float)Math.Max(middle.Normal((ulong)unit) + (0.3 * random.Normal((ulong)unit)), 0))];
            Assert.True(ReferenceRows.Normalize(vector));
            return vector;
        })];
    }
}
