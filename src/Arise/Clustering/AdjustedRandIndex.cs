namespace Arise.Clustering;

/// <summary>
/// How far two ways to divide the same points agree, whatever the parts are called: with n_ij points in part i of the
/// one and j of the other, C(n) = n (n - 1) / 2, A = sum over i of C(n_i.), B = sum over j of C(n_.j),
///     ARI = (sum over ij of C(n_ij) - A B / C(n)) / ((A + B) / 2 - A B / C(n)),
/// 1 for the same division, 0 on average for independent ones. Source: L. Hubert, P. Arabie, J. Classif. 2, 193 (1985),
/// doi:10.1007/BF01908075.
/// </summary>
internal static class AdjustedRandIndex
{
    /// <summary>
    /// Compares two divisions; 1 where both put all points together or all apart, NaN for fewer than two points.
    /// </summary>
    /// <param name="a">Part of each point in the one; any number.</param>
    /// <param name="b">Part of each point in the other.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Of(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"{a.Length} parts of one division and {b.Length} of the other.");
        if (a.Length < 2)
            return double.NaN;
        var both = new Dictionary<(int, int), long>();
        Dictionary<int, long> first = [], second = [];
        for (int point = 0; point < a.Length; point++)
        {
            both[(a[point], b[point])] = both.GetValueOrDefault((a[point], b[point])) + 1;
            first[a[point]] = first.GetValueOrDefault(a[point]) + 1;
            second[b[point]] = second.GetValueOrDefault(b[point]) + 1;
        }

        double together = both.Values.Sum(Pairs), ofA = first.Values.Sum(Pairs), ofB = second.Values.Sum(Pairs);
        double expected = ofA * ofB / Pairs(a.Length), most = (ofA + ofB) / 2;
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double Pairs(long count) => count * (count - 1) / 2.0;
}
