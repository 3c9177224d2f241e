using System.Collections.Immutable;
using Arise.Clustering;
using Arise.Embedding;
using Arise.Files;
using Arise.Tests.Clustering;

namespace Arise.Tests.Embedding;

public class UmapTests
{
    // Values of umap-learn 0.5.3 (find_ab_params).
    [Theory]
    [InlineData(1, 0, 1.9328083975546724, 0.7904949734010681)]
    [InlineData(1, 0.01, 1.8956058659900246, 0.8006378439765344)]
    [InlineData(1, 0.1, 1.5769434601962196, 0.8950608779914887)]
    public void The_curve_is_that_of_the_reference(double spread, double minDistance, double a, double b)
    {
        UmapCurve curve = UmapCurve.Fit(spread, minDistance);
        Assert.Equal(a, curve.A, 1e-5);
        Assert.Equal(b, curve.B, 1e-5);
    }

    // Three points on a line at 0, 1 and 3; k = 2: the one neighbor is at rho, its weight 1, whatever sigma is.
    [Fact]
    public void The_nearest_neighbor_has_weight_one()
    {
        FuzzyGraph graph = FuzzyGraph.Create([0, 1, 1, 0, 2, 1], [0, 1, 0, 1, 0, 2], 2, 1);
        Assert.Equal([1.0, 1, 2], graph.Rho);
        Assert.Equal([0, 2], graph.NeighborsOf(1).ToArray());
        Assert.Equal([1f, 1f], graph.WeightsOf(1).ToArray());
    }

    // sum over j of exp(-(d_j - rho) / sigma) = log2 k, and w = v + v' - v v' with both directions.
    [Fact]
    public void Scales_and_weights_follow_their_definition()
    {
        float[] points = GaussianMixture.Points(200, 5, 3, 8, out _);
        const int k = 10;
        NearestNeighbors found = NearestNeighbors.Find(points, 5, k);
        FuzzyGraph graph = FuzzyGraph.Create([.. found.Indices], [.. found.Distances], k, 2);
        for (int i = 0; i < 200; i++)
        {
            double sum = found.DistancesOf(i).ToArray().Skip(1)
                .Sum(d => Math.Exp(-Math.Max(0, d - graph.Rho[i]) / graph.Sigma[i]));
            Assert.Equal(Math.Log2(k), sum, 1e-5);
            foreach (int j in graph.NeighborsOf(i))
            {
                double v = Directed(i, j), w = Directed(j, i);
                int at = graph.NeighborsOf(i).IndexOf(j);
                Assert.Equal(v + w - (v * w), graph.WeightsOf(i)[at], 1e-6);
            }
        }

        double Directed(int i, int j)
        {
            int rank = found.IndicesOf(i).IndexOf(j);
            return rank < 0 ? 0 : Math.Exp(-Math.Max(0, found.DistancesOf(i)[rank] - graph.Rho[i]) / graph.Sigma[i]);
        }
    }

    [Fact]
    public void The_graph_of_the_soap_vectors_is_that_of_the_reference()
    {
        NumpyArchive reference = NumpyArchive.Read(TestData.PathOf("clustering/e_soap_umap.npz"));
        int[] index = reference.Get<int>("knn_index", 2, out _);
        float[] distance = reference.Get<float>("knn_distance", 2, out _);
        FuzzyGraph graph = FuzzyGraph.Create(
            index, [.. distance.Select(d => (double)d)], 15, 2);
        Close(reference.Get<float>("sigma", 1, out _), graph.Sigma, 7e-6);
        Close(reference.Get<float>("rho", 1, out _), graph.Rho, 1e-6);
        int[] rows = reference.Get<int>("graph_row", 1, out _);
        int[] columns = reference.Get<int>("graph_col", 1, out _);
        float[] weights = reference.Get<float>("graph_weight", 1, out _);
        Assert.Equal(weights.Length, Enumerable.Range(0, graph.Count).Sum(i => graph.NeighborsOf(i).Length));
        for (int e = 0; e < weights.Length; e++)
        {
            int at = graph.NeighborsOf(rows[e]).IndexOf(columns[e]);
            Assert.True(at >= 0, $"edge {rows[e]} {columns[e]} is missing");
            Assert.Equal(weights[e], graph.WeightsOf(rows[e])[at], 1e-5);
        }

        static void Close(float[] expected, IReadOnlyList<double> actual, double relative)
        {
            for (int i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], relative * Math.Abs(expected[i]) + 1e-12);
        }
    }

    // Trustworthiness (k = 15) of umap-learn 0.5.3 on the same data, from umap_runs.json.
    public static TheoryData<string, int, double> Embeddings
    {
        get
        {
            var rows = new TheoryData<string, int, double> { { "e_soap", 15, 0.95391 }, { "e_soap", 100, 0.93692 } };
            if (TestData.Everything && SharedData.IsPresent)
            {
                rows.Add("b_anisotropic64", 15, 0.85932);
                rows.Add("b_anisotropic64", 100, 0.8574);
                rows.Add("f_mixture32", 15, 0.96586);
                rows.Add("f_mixture32", 100, 0.96437);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Embeddings))]
    public void Embeddings_are_as_trustworthy_as_those_of_the_reference(string data, int neighbors, double reference)
    {
        string path = data switch
        {
            "e_soap" => TestData.PathOf("soap_pristine.npz"),
            "f_mixture32" => SharedData.PathOf("reference/clustering/f_mixture32_umap.npz"),
            _ => SharedData.PathOf($"reference/clustering/{data}.npz"),
        };
        NumpyArchive archive = NumpyArchive.Read(path);
        float[] points = data == "e_soap"
            ? archive.Get<float>("vectors", 2, out ReadOnlySpan<int> shape)
            : [.. archive.Get<double>("X", 2, out shape).Select(x => (float)x)];
        ImmutableArray<float> embedding = Umap.Embed(points, shape[1], new UmapSettings { Neighbors = neighbors });
        double trust = Trustworthiness.Of(points, shape[1], embedding.AsSpan(), 2);
        Assert.True(trust > reference - 0.01, $"{trust:F4}, reference {reference}");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Clusters_stay_apart_and_together_on_any_number_of_threads(int components)
    {
        float[] points = GaussianMixture.Points(600, 20, 4, 10, out int[] labels);
        var settings = new UmapSettings { Components = components, Epochs = 200 };
        float[] embedding = [.. Umap.Embed(points, 20, settings, threads: 1)];
        Assert.Equal(embedding, Umap.Embed(points, 20, settings, threads: 3).ToArray());
        Assert.NotEqual(embedding, Umap.Embed(points, 20, settings with { Seed = 1 }).ToArray());
        NearestNeighbors near = NearestNeighbors.Find(embedding, components, 16);
        int same = Enumerable.Range(0, 600).Sum(i => near.IndicesOf(i).ToArray().Count(j => labels[j] == labels[i]));
        Assert.True(same > 0.99 * 600 * 16, $"{same}");
    }

    // A line of points stays a line: its ends come out farther from each other than from the middle.
    [Fact]
    public void A_curve_keeps_its_order()
    {
        const int count = 300;
        var points = new float[count * 3];
        for (int i = 0; i < count; i++)
        {
            double t = 1.5 * Math.PI * i / count;
            (points[3 * i], points[(3 * i) + 1], points[(3 * i) + 2]) =
                ((float)Math.Cos(t), (float)Math.Sin(t), 0.2f * (float)t);
        }

        ImmutableArray<float> embedding = Umap.Embed(points, 3);
        Assert.True(Trustworthiness.Of(points, 3, embedding.AsSpan(), 2) > 0.99);
    }

    [Fact]
    public void Settings_out_of_range_and_too_few_points_are_refused()
    {
        float[] points = GaussianMixture.Points(50, 4, 2, 5, out _);
        Assert.Throws<ArgumentException>("Neighbors", () => Umap.Embed(points, 4, new() { Neighbors = 1 }));
        Assert.Throws<ArgumentException>("Components", () => Umap.Embed(points, 4, new() { Components = 4 }));
        Assert.Throws<ArgumentException>("MinDistance", () => Umap.Embed(points, 4, new() { MinDistance = 2 }));
        Assert.Throws<ArgumentException>(() => Umap.Embed(points.AsSpan(0, 4), 4));
        points[7] = float.NaN;
        Assert.Throws<ArgumentException>(() => Umap.Embed(points, 4));
    }

    [Fact]
    public void Every_step_is_told_and_can_be_stopped()
    {
        float[] points = GaussianMixture.Points(100, 4, 2, 5, out _);
        using var stop = new CancellationTokenSource();
        var told = new List<string>();
        var progress = new Observer(report =>
        {
            told.Add(report.Step);
            if (report is { Step: "epochs of the embedding", Done: 3 })
                stop.Cancel();
        });
        Assert.Throws<OperationCanceledException>(
            () => Umap.Embed(points, 4, threads: 1, progress: progress, cancellation: stop.Token));
        Assert.Equal(["neighbors for the embedding", "epochs of the embedding"], told.Distinct());
    }

    // Equal points and parts without a connection are no reason to fail.
    [Fact]
    public void Degenerate_data_have_an_embedding()
    {
        ImmutableArray<float> embedding = Umap.Embed(new float[60], 3, new UmapSettings { Neighbors = 5 });
        Assert.All(embedding, x => Assert.True(float.IsFinite(x)));
        float[] far = [.. GaussianMixture.Points(60, 3, 3, 1e6, out _)];
        Assert.All(
            Umap.Embed(far, 3, new UmapSettings { Neighbors = 5 }), x => Assert.True(float.IsFinite(x)));
        Assert.Equal(4, Umap.Embed([0, 1], 1).Length);
    }
}
