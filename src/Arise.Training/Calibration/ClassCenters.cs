using System.Numerics.Tensors;

namespace Arise.Calibration;

/// <summary>
/// Vectors that stand for many: centers of their clusters (k-means), begun with vectors far from each other, the one
/// nearest the mean and then always the one farthest from all chosen (T. F. Gonzalez, Theor. Comput. Sci. 38, 293
/// (1985)).
/// </summary>
internal static class ClassCenters
{
    private const int Iterations = 10;

    /// <summary>The centers; the vectors themselves where there are not more.</summary>
    public static float[][] Of(IReadOnlyList<float[]> vectors, int count)
    {
        if (vectors.Count <= count)
            return [.. vectors];
        float[][] centers = Farthest(vectors, count);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            float[][] sums = [.. centers.Select(center => new float[center.Length])];
            int[] counts = new int[count];
            foreach (float[] vector in vectors)
            {
                int nearest = Nearest(centers, vector);
                TensorPrimitives.Add<float>(sums[nearest], vector, sums[nearest]);
                counts[nearest]++;
            }

            for (int k = 0; k < count; k++)
            {
                if (counts[k] == 0)
                    continue;
                TensorPrimitives.Divide(sums[k], counts[k], sums[k]);
                centers[k] = sums[k];
            }
        }

        return centers;
    }

    private static int Nearest(float[][] centers, float[] vector)
    {
        int nearest = 0;
        float least = float.MaxValue;
        for (int k = 0; k < centers.Length; k++)
        {
            float distance = TensorPrimitives.Distance<float>(vector, centers[k]);
            if (distance < least)
                (nearest, least) = (k, distance);
        }

        return nearest;
    }

    private static float[][] Farthest(IReadOnlyList<float[]> vectors, int count)
    {
        float[] mean = new float[vectors[0].Length];
        foreach (float[] vector in vectors)
            TensorPrimitives.Add<float>(mean, vector, mean);
        TensorPrimitives.Divide(mean, vectors.Count, mean);
        float[] nearest = [.. vectors.Select(vector => TensorPrimitives.Distance<float>(vector, mean))];
        var chosen = new float[count][];
        chosen[0] = vectors[Array.IndexOf(nearest, nearest.Min())];
        Array.Fill(nearest, float.MaxValue);
        for (int k = 1; k < count; k++)
        {
            for (int i = 0; i < nearest.Length; i++)
            {
                nearest[i] = Math.Min(
                    nearest[i], TensorPrimitives.Distance<float>(vectors[i], chosen[k - 1]));
            }

            chosen[k] = vectors[Array.IndexOf(nearest, nearest.Max())];
        }

        return chosen;
    }
}
