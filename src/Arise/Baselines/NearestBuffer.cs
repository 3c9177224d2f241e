using System.Runtime.Intrinsics;
using Arise.Structures;

namespace Arise.Baselines;

/// <summary>
/// Receives the nearest atoms of one atom, [neighbor], the nearest first. Owned by a worker and used again for the next
/// atom.
/// </summary>
internal sealed class NearestBuffer
{
    /// <summary>The arrays are longer than asked for by as many, so that whole vectors may be read.</summary>
    public const int Slack = 4;

    private const int Lanes = 4;

    private readonly NeighborBuffer _candidates = new();
    private readonly int _capacity;
    private long[] _rank = new long[64];

    /// <summary>A buffer.</summary>
    /// <param name="capacity">Largest number of atoms that will be asked for.</param>
    public NearestBuffer(int capacity)
    {
        _capacity = capacity;
        Atoms = new int[capacity + Slack];
        (X, Y, Z, Squares) = (Values(), Values(), Values(), Values());

        double[] Values() => new double[capacity + Slack];
    }

    /// <summary>Number of atoms; what lies beyond in the arrays is left from earlier atoms.</summary>
    public int Count { get; private set; }

    /// <summary>Index of each in the structure; the same one several times when it is near by several images.</summary>
    public int[] Atoms { get; }

    /// <summary>Component x of the vector to each, Angstrom.</summary>
    public double[] X { get; }

    /// <summary>Component y.</summary>
    public double[] Y { get; }

    /// <summary>Component z.</summary>
    public double[] Z { get; }

    /// <summary>Squared distance of each, square Angstrom, not descending.</summary>
    public double[] Squares { get; }

    /// <summary>Takes the nearest atoms within a radius.</summary>
    /// <returns>How many atoms are closer than the radius.</returns>
    public int Take(NeighborSearch search, int atom, double radius, int wanted)
    {
        search.Find(atom, radius, _candidates);
        int found = _candidates.Count;
        Count = Math.Min(found, Math.Min(wanted, _capacity));
        if (_rank.Length < found + Lanes)
            _rank = new long[2 * (found + Lanes)];
        if (!RankByDistance(found))
            RankTies(found);
        for (int i = 0; i < found; i++)
        {
            int rank = (int)_rank[i];
            if (rank >= Count)
                continue;
            Atoms[rank] = _candidates.AtomStore[i];
            X[rank] = _candidates.XStore[i];
            Y[rank] = _candidates.YStore[i];
            Z[rank] = _candidates.ZStore[i];
            Squares[rank] = _candidates.SquareStore[i];
        }

        return found;
    }

    // The rank of each candidate is the number of nearer ones. False when two at the same distance share one.
    private bool RankByDistance(int found)
    {
        double[] squares = _candidates.SquareStore;
        Vector256<long> sum = Vector256<long>.Zero;
        Span<long> ranks = _rank;
        for (int i = 0; i < found; i += Lanes)
        {
            Vector256<double> own = Vector256.Create(squares.AsSpan(i, Lanes));
            Vector256<long> rank = Vector256<long>.Zero;
            for (int j = 0; j < found; j++)
                rank -= Vector256.LessThan(Vector256.Create(squares[j]), own).AsInt64();
            rank.CopyTo(ranks[i..]);
            if (i + Lanes <= found)
                sum += rank;
        }

        // Without ties the ranks are 0 to found - 1; each tie makes the sum smaller.
        long total = Vector256.Sum(sum);
        for (int i = found / Lanes * Lanes; i < found; i++)
            total += ranks[i];
        return total == (long)found * (found - 1) / 2;
    }

    // Ties are decided by the number of the atom, and by the vector for images of one atom.
    private void RankTies(int found)
    {
        for (int i = 0; i < found; i++)
        {
            int rank = 0;
            for (int j = 0; j < found; j++)
                rank += j != i && IsBefore(j, i) ? 1 : 0;
            _rank[i] = rank;
        }
    }

    private bool IsBefore(int i, int j)
    {
        NeighborBuffer all = _candidates;
        if (all.SquareStore[i] != all.SquareStore[j])
            return all.SquareStore[i] < all.SquareStore[j];
        if (all.AtomStore[i] != all.AtomStore[j])
            return all.AtomStore[i] < all.AtomStore[j];
        return (all.XStore[i], all.YStore[i], all.ZStore[i], i).CompareTo(
            (all.XStore[j], all.YStore[j], all.ZStore[j], j)) < 0;
    }
}
