namespace Arise.Embedding;

/// <summary>
/// The weighted graph of UMAP: w_ij = v_ij + v_ji - v_ij v_ji with v_ij = exp(-max(0, d_ij - rho_i) / sigma_i) for the
/// k neighbors j of i. rho_i is the distance to the nearest other point, sigma_i is such that the v_ij sum to log2 k.
/// Source: L. McInnes, J. Healy, J. Melville, arXiv:1802.03426, section 3.1 and algorithm 3.
/// </summary>
internal sealed class FuzzyGraph
{
    private const int MostSteps = 64;
    private const double Tolerance = 1e-5;
    private const double LeastShare = 1e-3;

    private readonly int[] _columns;
    private readonly float[] _weights;

    private FuzzyGraph(int[] offsets, int[] columns, float[] weights, double[] sigma, double[] rho)
    {
        (Offsets, _columns, _weights, Sigma, Rho) = (offsets, columns, weights, sigma, rho);
    }

    /// <summary>Number of points.</summary>
    public int Count => Offsets.Length - 1;

    /// <summary>Scale of each point.</summary>
    public IReadOnlyList<double> Sigma { get; }

    /// <summary>Distance of each point to the nearest other one that is not equal to it.</summary>
    public IReadOnlyList<double> Rho { get; }

    /// <summary>Where the edges of each point begin [point + 1].</summary>
    public int[] Offsets { get; }

    /// <summary>The other ends of the edges of a point, ascending; every edge stands with both its ends.</summary>
    public ReadOnlySpan<int> NeighborsOf(int point) => _columns.AsSpan(Offsets[point]..Offsets[point + 1]);

    /// <summary>The weights of the edges of a point.</summary>
    public ReadOnlySpan<float> WeightsOf(int point) => _weights.AsSpan(Offsets[point]..Offsets[point + 1]);

    /// <summary>Makes the graph.</summary>
    /// <param name="neighbors">Neighbors of each point [point, k], the point itself first.</param>
    /// <param name="distances">Distances to them [point, k], ascending.</param>
    /// <param name="k">Number of neighbors with the point itself, at least 2.</param>
    /// <param name="threads">Threads, 0 for one per processor; the graph does not depend on it.</param>
    /// <param name="cancellation">Stops between points.</param>
    public static FuzzyGraph Create(
        int[] neighbors, double[] distances, int k, int threads = 0, CancellationToken cancellation = default)
    {
        int count = neighbors.Length / k;
        ParallelOptions options = ThreadCount.Parallel(threads, cancellation);
        var sigma = new double[count];
        var rho = new double[count];
        double meanOfAll = distances.Average();
        int[] columns = [.. neighbors];
        var weights = new float[columns.Length];
        Parallel.For(0, count, options, i =>
        {
            ReadOnlySpan<double> row = distances.AsSpan(i * k, k);
            (sigma[i], rho[i]) = Scales(row, meanOfAll);
            for (int j = 0; j < k; j++)
                weights[(i * k) + j] = columns[(i * k) + j] == i ? 0 : (float)Weight(row[j], rho[i], sigma[i]);
            columns.AsSpan(i * k, k).Sort(weights.AsSpan(i * k, k));
        });

        return Union(columns, weights, k, sigma, rho, options);
    }

    /// <summary>The connected parts: the number of its part for each point, in order of the first points.</summary>
    public int[] Components(out int number)
    {
        var component = new int[Count];
        Array.Fill(component, -1);
        var waiting = new Stack<int>();
        number = 0;
        for (int start = 0; start < Count; start++)
        {
            if (component[start] >= 0)
                continue;
            component[start] = number;
            waiting.Push(start);
            while (waiting.TryPop(out int point))
            {
                foreach (int other in NeighborsOf(point))
                {
                    if (component[other] >= 0)
                        continue;
                    component[other] = number;
                    waiting.Push(other);
                }
            }

            number++;
        }

        return component;
    }

    private static double Weight(double distance, double rho, double sigma) =>
        distance <= rho || sigma == 0 ? 1 : Math.Exp(-(distance - rho) / sigma);

    private static (double Sigma, double Rho) Scales(ReadOnlySpan<double> distances, double meanOfAll)
    {
        double rho = 0, mean = 0;
        foreach (double d in distances)
        {
            mean += d / distances.Length;
            if (d > 0 && rho == 0)
                rho = d;
        }

        double target = Math.Log2(distances.Length);
        double low = 0, high = double.PositiveInfinity, sigma = 1;
        for (int step = 0; step < MostSteps; step++)
        {
            double sum = 0;
            foreach (double d in distances[1..])
                sum += Weight(d, rho, sigma);
            if (Math.Abs(sum - target) < Tolerance)
                break;
            if (sum > target)
                high = sigma;
            else
                low = sigma;
            sigma = double.IsInfinity(high) ? 2 * sigma : (low + high) / 2;
        }

        return (Math.Max(sigma, LeastShare * (rho > 0 ? mean : meanOfAll)), rho);
    }

    // Rows and columns of the directed graph are both sorted by the other end, so that they can be merged.
    private static FuzzyGraph Union(
        int[] columns, float[] weights, int k, double[] sigma, double[] rho, ParallelOptions options)
    {
        int count = sigma.Length;
        var starts = new int[count + 1];
        foreach (int column in columns)
            starts[column + 1]++;
        for (int i = 0; i < count; i++)
            starts[i + 1] += starts[i];
        var sources = new int[columns.Length];
        var sourceWeights = new float[columns.Length];
        int[] next = starts[..count];
        for (int e = 0; e < columns.Length; e++)
        {
            int at = next[columns[e]]++;
            (sources[at], sourceWeights[at]) = (e / k, weights[e]);
        }

        var offsets = new int[count + 1];
        Parallel.For(0, count, options, i => offsets[i + 1] = Merge(i, [], []));
        for (int i = 0; i < count; i++)
            offsets[i + 1] = checked(offsets[i + 1] + offsets[i]);
        var merged = new int[offsets[count]];
        var mergedWeights = new float[offsets[count]];
        Parallel.For(0, count, options, i =>
            Merge(i, merged.AsSpan(offsets[i]..offsets[i + 1]), mergedWeights.AsSpan(offsets[i]..offsets[i + 1])));
        return new FuzzyGraph(offsets, merged, mergedWeights, sigma, rho);

        // Counts the edges of point i, and writes them when there is room.
        int Merge(int i, Span<int> ends, Span<float> values)
        {
            ReadOnlySpan<int> to = columns.AsSpan(i * k, k), from = sources.AsSpan(starts[i]..starts[i + 1]);
            ReadOnlySpan<float> toWeights = weights.AsSpan(i * k, k), fromWeights = sourceWeights.AsSpan(starts[i]);
            int a = 0, b = 0, found = 0;
            while (a < to.Length || b < from.Length)
            {
                int end = Math.Min(a < to.Length ? to[a] : int.MaxValue, b < from.Length ? from[b] : int.MaxValue);
                float v = a < to.Length && to[a] == end ? toWeights[a++] : 0;
                float w = b < from.Length && from[b] == end ? fromWeights[b++] : 0;
                float weight = v + w - (v * w);
                if (weight <= 0)
                    continue;
                if (found < ends.Length)
                    (ends[found], values[found]) = (end, weight);
                found++;
            }

            return found;
        }
    }
}
