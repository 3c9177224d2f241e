namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// The ways to lay graphene over three neighbors and their two each: the neighbors of each may be either way round.
/// Exchanges of the three are rotations of the template.
/// </summary>
internal static class SheetCorrespondences
{
    private const int Inner = 3;

    /// <summary>The vertices in the order in which the sample is read.</summary>
    public static byte[] Order { get; } = [.. Enumerable.Range(0, 3 * Inner).Select(k => (byte)k)];

    /// <summary>All 8.</summary>
    public static Correspondence[] All { get; } = [.. Enumerable.Range(0, 1 << Inner).Select(Swapped)];

    private static Correspondence Swapped(int swaps) => Correspondence.Of(
        Templates.Graphene,
        [.. Order.Select(k => k < Inner || (swaps >> ((k - Inner) / 2) & 1) == 0 ? k : (byte)(((k - 1) ^ 1) + 1))]);
}
