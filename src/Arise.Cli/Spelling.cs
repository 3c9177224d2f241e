namespace Arise.Cli;

/// <summary>Which of the known words a mistyped one was meant to be.</summary>
internal static class Spelling
{
    // So many letters may be wrong in a word that is proposed.
    private const int MostMistakes = 2;
    private const int LeastStart = 3;

    /// <summary>
    /// The word with the fewest mistakes in it, or else the one that begins with what was typed; null without one.
    /// </summary>
    public static string? Nearest(string typed, IEnumerable<string> words)
    {
        string[] known = [.. words];
        int most = Math.Min(MostMistakes, (typed.TrimStart('-').Length - 1) / 2);
        return known
            .Select(word => (Word: word, Mistakes: Mistakes(typed.ToLowerInvariant(), word)))
            .Where(one => one.Mistakes <= most)
            .OrderBy(one => one.Mistakes).ThenBy(one => one.Word, StringComparer.Ordinal)
            .Select(one => one.Word)
            .FirstOrDefault()
            ?? known.Where(word => typed.TrimStart('-').Length >= LeastStart
                && (word.StartsWith(typed, StringComparison.OrdinalIgnoreCase)
                    || typed.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
                .Order(StringComparer.Ordinal).FirstOrDefault();
    }

    // Levenshtein's distance; two neighbors that changed places count once.
    private static int Mistakes(string a, string b)
    {
        int[,] least = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    least[i, j] = i + j;
                    continue;
                }

                int replaced = least[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                least[i, j] = Math.Min(replaced, Math.Min(least[i - 1, j], least[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    least[i, j] = Math.Min(least[i, j], least[i - 2, j - 2] + 1);
            }
        }

        return least[a.Length, b.Length];
    }
}
