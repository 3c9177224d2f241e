using Arise.Clustering;
using Arise.Numerics;

namespace Arise.Tests.Clustering;

/// <summary>Cases that can be checked by hand, and properties that hold for any points.</summary>
public class HdbscanTests
{
    private static readonly HdbscanSettings Pairs = new() { MinClusterSize = 2, MinSamples = 1 };

    // Steps of 1, 1.1, 1.2, then 16.7, then 1.4, 1.5, 1.6: with s = 1 these are the mutual reachability distances.
    private static readonly float[] Line = [0, 1, 2.1f, 3.3f, 20, 21.4f, 22.9f, 24.5f];

    [Fact]
    public void Stability_is_the_sum_over_points_of_lambda_above_the_start()
    {
        HdbscanResult result = Hdbscan.Cluster(Line, 1, Pairs);
        double start = 1 / 16.7;
        double first = (1 / 1.2) + (1 / 1.1) + 1 + 1 - (4 * start);
        double second = (1 / 1.6) + (1 / 1.5) + (2 / 1.4) - (4 * start);

        Assert.Equal(2, result.ClusterCount);
        double[] stabilities = result.Tree.Stabilities();
        Assert.Equal([8 * start, second, first], stabilities.Order().ToArray(), new Near(1e-6));
        Assert.Equal([9, 10], result.SelectedClusters);
        int left = result.Labels[0], right = 1 - left;
        Assert.Equal([left, left, left, left, right, right, right, right], result.Labels);
        Assert.Equal(first / 4, result.Persistence[left], 1e-6);
        Assert.Equal(second / 4, result.Persistence[right], 1e-6);
        Assert.Equal(
            [1, 1, 1 / 1.1, 1 / 1.2, 1, 1, 1.4 / 1.5, 1.4 / 1.6], result.Probabilities.ToArray(), new Near(1e-6));
        Assert.Equal([0, 0, 1 - (1 / 1.1), 1 - (1 / 1.2), 0, 0, 1 - (1.4 / 1.5), 1 - (1.4 / 1.6)],
            result.OutlierScores.ToArray(), new Near(1e-6));
        Assert.Equal([1, 1, 1.1, 1.2, 1.4, 1.4, 1.5, 1.6], result.CoreDistances.ToArray(), new Near(1e-6));
        Assert.Equal([1, 1.1, 1.2, 1.4, 1.5, 1.6, 16.7], result.Linkage.Distances.ToArray(), new Near(1e-6));
        Assert.Equal([2, 3, 4, 2, 3, 4, 8], result.Linkage.Sizes);
        Assert.Equal([0, 1], result.ExemplarsOf(left).AsSpan());
    }

    // Two groups of three, 3 apart, and one far away. Steps inside: 1 (twice each).
    [Fact]
    public void Excess_of_mass_keeps_what_its_parts_do_not_outweigh()
    {
        float[] near = [0, 1, 2, 3.5f, 4.5f, 5.5f, 100, 101, 102], far = [0, 1, 2, 9, 10, 11, 100, 101, 102];
        var settings = new HdbscanSettings { MinClusterSize = 3, MinSamples = 1 };

        // Both: 6 (1 / d - 1 / 89), parts: 2 x 3 (1 - 1 / d), with d = 1.5 and 7.
        Assert.Equal([6, 3], Sizes(Hdbscan.Cluster(near, 1, settings)));
        Assert.Equal([3, 3, 3], Sizes(Hdbscan.Cluster(far, 1, settings)));
        var leaf = settings with { Method = ClusterSelectionMethod.Leaf };
        Assert.Equal([3, 3, 3], Sizes(Hdbscan.Cluster(near, 1, leaf)));
        Assert.Equal([6, 3], Sizes(Hdbscan.Cluster(near, 1, leaf with { SelectionEpsilon = 2 })));
        Assert.Equal([6, 3], Sizes(Hdbscan.Cluster(far, 1, settings with { SelectionEpsilon = 8 })));
        Assert.Equal([3, 3, 3], Sizes(Hdbscan.Cluster(near, 1, settings with { MaxClusterSize = 5 })));
        Assert.Equal([6, 3], Sizes(Hdbscan.Cluster(near, 1, settings with { MaxClusterSize = 6 })));
    }

    [Fact]
    public void An_outlier_joins_its_likeliest_cluster_from_ten_per_cent_on()
    {
        float[] points = [0, 1, 2.1f, 3.3f, 20, 21.4f, 22.9f, 24.5f, 30, 1000];
        HdbscanResult result = Hdbscan.Cluster(points, 1, Pairs with { MinClusterSize = 4 });
        Assert.Equal(-1, result.Labels[9]);
        ReadOnlySpan<double> membership = result.Membership().AsSpan();
        for (int point = 0; point < result.Count; point++)
        {
            double sum = membership.Slice(point * 2, 2).ToArray().Sum();
            Assert.InRange(sum, 0, 1 + 1e-12);
        }

        double best = membership.Slice(18, 2).ToArray().Max();
        Assert.InRange(best, 0, 0.1);
        Assert.Equal(result.Labels, result.JoinOutliers(membership).AsSpan());
        Assert.Equal(-1, result.JoinOutliers(membership, best * 1.0001)[9]);
        Assert.Equal(result.Labels[4], result.JoinOutliers(membership, best)[9]);
        Assert.Equal(result.Labels[..9], result.JoinOutliers(membership, 0).AsSpan()[..9]);
        Assert.Throws<ArgumentException>(() => result.JoinOutliers(result.Membership().AsSpan()[1..]));
    }

    [Fact]
    public void Points_that_are_not_numbers_are_outliers_and_change_nothing()
    {
        HdbscanResult without = Hdbscan.Cluster(Line, 1, Pairs);
        HdbscanResult with = Hdbscan.Cluster([float.NaN, .. Line, float.PositiveInfinity], 1, Pairs);
        Assert.Equal([-1, .. without.Labels, -1], with.Labels);
        Assert.Equal([0, .. without.Probabilities, 0], with.Probabilities);
        Assert.Equal([double.NaN, .. without.OutlierScores, double.NaN], with.OutlierScores);
        Assert.Equal([double.NaN, .. without.CoreDistances, double.NaN], with.CoreDistances);
        Assert.Equal([0, 0, .. without.Membership(), 0, 0], with.Membership().AsSpan());
        Assert.Equal([1, 2], with.ExemplarsOf(without.Labels[0]).AsSpan());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], with.Rows);
    }

    [Fact]
    public void Too_few_points_are_outliers()
    {
        for (int count = 0; count < 5; count++)
        {
            HdbscanResult result = Hdbscan.Cluster(new float[3 * count], 3);
            Assert.Equal(Enumerable.Repeat(-1, count), result.Labels.ToArray());
            Assert.Equal(0, result.ClusterCount);
            Assert.Empty(result.Membership());
        }

        Assert.Equal(-1, Hdbscan.Cluster([float.NaN, float.NaN], 2).Labels[0]);
    }

    [Fact]
    public void Equal_points_are_one_cluster_of_infinite_density()
    {
        float[] points = [0, 0, 0, 0, 0, 5, 6, 7.5f, 9, 11];
        HdbscanResult result = Hdbscan.Cluster(points, 1, Pairs with { MinClusterSize = 5 });
        Assert.Equal(2, result.ClusterCount);
        Assert.Equal(5, Sizes(result)[0]);
        Assert.All(result.Membership(), share => Assert.InRange(share, 0, 1));
        Assert.Equal(result.Labels[0], result.Predict([0, 10]).Labels[0]);
        Assert.Equal(result.Labels[9], result.Predict([0, 10]).Labels[1]);
    }

    [Fact]
    public void Order_scale_and_place_of_points_do_not_matter()
    {
        float[] points = Groups(out _);
        int count = points.Length / 6;
        var settings = new HdbscanSettings { MinClusterSize = 20 };
        int[] order = [.. Enumerable.Range(0, count)];
        new RandomNumbers(1, 2).Shuffle<int>(order);
        float[] moved = [.. order.SelectMany(i => points[(6 * i)..((6 * i) + 6)].Select(x => (4 * x) + 16))];
        int[] expected = Hdbscan.Cluster(points, 6, settings).Labels.ToArray();
        int[] actual = Hdbscan.Cluster(moved, 6, settings).Labels.ToArray();
        Assert.True(SamePartition([.. order.Select(i => expected[i])], actual));
    }

    [Fact]
    public void Separated_groups_are_found()
    {
        float[] points = Groups(out int[] groups);
        HdbscanResult result = Hdbscan.Cluster(points, 6, new HdbscanSettings { MinClusterSize = 20 });
        Assert.Equal(4, result.ClusterCount);
        int[] labels = [.. result.JoinOutliers(result.Membership().AsSpan())];
        Assert.True(SamePartition(groups, labels));
        HdbscanPrediction again = result.Predict(points);
        for (int point = 0; point < groups.Length; point++)
            Assert.True(result.Labels[point] < 0 || again.Labels[point] == result.Labels[point]);
    }

    [Fact]
    public void Have_the_same_bytes_on_any_number_of_threads()
    {
        float[] points = Groups(out _);
        var settings = new HdbscanSettings { MinClusterSize = 20, Threads = 1 };
        HdbscanResult one = Hdbscan.Cluster(points, 6, settings);
        HdbscanResult many = Hdbscan.Cluster(points, 6, settings with { Threads = 5 });
        Assert.Equal(one.Labels, many.Labels);
        Assert.Equal(one.Linkage.Left, many.Linkage.Left);
        Assert.Equal(one.Linkage.Right, many.Linkage.Right);
        Assert.Equal(one.Linkage.Distances, many.Linkage.Distances);
        Assert.Equal(one.Membership().AsSpan(), many.Membership().AsSpan());
        Assert.Equal(one.Predict(points).Membership.AsSpan(), many.Predict(points).Membership.AsSpan());
    }

    [Fact]
    public void Wrong_settings_are_refused()
    {
        Refused("MinClusterSize", Pairs with { MinClusterSize = 1 });
        Refused("MinSamples", Pairs with { MinSamples = 0 });
        Refused("SelectionEpsilon", Pairs with { SelectionEpsilon = -1 });
        Refused("SelectionEpsilon", Pairs with { SelectionEpsilon = double.NaN });
        Refused("MaxClusterSize", Pairs with { MaxClusterSize = -1 });
        Refused("Method", Pairs with { Method = (ClusterSelectionMethod)7 });
        Refused("Threads", Pairs with { Threads = -1 });
        Assert.Throws<ArgumentException>(() => Hdbscan.Cluster(new float[7], 2));

        static void Refused(string property, HdbscanSettings settings) =>
            Assert.Throws<ArgumentException>(property, () => Hdbscan.Cluster(Line, 1, settings));
    }

    private static int[] Sizes(HdbscanResult result) =>
        [.. result.Labels.ToArray().Where(label => label >= 0).GroupBy(label => label).Select(group => group.Count())
            .OrderDescending()];

    private static bool SamePartition(int[] a, int[] b) =>
        a.Zip(b).Distinct().Count() == a.Distinct().Count() && a.Zip(b).Distinct().Count() == b.Distinct().Count();

    // Four groups in six dimensions with different widths.
    private static float[] Groups(out int[] groups)
    {
        var random = new RandomNumbers(9, 0);
        groups = [.. Enumerable.Range(0, 600).Select(i => i % 4)];
        float[] points = new float[6 * 600];
        for (int i = 0; i < points.Length; i++)
        {
            int group = groups[i / 6];
            double center = i % 6 == group ? 20 : 0;
            points[i] = (float)(center + ((1 + (0.5 * group)) * random.Normal((ulong)i)));
        }

        return points;
    }

    private sealed class Near(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double value) => 0;
    }
}
