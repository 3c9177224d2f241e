using Arise.Prototypes;

namespace Arise.Mapping;

/// <summary>
/// Two classes that meet in a box. A box that reaches over a boundary is described as the mean of its two sides, and a
/// network that has seen such boxes answers with the two classes by their shares. A box within one crystal that the
/// network cannot decide on looks the same; so a boundary needs boxes of either class beside it: at least a twentieth
/// of those that overlap it.
/// </summary>
/// <param name="First">Index of the more probable class.</param>
/// <param name="Second">Index of the other one.</param>
/// <param name="Share">How much there is of the second: p_2 / (p_1 + p_2), at most 0.5.</param>
internal readonly record struct BoxBoundary(int First, int Second, double Share)
{
    /// <summary>Least p_1 + p_2: two classes explain the box.</summary>
    public const double LeastSum = 0.8;

    /// <summary>Least p_2: boxes within one class are below.</summary>
    public const double LeastSecond = 0.15;

    // A box of one class: no second one can reach the least share beside it.
    private const double Clear = 1 - LeastSecond;

    // Of the boxes that overlap one that lies with 15 % beyond a plane boundary, 15 % lie with 85 % beyond it. Single
    // boxes of a hot crystal that are mistaken are fewer.
    private const double LeastBeside = 0.05;

    /// <summary>
    /// The boundaries in the rows of a map; null in rows within one class, and in those that are none of them.
    /// </summary>
    public static BoxBoundary?[] Of(CrystalMap map)
    {
        var boundaries = new BoxBoundary?[map.Rows];
        int[] clear = [.. Enumerable.Range(0, map.Rows).Select(row => ClearClass(map, row))];
        HashSet<int> present = [.. clear];
        for (int row = 0; row < boundaries.Length; row++)
        {
            if (map.ClassOf(row) >= 0 && Of(map.ProbabilitiesOf(row)) is { } two && present.Contains(two.First)
                && present.Contains(two.Second) && !AreRelatives(map, two) && HasBoth(map, clear, row, two))
                boundaries[row] = two;
        }

        return boundaries;
    }

    /// <summary>The two classes that probabilities tell of; null for those of a single class, or of many.</summary>
    public static BoxBoundary? Of(ReadOnlySpan<float> probabilities)
    {
        int first = MapRows.Best(probabilities), second = -1;
        if (first < 0)
            return null;
        for (int c = 0; c < probabilities.Length; c++)
        {
            if (c != first && (second < 0 || probabilities[c] > probabilities[second]))
                second = c;
        }

        if (second < 0 || probabilities[second] < LeastSecond)
            return null;
        double sum = (double)probabilities[first] + probabilities[second];
        return sum >= LeastSum ? new BoxBoundary(first, second, probabilities[second] / sum) : null;
    }

    private static int ClearClass(CrystalMap map, int row) =>
        map.ClassOf(row) is >= 0 and var c && map.ProbabilitiesOf(row)[c] > Clear ? c : -1;

    // Such as the polytypes of graphite: their shares tell nothing.
    private static bool AreRelatives(CrystalMap map, BoxBoundary two) =>
        GroupOf(map.ClassLabels[two.First]) is { } group && group == GroupOf(map.ClassLabels[two.Second]);

    private static string? GroupOf(string label) =>
        PrototypeLibrary.FromLabel(label)?.Group;

    // Whether enough boxes of both classes overlap this one, or are next to it where the boxes lie apart.
    private static bool HasBoth(CrystalMap map, int[] clear, int row, BoxBoundary two)
    {
        BoxGrid grid = map.Grid;
        (int x, int y, int z) = grid.Place(map.Plan.Boxes[row]);
        (int rx, int ry, int rz) = (Reach(grid.X), Reach(grid.Y), Reach(grid.Z));
        (int all, int first, int second) = (0, 0, 0);
        for (int k = z - rz; k <= z + rz; k++)
        {
            for (int j = y - ry; j <= y + ry; j++)
            {
                for (int i = x - rx; i <= x + rx; i++)
                {
                    if (!grid.X.Has(i) || !grid.Y.Has(j) || !grid.Z.Has(k))
                        continue;
                    int there = map.RowOf(grid.Index(grid.X.Wrap(i), grid.Y.Wrap(j), grid.Z.Wrap(k)));
                    if (there < 0)
                        continue;
                    all++;
                    first += clear[there] == two.First ? 1 : 0;
                    second += clear[there] == two.Second ? 1 : 0;
                }
            }
        }

        return Math.Min(first, second) >= Math.Max(LeastBeside * all, 1);

        static int Reach(GridAxis axis) =>
            Math.Min(Math.Max((int)Math.Floor(axis.Edge / axis.Stride), 1), axis.Count - 1);
    }
}
