namespace Arise.Descriptors;

/// <summary>The rotation-invariant power spectrum of expansion coefficients, normalized to unit length.</summary>
/// <remarks>
/// For n' &lt;= n and l = 0..L: p_nn'l = k/sqrt(2l + 1) sum_m c_nlm c_n'lm, k = 1 for n = n' and sqrt 2 otherwise.
/// Order: l fastest, then n' = 1..n, then n = 1..N: component (n(n - 1)/2 + n' - 1)(L + 1) + l; one zero follows.
/// Source: Bartok, Kondor, Csanyi, Phys. Rev. B 87, 184115 (2013).
/// </remarks>
internal static class PowerSpectrum
{
    // Below this length the vector has no direction: no pairs, or one at the very cutoff.
    public const double Nothing = 1e-14;

    /// <summary>
    /// Adds <paramref name="weight"/> times the normalized power spectrum to <paramref name="sum"/>; nothing when there
    /// are no pairs.
    /// </summary>
    /// <param name="coefficients">Real c_nlm, [l, m, n] with n fastest.</param>
    /// <param name="settings">L and N.</param>
    /// <param name="weight">Share of this species pair in the average.</param>
    /// <param name="spectrum">Scratch of the length of the descriptor.</param>
    /// <param name="sum">Receives the weighted vector.</param>
    public static void AddNormalized(
        ReadOnlySpan<double> coefficients,
        SoapSettings settings,
        double weight,
        Span<double> spectrum,
        Span<double> sum)
    {
        Of(coefficients, settings, spectrum);
        double square = 0;
        foreach (double p in spectrum)
            square += p * p;
        double length = Math.Sqrt(square);
        if (length <= Nothing)
            return;
        for (int k = 0; k < spectrum.Length; k++)
            sum[k] += weight / length * spectrum[k];
    }

    /// <summary>The power spectrum as it is, not normalized.</summary>
    /// <param name="coefficients">Real c_nlm, [l, m, n] with n fastest.</param>
    /// <param name="settings">L and N.</param>
    /// <param name="spectrum">Receives the components.</param>
    public static void Of(ReadOnlySpan<double> coefficients, SoapSettings settings, Span<double> spectrum)
    {
        int count = settings.RadialFunctions;
        int degrees = settings.MaxDegree + 1;
        spectrum.Clear();
        for (int l = 0; l < degrees; l++)
        {
            double factor = 1 / Math.Sqrt((2 * l) + 1);
            for (int m = 0; m < (2 * l) + 1; m++)
            {
                ReadOnlySpan<double> c = coefficients.Slice(((l * l) + m) * count, count);
                int component = l;
                for (int n = 0; n < count; n++)
                {
                    double cn = factor * c[n];
                    for (int other = 0; other < n; other++, component += degrees)
                        spectrum[component] += double.Sqrt(2) * cn * c[other];
                    spectrum[component] += cn * c[n];
                    component += degrees;
                }
            }
        }
    }
}
