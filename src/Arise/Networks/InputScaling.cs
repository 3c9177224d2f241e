namespace Arise.Networks;

/// <summary>
/// What a network does to a descriptor first: component k becomes <c>(x[k] - mean[k]) factor[k]</c>. Components of
/// which many rows are exactly zero keep their zero (mean 0).
/// </summary>
internal sealed class InputScaling
{
    /// <summary>Name of the descriptor setting that asks for scaled inputs.</summary>
    public const string Setting = "inputs";

    /// <summary>Its value.</summary>
    public const string Standardized = "standardized";

    // Share of zeros from which a component keeps its zero.
    private const double ManyZeros = 0.1;

    // Deviations are enlarged by this share of their root mean square, so that tiny components stay small.
    private const double Floor = 0.1;

    /// <summary>Takes the numbers over.</summary>
    /// <exception cref="ArgumentException">Their counts differ.</exception>
    public InputScaling(float[] means, float[] factors)
    {
        if (means.Length != factors.Length)
            throw new ArgumentException($"{means.Length} means for {factors.Length} factors.");
        (Means, Factors) = (means, factors);
    }

    /// <summary>Mean per component.</summary>
    public float[] Means { get; }

    /// <summary>Factor per component.</summary>
    public float[] Factors { get; }

    /// <summary>Whether the settings of a descriptor ask for scaled inputs.</summary>
    public static bool IsAsked(IReadOnlyDictionary<string, string> settings) =>
        settings.TryGetValue(Setting, out string? value) && value == Standardized;

    /// <summary>Mean zero and deviation about one for rows [row, component].</summary>
    public static InputScaling Of(ReadOnlySpan<float> rows, int components)
    {
        int count = rows.Length / components;
        double[] sums = new double[components], squares = new double[components];
        int[] zeros = new int[components];
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> x = rows.Slice(row * components, components);
            for (int k = 0; k < components; k++)
            {
                sums[k] += x[k];
                zeros[k] += x[k] == 0 ? 1 : 0;
            }
        }

        float[] means = new float[components];
        for (int k = 0; k < components; k++)
            means[k] = zeros[k] >= ManyZeros * count ? 0 : (float)(sums[k] / count);
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<float> x = rows.Slice(row * components, components);
            for (int k = 0; k < components; k++)
                squares[k] += (x[k] - means[k]) * (double)(x[k] - means[k]);
        }

        double total = 0;
        foreach (double square in squares)
            total += square;
        double floor = Floor * Math.Sqrt(total / count / components);
        float[] factors = Array.ConvertAll(squares, square =>
            Math.Sqrt(square / count) + floor is var deviation and > 0 ? (float)(1 / deviation) : 1f);
        return new InputScaling(means, factors);
    }

    /// <summary>One scaled component.</summary>
    public float Apply(float x, int k) => (x - Means[k]) * Factors[k];

    /// <summary>A scaled copy of a descriptor.</summary>
    public float[] Apply(ReadOnlySpan<float> descriptor)
    {
        float[] scaled = new float[descriptor.Length];
        for (int k = 0; k < scaled.Length; k++)
            scaled[k] = Apply(descriptor[k], k);
        return scaled;
    }
}
