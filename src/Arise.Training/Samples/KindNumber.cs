namespace Arise.Samples;

/// <summary>Samples of several kinds are numbered through: which kind a number belongs to.</summary>
internal static class KindNumber
{
    /// <summary>The kind of a sample, and its number within the kind.</summary>
    /// <param name="number">Number of the sample, from 0.</param>
    /// <param name="counts">Samples of each kind, in the order of their numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public static (int Kind, int Index) Of(int number, IEnumerable<int> counts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        int index = number, kind = 0;
        foreach (int count in counts)
        {
            if (index < count)
                return (kind, index);
            index -= count;
            kind++;
        }

        throw new ArgumentOutOfRangeException(nameof(number), number, "There are fewer samples.");
    }
}
