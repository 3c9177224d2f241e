namespace Arise.Explanation;

/// <summary>
/// Which species of the sample takes the part of which label of a crystal: of all ways in which no species plays two
/// parts, the one with the most atoms in place.
/// </summary>
internal static class SpeciesAssignment
{
    /// <summary>The species of each label, -1 where none is left, and the number of atoms in place.</summary>
    /// <param name="counts">Atoms [label, species].</param>
    public static (int[] SpeciesOf, double Agreeing) Of(double[,] counts)
    {
        int labels = counts.GetLength(0), species = counts.GetLength(1);
        var used = new bool[species];
        int[] current = new int[labels], best = new int[labels];
        double most = -1;
        Choose(0, 0);
        return (best, most);

        void Choose(int label, double sum)
        {
            if (label == labels)
            {
                if (sum > most)
                    (most, best) = (sum, [.. current]);
                return;
            }

            // Only the most frequent species can be worth a try: one more than there are other labels.
            foreach (int one in Enumerable.Range(0, species)
                .Where(one => !used[one] && counts[label, one] > 0)
                .OrderByDescending(one => counts[label, one]).Take(labels))
            {
                (used[one], current[label]) = (true, one);
                Choose(label + 1, sum + counts[label, one]);
                used[one] = false;
            }

            current[label] = -1;
            Choose(label + 1, sum);
        }
    }
}
