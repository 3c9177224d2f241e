using System.Runtime.InteropServices;
using Arise.Structures;

namespace Arise.Descriptors;

/// <summary>
/// The pair sums of one structure for all its species pairs, scaled by their d_NN: all that the descriptor needs to
/// know, for any sigma and any cutoff up to the reach. Reusable from structure to structure; one per thread.
/// </summary>
/// <remarks>
/// A structure of many species has thousands of pairs of species, and a table for each would fill gigabytes: the pairs
/// come in groups, and the sums of one group replace those of the one before.
/// </remarks>
internal sealed class SoapMoments(double reach, int maxDegree)
{
    // Up to here one search serves all pairs of species; beyond, the longest d_NN would make it visit too much.
    private const int MostAtomsTogether = 4096;
    private const double MostSpreadTogether = 6;

    // Tables at a time: the pairs of 22 species, up to 0.8 MB each.
    private const int MostTables = 256;

    private readonly int _bins = RadialBins.Count(reach);
    private readonly NeighborSearch _search = new();
    private readonly NeighborBuffer _neighbors = new();
    private readonly List<PairMoments> _likePool = [];
    private readonly List<PairMoments> _unlikePool = [];
    private readonly List<SpeciesPair> _pairs = [];
    private readonly List<VectorBatch> _batches = [];
    private readonly List<Sum> _sums = [];
    private readonly PairMoments.Scratch _scratch = new(RadialBins.Count(reach), maxDegree);
    private AtomicStructure _structure = null!;
    private byte[] _speciesOf = [];
    private int _next;
    private bool _together;
    private double _cutoff;

    /// <summary>
    /// One term of the average over ordered species pairs; <paramref name="Weight"/> is 2 where (A, B) and (B, A) share
    /// their length and so their vector.
    /// </summary>
    public readonly record struct SpeciesPair(PairMoments Moments, double Weight);

    // One ordered pair of species: its length, and its table while its group is summed.
    private readonly record struct Sum(int A, int B, double Length, double Weight, PairMoments? Moments = null);

    /// <summary>The species pairs of the present group that have a length.</summary>
    public IReadOnlyList<SpeciesPair> Pairs => _pairs;

    /// <summary>Whether the first group holds all pairs, so that it can be used again and again.</summary>
    public bool HasOneGroup => _sums.Count <= MostTables;

    /// <summary>Number of distinct species of the structure; the average is over its square.</summary>
    public int SpeciesCount { get; private set; }

    /// <summary>Sums over all pairs closer than the reach, for the first group of species pairs.</summary>
    /// <param name="structure">Atoms with their cell.</param>
    /// <param name="distances">d_NN of every ordered pair of the species present.</param>
    /// <param name="scale">Extrinsic scale s: lengths are divided by s d_NN.</param>
    /// <exception cref="DescriptorException">
    /// A species is not in the table, or the cell repeats too often within the reach.
    /// </exception>
    public void Compute(AtomicStructure structure, SpeciesPairDistances distances, double scale)
    {
        _structure = structure;
        SpeciesCount = distances.Species.Length;
        ChooseSums(distances, scale);
        _next = 0;
        _pairs.Clear();
        if (_sums.Count == 0)
            return;

        NumberSpecies(structure, distances);
        double shortest = _sums.Min(sum => sum.Length), longest = _sums.Max(sum => sum.Length);
        _together = SpeciesCount == 1
            || (structure.Count <= MostAtomsTogether && longest <= MostSpreadTogether * shortest);
        _cutoff = reach * longest;
        NextGroup();
    }

    /// <summary>Replaces the sums by those of the next group of species pairs.</summary>
    /// <returns>Whether there was one.</returns>
    public bool NextGroup()
    {
        _pairs.Clear();
        int count = Math.Min(MostTables, _sums.Count - _next);
        if (count == 0)
            return false;
        Span<Sum> sums = CollectionsMarshal.AsSpan(_sums).Slice(_next, count);
        int like = 0, unlike = 0;
        foreach (ref Sum sum in sums)
        {
            PairMoments moments = sum.A == sum.B
                ? Take(_likePool, ref like, true)
                : Take(_unlikePool, ref unlike, false);
            sum = sum with { Moments = moments };
            _pairs.Add(new SpeciesPair(moments, sum.Weight));
        }

        if (_together)
        {
            SumTogether(_structure, _speciesOf, sums, _cutoff);
        }
        else
        {
            foreach (Sum sum in sums)
                SumApart(_structure, _speciesOf, sum);
        }

        foreach (Sum sum in sums)
            sum.Moments!.Flush();
        _next += count;
        return true;
    }

    private void NumberSpecies(AtomicStructure structure, SpeciesPairDistances distances)
    {
        Span<byte> indexOf = stackalloc byte[ChemicalElement.MaxAtomicNumber + 1];
        indexOf.Fill(byte.MaxValue);
        for (int s = 0; s < SpeciesCount; s++)
            indexOf[distances.Species[s].AtomicNumber] = (byte)s;
        if (_speciesOf.Length < structure.Count)
            _speciesOf = new byte[structure.Count];
        for (int i = 0; i < structure.Count; i++)
        {
            _speciesOf[i] = indexOf[structure.Species[i].AtomicNumber];
            if (_speciesOf[i] == byte.MaxValue)
                throw new DescriptorException(
                    $"The table of nearest-neighbor distances has no {structure.Species[i]}.");
        }
    }

    private void SumTogether(
        AtomicStructure structure,
        ReadOnlySpan<byte> speciesOf,
        ReadOnlySpan<Sum> sums,
        double cutoff)
    {
        ImageLimit.Require(structure, cutoff);
        _search.Prepare(structure, cutoff);
        foreach (int i in _search.SpatialOrder)
        {
            _search.FindUnordered(i, _neighbors);
            if (SpeciesCount == 1)
            {
                AddNeighbors(sums[0].Moments!, 1 / sums[0].Length);
                continue;
            }

            SplitBySpecies(speciesOf);
            foreach ((int a, int b, double length, _, PairMoments? moments) in sums)
            {
                // The vectors of a batch point away from atom i; those of the pair (a, b) point from a to b.
                if (speciesOf[i] == a)
                    _batches[b].AddTo(moments!, 1 / length, reversed: false);
                else if (speciesOf[i] == b)
                    _batches[a].AddTo(moments!, 1 / length, reversed: true);
            }
        }
    }

    // One pair of species alone, seen from the rarer one.
    private void SumApart(
        AtomicStructure structure, ReadOnlySpan<byte> speciesOf, Sum sum)
    {
        (int a, int b, double length, _, PairMoments? moments) = sum;
        var atoms = new List<int>();
        int countA = 0;
        for (int i = 0; i < structure.Count; i++)
        {
            countA += speciesOf[i] == a ? 1 : 0;
            if (speciesOf[i] == a || speciesOf[i] == b)
                atoms.Add(i);
        }

        var speciesOfAtoms = new byte[atoms.Count];
        for (int k = 0; k < atoms.Count; k++)
            speciesOfAtoms[k] = speciesOf[atoms[k]];
        int center = countA <= atoms.Count - countA ? a : b;
        AtomicStructure selected = structure.Select([.. atoms]);
        ImageLimit.Require(selected, reach * length);
        var search = new NeighborSearch(selected, reach * length);
        foreach (int i in search.SpatialOrder)
        {
            if (a == b)
            {
                search.FindUnordered(i, _neighbors);
                AddNeighbors(moments!, 1 / length);
            }
            else if (speciesOfAtoms[i] == center)
            {
                search.Find(i, _neighbors);
                SplitBySpecies(speciesOfAtoms);
                _batches[center == a ? b : a].AddTo(moments!, 1 / length, reversed: center == b);
            }
        }
    }

    private void AddNeighbors(PairMoments moments, double scale) =>
        moments.Add(_neighbors.X, _neighbors.Y, _neighbors.Z, _neighbors.SquaredDistances, scale);

    private void ChooseSums(SpeciesPairDistances distances, double scale)
    {
        _sums.Clear();
        for (int a = 0; a < SpeciesCount; a++)
        {
            for (int b = a; b < SpeciesCount; b++)
            {
                double forward = scale * distances[a, b], backward = scale * distances[b, a];
                bool shared = a != b && forward == backward;
                if (!double.IsNaN(forward))
                    _sums.Add(new Sum(a, b, forward, shared ? 2 : 1));
                if (a != b && !shared && !double.IsNaN(backward))
                    _sums.Add(new Sum(b, a, backward, 1));
            }
        }
    }

    private PairMoments Take(List<PairMoments> pool, ref int used, bool evenOnly)
    {
        if (used == pool.Count)
            pool.Add(new PairMoments(_bins, maxDegree, evenOnly, _scratch));
        pool[used].Clear();
        return pool[used++];
    }

    private void SplitBySpecies(ReadOnlySpan<byte> speciesOf)
    {
        while (_batches.Count < SpeciesCount)
            _batches.Add(new VectorBatch());
        for (int s = 0; s < SpeciesCount; s++)
            _batches[s].Reset(_neighbors.Count);
        for (int k = 0; k < _neighbors.Count; k++)
            _batches[speciesOf[_neighbors.Atoms[k]]].Append(_neighbors, k);
    }

    /// <summary>The neighbors of one atom that belong to one species.</summary>
    private sealed class VectorBatch
    {
        private double[] _x = [];
        private double[] _y = [];
        private double[] _z = [];
        private double[] _square = [];
        private int _count;

        public void Reset(int capacity)
        {
            _count = 0;
            if (_x.Length < capacity)
            {
                (_x, _y) = (new double[2 * capacity], new double[2 * capacity]);
                (_z, _square) = (new double[2 * capacity], new double[2 * capacity]);
            }
        }

        public void Append(NeighborBuffer from, int k)
        {
            (_x[_count], _y[_count], _z[_count], _square[_count]) =
                (from.X[k], from.Y[k], from.Z[k], from.SquaredDistances[k]);
            _count++;
        }

        public void AddTo(PairMoments moments, double scale, bool reversed) => moments.Add(
            _x.AsSpan(0, _count),
            _y.AsSpan(0, _count),
            _z.AsSpan(0, _count),
            _square.AsSpan(0, _count),
            scale,
            reversed);
    }
}
