using System.Collections.Immutable;

namespace Arise.Samples;

/// <summary>
/// A periodic sequence of close-packed layers: each lies in one of the three positions A, B, C, never in that of the
/// layer below. Step +1 leads from A to B, B to C, C to A; step -1 back. A layer between two like steps is cubic (c),
/// between two unlike ones hexagonal (h).
/// </summary>
/// <param name="Steps">Step from each layer to the next, +1 or -1; the last leads to the first layer again.</param>
internal sealed record Stacking(ImmutableArray<int> Steps)
{
    // Half the layers that must follow the pattern: five alternate in dhcp, with seven in favor; seven repeat hhc in
    // alpha-samarium, with nine in favor.
    private const int DoubleReach = 2;
    private const int SamariumReach = 3;

    /// <summary>Number of layers of a period.</summary>
    public int Count => Steps.Length;

    /// <summary>Reads a sequence such as "ABCACB".</summary>
    /// <exception cref="ArgumentException">Two neighbors are in one position, or a letter is unknown.</exception>
    public static Stacking Parse(string letters)
    {
        var steps = new int[letters.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            if (letters[i] is not ('A' or 'B' or 'C') || letters[i] == letters[(i + 1) % letters.Length])
                throw new ArgumentException($"'{letters}' is no sequence of close-packed layers.");
            steps[i] = (letters[(i + 1) % letters.Length] - letters[i] + 3) % 3 == 1 ? 1 : -1;
        }

        return new Stacking([.. steps]);
    }

    /// <summary>Whether layer <paramref name="i"/> is hexagonal; any integer, counted round the period.</summary>
    public bool IsHexagonal(int i) => Steps[Wrap(i)] != Steps[Wrap(i - 1)];

    /// <summary>
    /// Label of each layer: double hexagonal or samarium where the pattern goes on far enough to both sides, untold at
    /// the ends of such a region, otherwise hexagonal or cubic by its own letter.
    /// </summary>
    /// <param name="cubic">Label of c.</param>
    /// <param name="hexagonal">Label of h.</param>
    /// <param name="alternating">Label where h and c alternate.</param>
    /// <param name="samarium">Label where hhc repeats.</param>
    public short[] Labels(short cubic, short hexagonal, short alternating, short samarium)
    {
        var labels = new short[Count];
        for (int i = 0; i < Count; i++)
        {
            labels[i] = (AlternatesAround(i, DoubleReach + 1), RepeatsAround(i, SamariumReach + 1)) switch
            {
                (Fit.Full, _) => alternating,
                (_, Fit.Full) => samarium,
                (Fit.OneSide, _) or (_, Fit.OneSide) => AtomSample.Untold,
                _ => IsHexagonal(i) ? hexagonal : cubic,
            };
        }

        // Where a region of a pattern ends, one or two layers have the first letters of what is beyond.
        var settled = (short[])labels.Clone();
        for (int i = 0; i < Count; i++)
        {
            bool nearPattern = false;
            for (int k = -2; k <= 2; k++)
            {
                nearPattern |= (labels[Wrap(i + k)] == alternating && AlternatesAround(i + k, 3) == Fit.Full)
                    || (labels[Wrap(i + k)] == samarium && RepeatsAround(i + k, 4) == Fit.Full);
            }

            bool isPattern = AlternatesAround(i, 3) == Fit.Full || RepeatsAround(i, 4) == Fit.Full;
            if (nearPattern && !isPattern)
                settled[i] = AtomSample.Untold;
        }

        return settled;
    }

    private enum Fit
    {
        No,
        OneSide,
        Full,
    }

    // The inner layers all follow the pattern; then the two outermost say whether it goes on.
    private Fit AlternatesAround(int i, int outer) =>
        Goes(outer, k => IsHexagonal(i + k) == (IsHexagonal(i) ^ (k % 2 != 0)));

    private Fit RepeatsAround(int i, int outer)
    {
        Fit best = Fit.No;
        for (int phase = 0; phase < 3; phase++)
        {
            int shift = phase;
            Fit fit = Goes(outer, k => IsHexagonal(i + k) == (((k + shift + 300) % 3) != 0));
            best = fit > best ? fit : best;
        }

        return best;
    }

    private static Fit Goes(int outer, Func<int, bool> fits)
    {
        for (int k = -outer + 1; k < outer; k++)
        {
            if (!fits(k))
                return Fit.No;
        }

        bool below = fits(-outer), above = fits(outer);
        return below && above ? Fit.Full : below || above ? Fit.OneSide : Fit.No;
    }

    private int Wrap(int i) => ((i % Count) + Count) % Count;
}
