using System.Numerics.Tensors;

namespace Arise.Calibration;

/// <summary>Chooses vectors that stand for many: the one nearest the mean, then always the one farthest from all
/// chosen (T. F. Gonzalez, Theor. Comput. Sci. 38, 293 (1985)).</summary>
internal static class FarthestRows
{
    /// <summary>Numbers of the chosen vectors, all of them where there are not more.</summary>
    public static int[] Choose(IReadOnlyList<float[]> vectors, int count)
    {
        if (vectors.Count <= count)
            return [.. Enumerable.Range(0, vectors.Count)];
        float[] mean = new float[vectors[0].Length];
        foreach (float[] vector in vectors)
            TensorPrimitives.Add<float>(mean, vector, mean);
        TensorPrimitives.Divide(mean, vectors.Count, mean);
        float[] nearest = [.. vectors.Select(vector => TensorPrimitives.Distance<float>(vector, mean))];
        int[] chosen = new int[count];
        chosen[0] = Array.IndexOf(nearest, nearest.Min());
        Array.Fill(nearest, float.MaxValue);
        for (int k = 1; k < count; k++)
        {
            float[] last = vectors[chosen[k - 1]];
            for (int i = 0; i < nearest.Length; i++)
                nearest[i] = Math.Min(nearest[i], TensorPrimitives.Distance<float>(vectors[i], last));
            chosen[k] = Array.IndexOf(nearest, nearest.Max());
        }

        return chosen;
    }
}
