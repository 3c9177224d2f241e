using Arise.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Arise.Embedding;

/// <summary>
/// Where the optimization of UMAP starts: the eigenvectors of the normalized graph Laplacian 1 - D^-1/2 W D^-1/2 that
/// belong to its smallest eigenvalues, the trivial one left out. Parts of the graph that are not connected are laid out
/// one by one around places of their own.
/// </summary>
/// <remarks>
/// Lanczos iteration with full orthogonalization on D^-1/2 W D^-1/2, from which the known first eigenvector D^1/2 1 is
/// projected out, until the residuals are below 1e-4. Where eigenvalues nearly coincide, as those of nearly separate
/// clusters do, any vector of their common space serves.
/// </remarks>
internal static class SpectralLayout
{
    private const double Tolerance = 1e-4;
    private const int MostSteps = 300;
    private const int StepsPerCheck = 20;

    /// <summary>Coordinates [point, component], each component with zero mean or nearly so.</summary>
    public static double[] Create(FuzzyGraph graph, int dimension, ulong seed, ParallelOptions options)
    {
        int[] component = graph.Components(out int number);
        var layout = new double[graph.Count * dimension];
        int[][] members =
        [
            .. Enumerable.Range(0, graph.Count)
                .GroupBy(i => component[i]).OrderBy(g => g.Key).Select(g => g.ToArray()),
        ];
        double[][] places = Places(number, dimension);
        double reach = number == 1 ? 1 : LeastDistance(places) / 2;
        var local = new int[graph.Count];
        foreach (int[] points in members)
        {
            for (int k = 0; k < points.Length; k++)
                local[points[k]] = k;
            double[]? own = points.Length > (2 * dimension) + 1
                ? Eigenvectors(graph, points, local, dimension, seed, options)
                : null;
            double largest = own?.Max(Math.Abs) ?? 0;
            for (int k = 0; k < points.Length; k++)
            {
                for (int c = 0; c < dimension; c++)
                {
                    int at = (points[k] * dimension) + c;
                    double shift = largest > 0
                        ? reach * own![(k * dimension) + c] / largest
                        : RandomStreams.Of(RandomStreams.SpectralLayout, seed, 1).Uniform((ulong)at, -reach, reach);
                    layout[at] = places[component[points[0]]][c] + shift;
                }
            }
        }

        return layout;
    }

    // The only part in the middle; several on a circle or, in three dimensions, a spiral on the sphere.
    private static double[][] Places(int number, int dimension)
    {
        if (number == 1)
            return [new double[dimension]];
        return [.. Enumerable.Range(0, number).Select(k =>
        {
            double turn = dimension == 2 ? 2 * Math.PI * k / number : k * Math.PI * (3 - Math.Sqrt(5));
            double height = dimension == 2 ? 0 : 1 - (2 * (k + 0.5) / number);
            double radius = Math.Sqrt(1 - (height * height));
            double[] place = [radius * Math.Cos(turn), radius * Math.Sin(turn), height];
            return place[..dimension];
        })];
    }

    private static double LeastDistance(double[][] places)
    {
        double least = double.PositiveInfinity;
        for (int a = 0; a < places.Length; a++)
        {
            for (int b = 0; b < a; b++)
                least = Math.Min(least, MathNet.Numerics.Distance.Euclidean(places[a], places[b]));
        }

        return least;
    }

    private static double[] Eigenvectors(
        FuzzyGraph graph, int[] points, int[] local, int dimension, ulong seed, ParallelOptions options)
    {
        int n = points.Length;
        var root = new double[n];
        for (int k = 0; k < n; k++)
        {
            double degree = 0;
            foreach (float weight in graph.WeightsOf(points[k]))
                degree += weight;
            root[k] = Math.Sqrt(degree);
        }

        double[] trivial = [.. root];
        Normalize(trivial);
        RandomNumbers random = RandomStreams.Of(RandomStreams.SpectralLayout, seed, (ulong)points[0] << 8);
        var basis = new List<double[]> { new double[n] };
        for (int k = 0; k < n; k++)
            basis[0][k] = random.Uniform((ulong)k, -1, 1);
        Orthogonalize(basis[0], trivial);
        Normalize(basis[0]);

        var diagonal = new List<double>();
        var offDiagonal = new List<double>();
        int most = Math.Min(MostSteps, n - 1);
        while (true)
        {
            double[] last = basis[^1], next = Apply(last);
            diagonal.Add(Dot(last, next));
            for (int pass = 0; pass < 2; pass++)
            {
                Orthogonalize(next, trivial);
                foreach (double[] vector in basis)
                    Orthogonalize(next, vector);
            }

            double length = Math.Sqrt(Dot(next, next));
            bool isLast = diagonal.Count == most || length < 1e-10;
            if (isLast || diagonal.Count % StepsPerCheck == 0)
            {
                var ritz = Matrix<double>.Build
                    .Dense(diagonal.Count, diagonal.Count, (i, j) =>
                        i == j ? diagonal[i] : Math.Abs(i - j) == 1 ? offDiagonal[Math.Min(i, j)] : 0)
                    .Evd(Symmetricity.Symmetric);
                int wanted = Math.Min(dimension, diagonal.Count);
                bool isConverged = diagonal.Count > dimension && Enumerable.Range(1, wanted).All(w =>
                    Math.Abs(length * ritz.EigenVectors[diagonal.Count - 1, diagonal.Count - w])
                        < Tolerance * Math.Abs(ritz.EigenValues[diagonal.Count - w].Real));
                if (isLast || isConverged)
                    return Combine(ritz.EigenVectors, wanted);
            }

            offDiagonal.Add(length);
            for (int k = 0; k < n; k++)
                next[k] /= length;
            basis.Add(next);
        }

        double[] Apply(double[] vector)
        {
            var product = new double[n];
            Parallel.For(0, n, options, k =>
            {
                double sum = 0;
                ReadOnlySpan<int> ends = graph.NeighborsOf(points[k]);
                ReadOnlySpan<float> weights = graph.WeightsOf(points[k]);
                for (int e = 0; e < ends.Length; e++)
                {
                    int other = local[ends[e]];
                    sum += weights[e] * vector[other] / root[other];
                }

                product[k] = sum / root[k];
            });
            return product;
        }

        double[] Combine(Matrix<double> vectors, int wanted)
        {
            var result = new double[n * dimension];
            for (int c = 0; c < wanted; c++)
            {
                for (int b = 0; b < vectors.RowCount; b++)
                {
                    double share = vectors[b, vectors.ColumnCount - 1 - c];
                    for (int k = 0; k < n; k++)
                        result[(k * dimension) + c] += share * basis[b][k];
                }
            }

            return result;
        }
    }

    private static double Dot(double[] a, double[] b) =>
        System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);

    private static void Normalize(double[] vector)
    {
        double length = Math.Sqrt(Dot(vector, vector));
        for (int k = 0; k < vector.Length; k++)
            vector[k] /= length;
    }

    private static void Orthogonalize(double[] vector, double[] unit) =>
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(unit, -Dot(vector, unit), vector, vector);
}
