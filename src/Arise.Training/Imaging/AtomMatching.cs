namespace Arise.Imaging;

/// <summary>Pairs atoms that were found with those that are there: each has one partner at most.</summary>
internal static class AtomMatching
{
    /// <summary>An atom that was found, one that is there, and how far they are apart.</summary>
    public readonly record struct Pair(int Found, int True, double Distance);

    /// <summary>Takes the nearest pair, then the nearest of what is left, and so on.</summary>
    /// <param name="found">Positions found.</param>
    /// <param name="truth">True positions.</param>
    /// <param name="tolerance">Farther ones are no pair.</param>
    public static List<Pair> Match(
        IReadOnlyList<(double X, double Y)> found, IReadOnlyList<(double X, double Y)> truth, double tolerance)
    {
        var rows = truth.Select((atom, index) => (atom.Y, index)).Order().ToArray();
        double[] heights = [.. rows.Select(row => row.Y)];
        var near = new List<Pair>();
        for (int k = 0; k < found.Count; k++)
        {
            int first = Array.BinarySearch(heights, found[k].Y - tolerance);
            for (int row = first < 0 ? ~first : first; row < rows.Length; row++)
            {
                double dx = truth[rows[row].index].X - found[k].X, dy = heights[row] - found[k].Y;
                if (dy > tolerance)
                    break;
                double distance = Math.Sqrt((dx * dx) + (dy * dy));
                if (distance <= tolerance)
                    near.Add(new Pair(k, rows[row].index, distance));
            }
        }

        bool[] isFoundTaken = new bool[found.Count], isTrueTaken = new bool[truth.Count];
        var pairs = new List<Pair>();
        foreach (Pair pair in near.OrderBy(pair => pair.Distance))
        {
            if (isFoundTaken[pair.Found] || isTrueTaken[pair.True])
                continue;
            (isFoundTaken[pair.Found], isTrueTaken[pair.True]) = (true, true);
            pairs.Add(pair);
        }

        return pairs;
    }
}
