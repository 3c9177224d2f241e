using System.Numerics.Tensors;
using Arise.Numerics;

namespace Arise.Clustering;

/// <summary>
/// Nearly all of the k nearest points of each point, for sets so large that comparing all pairs takes too long: a
/// neighbor of a neighbor is likely to be a neighbor. Source: W. Dong, M. Charikar, K. Li, WWW 2011,
/// doi:10.1145/1963405.1963487 (NN-descent), here in rounds in which each point looks at the neighbors, both ways, of
/// its neighbors, as they were when the round began, and of which at least one link is new. The result has the same
/// bytes on any number of threads.
/// </summary>
internal static class NeighborDescent
{
    private const int MostRounds = 30;
    private const int MostCandidates = 40;
    private const double LeastChange = 0.001;

    /// <summary>Finds neighbors.</summary>
    /// <param name="points">[point, component], finite.</param>
    /// <param name="dimension">Number of components.</param>
    /// <param name="neighbors">Number of neighbors with the point itself: from 2 to the number of points.</param>
    /// <param name="seed">Seed of the random start.</param>
    /// <param name="threads">Threads; 0 for one per processor.</param>
    /// <param name="progress">Is told the number of rounds done, and how many there are at most.</param>
    /// <param name="cancellation">Stops between points.</param>
    /// <returns>
    /// For each point itself and the others found, the nearest first; distances in single precision. Some of the
    /// neighbors, a few in a hundred, may not be among the nearest.
    /// </returns>
    public static NearestNeighbors Find(
        float[] points,
        int dimension,
        int neighbors,
        ulong seed,
        int threads = 0,
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        int count = points.Length / dimension;
        if (neighbors < 2 || neighbors > count)
            throw new ArgumentException($"{neighbors} neighbors of {count} points: from 2 to {count} can be found.");
        ParallelOptions options = ThreadCount.Parallel(threads, cancellation);

        progress?.Report((0, MostRounds));

        // Lists of the others only, each sorted by distance.
        int k = neighbors - 1;
        var lists = new Lists(count, k);
        Parallel.For(0, count, options, () => new int[count], (i, _, seen) =>
        {
            RandomNumbers random = RandomStreams.Of(RandomStreams.NeighborCandidates, seed, (ulong)i);
            seen[i] = i + 1;
            ulong next = 0;
            for (int found = 0; found < k; next++)
            {
                int other = next < 8 * (ulong)k ? random.Below(next, count) : (int)(next % (ulong)count);
                if (seen[other] == i + 1)
                    continue;
                seen[other] = i + 1;
                lists.Insert(i, found++, other, Distance(i, other));
            }

            return seen;
        }, _ => { });

        for (int round = 0; round < MostRounds; round++)
        {
            (Candidates fresh, Candidates known) = Sample(lists, count, k, seed, round);
            long changes = 0;
            Parallel.For(0, count, options, () => (Seen: new int[count], Changes: 0), (i, _, state) =>
            {
                int mark = i + 1;
                state.Seen[i] = mark;
                foreach (int other in lists.Of(i))
                    state.Seen[other] = mark;
                foreach (int link in fresh.Of(i))
                {
                    Consider(fresh.Of(link));
                    Consider(known.Of(link));
                }

                foreach (int link in known.Of(i))
                    Consider(fresh.Of(link));
                return state;

                void Consider(ReadOnlySpan<int> others)
                {
                    foreach (int other in others)
                    {
                        if (state.Seen[other] == mark)
                            continue;
                        state.Seen[other] = mark;
                        state.Changes += lists.Insert(i, k, other, Distance(i, other)) ? 1 : 0;
                    }
                }
            }, state => Interlocked.Add(ref changes, state.Changes));
            progress?.Report((round + 1, MostRounds));
            if (changes < LeastChange * count * k)
                break;
        }

        var indices = new int[count * neighbors];
        var distances = new double[indices.Length];
        for (int i = 0; i < count; i++)
        {
            indices[i * neighbors] = i;
            lists.Of(i).CopyTo(indices.AsSpan((i * neighbors) + 1));
            for (int j = 0; j < k; j++)
                distances[(i * neighbors) + 1 + j] = lists.Distance(i, j);
        }

        return new NearestNeighbors(indices, distances, neighbors);

        float Distance(int a, int b) => TensorPrimitives.Distance(
            points.AsSpan(a * dimension, dimension), points.AsSpan(b * dimension, dimension));
    }

    // The links that a round follows: some of the new ones, which are old from now on, and of the old ones, both ways.
    private static (Candidates Fresh, Candidates Known) Sample(Lists lists, int count, int k, ulong seed, int round)
    {
        var fresh = new Candidates(count);
        var known = new Candidates(count);
        for (int i = 0; i < count; i++)
        {
            int taken = 0;
            for (int j = 0; j < k; j++)
            {
                int other = lists.Of(i)[j];
                if (lists.IsNew(i, j) && taken < MostCandidates)
                {
                    taken++;
                    lists.Age(i, j);
                    fresh.Add(i, other);
                }
                else if (!lists.IsNew(i, j))
                {
                    known.Add(i, other);
                }
            }
        }

        RandomNumbers random = RandomStreams.Of(RandomStreams.NeighborCandidates, seed, (1UL << 48) | (uint)round);
        fresh.Close(random, MostCandidates);
        known.Close(random, MostCandidates);
        return (fresh, known);
    }

    /// <summary>The k best others of each point so far.</summary>
    private sealed class Lists(int count, int k)
    {
        private readonly int[] _others = new int[count * k];
        private readonly float[] _distances = new float[count * k];
        private readonly bool[] _isNew = new bool[count * k];

        public ReadOnlySpan<int> Of(int point) => _others.AsSpan(point * k, k);

        public float Distance(int point, int rank) => _distances[(point * k) + rank];

        public bool IsNew(int point, int rank) => _isNew[(point * k) + rank];

        public void Age(int point, int rank) => _isNew[(point * k) + rank] = false;

        /// <summary>
        /// Puts a point among the <paramref name="filled"/> first ones if it is nearer than the last.
        /// </summary>
        public bool Insert(int point, int filled, int other, float distance)
        {
            Span<int> others = _others.AsSpan(point * k, k);
            Span<float> distances = _distances.AsSpan(point * k, k);
            Span<bool> isNew = _isNew.AsSpan(point * k, k);
            if (filled == k && distance >= distances[k - 1])
                return false;
            int at = Math.Min(filled, k - 1);
            for (; at > 0 && distances[at - 1] > distance; at--)
                (others[at], distances[at], isNew[at]) = (others[at - 1], distances[at - 1], isNew[at - 1]);
            (others[at], distances[at], isNew[at]) = (other, distance, true);
            return true;
        }
    }

    /// <summary>Links of each point, from it and to it.</summary>
    private sealed class Candidates(int count)
    {
        private readonly List<(int From, int To)> _links = [];
        private int[] _starts = [];
        private int[] _ends = [];
        private int[] _lengths = [];

        public ReadOnlySpan<int> Of(int point) => _ends.AsSpan(_starts[point], _lengths[point]);

        public void Add(int from, int to) => _links.Add((from, to));

        /// <summary>Sorts the links by point and keeps at most <paramref name="most"/> random ones of each.</summary>
        public void Close(RandomNumbers random, int most)
        {
            _starts = new int[count + 1];
            foreach ((int from, int to) in _links)
            {
                _starts[from + 1]++;
                _starts[to + 1]++;
            }

            for (int i = 0; i < count; i++)
                _starts[i + 1] += _starts[i];
            _ends = new int[2 * _links.Count];
            _lengths = new int[count];
            foreach ((int from, int to) in _links)
            {
                _ends[_starts[from] + _lengths[from]++] = to;
                _ends[_starts[to] + _lengths[to]++] = from;
            }

            for (int i = 0; i < count; i++)
            {
                Span<int> ends = _ends.AsSpan(_starts[i], _lengths[i]);
                for (int j = 0; j < Math.Min(most, ends.Length - 1); j++)
                {
                    int other = j + random.Below((ulong)(_starts[i] + j), ends.Length - j);
                    (ends[j], ends[other]) = (ends[other], ends[j]);
                }

                _lengths[i] = Math.Min(most, ends.Length);
            }
        }
    }
}
