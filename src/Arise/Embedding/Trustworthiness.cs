using System.Numerics.Tensors;
using Arise.Clustering;

namespace Arise.Embedding;

/// <summary>
/// How far the neighbors that points have in an embedding are their neighbors among the data:
/// T(k) = 1 - 2 / (n k (2n - 3k - 1)) sum_i sum_j max(0, r(i, j) - k), over the k nearest points j of i in the
/// embedding, r(i, j) the rank of j among the points by distance from i in the data (1 is the nearest). 1 is best, 0.5
/// about chance. Source: J. Venna, S. Kaski, Neural Networks 19, 889 (2006).
/// </summary>
internal static class Trustworthiness
{
    /// <summary>Measures an embedding.</summary>
    /// <param name="points">Data [point, component].</param>
    /// <param name="dimension">Number of components of the data.</param>
    /// <param name="embedding">Embedding [point, component].</param>
    /// <param name="embeddingDimension">Number of components of the embedding.</param>
    /// <param name="neighbors">Number k of neighbors without the point itself, less than half of the points.</param>
    /// <param name="threads">Threads, 0 for one per processor; the answer does not depend on it.</param>
    /// <param name="progress">Is told the number of points done.</param>
    /// <param name="cancellation">Stops between points.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or there are too few points.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static double Of(
        ReadOnlySpan<float> points,
        int dimension,
        ReadOnlySpan<float> embedding,
        int embeddingDimension,
        int neighbors = 15,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        int count = points.Length / dimension;
        if (embedding.Length != count * embeddingDimension)
            throw new ArgumentException($"{count} points but {embedding.Length / embeddingDimension} embedded ones.");
        if (neighbors < 1 || 2 * neighbors >= count)
            throw new ArgumentException($"{neighbors} neighbors of {count} points: less than half are possible.");
        float[] data = points.ToArray();
        NearestNeighbors embedded = NearestNeighbors.Find(
            embedding, embeddingDimension, neighbors + 1, threads, progress, cancellation);
        long excess = 0;
        var done = new StepCounter(WorkProgress.Of(progress, "ranks among the data"), count);
        Parallel.For(0, count, ThreadCount.Parallel(threads, cancellation), () => new float[count], (i, _, distances) =>
        {
            ReadOnlySpan<float> point = data.AsSpan(i * dimension, dimension);
            for (int j = 0; j < count; j++)
                distances[j] = TensorPrimitives.Distance(point, data.AsSpan(j * dimension, dimension));
            distances[i] = -1;
            long own = 0;
            foreach (int j in embedded.IndicesOf(i))
            {
                if (j == i)
                    continue;
                int rank = 0;
                foreach (float d in distances)
                    rank += d < distances[j] ? 1 : 0;
                own += Math.Max(0, rank - neighbors);
            }

            Interlocked.Add(ref excess, own);
            done.Add();
            return distances;
        }, _ => { });
        return 1 - (2.0 * excess / ((double)count * neighbors * ((2.0 * count) - (3.0 * neighbors) - 1)));
    }
}
