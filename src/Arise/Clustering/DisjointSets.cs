namespace Arise.Clustering;

/// <summary>
/// Sets of the numbers 0 .. n - 1 that only grow together (union by size, halving of paths: R. E. Tarjan, J. ACM 22,
/// 215 (1975)).
/// </summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;
    private readonly int[] _sizes;

    /// <summary>Every number a set of its own.</summary>
    public DisjointSets(int count)
    {
        _parents = [.. Enumerable.Range(0, count)];
        _sizes = new int[count];
        Array.Fill(_sizes, 1);
    }

    /// <summary>The number that stands for the set of <paramref name="item"/>.</summary>
    public int Find(int item)
    {
        while (_parents[item] != item)
        {
            _parents[item] = _parents[_parents[item]];
            item = _parents[item];
        }

        return item;
    }

    /// <summary>Size of the set that <paramref name="root"/> stands for.</summary>
    public int SizeOf(int root) => _sizes[root];

    /// <summary>Makes one set of two; false when they were one before.</summary>
    public bool Unite(int a, int b)
    {
        (a, b) = (Find(a), Find(b));
        if (a == b)
            return false;
        if (_sizes[a] < _sizes[b])
            (a, b) = (b, a);
        _parents[b] = a;
        _sizes[a] += _sizes[b];
        return true;
    }
}
