namespace Arise.Clustering;

/// <summary>Chooses clusters of a condensed tree (doi:10.1145/2733381, section 5).</summary>
internal sealed class ClusterSelection
{
    private readonly CondensedTree _tree;
    private readonly HdbscanSettings _settings;
    private readonly int[][] _splits;

    private ClusterSelection(CondensedTree tree, HdbscanSettings settings)
    {
        (_tree, _settings) = (tree, settings);
        _splits = new int[tree.ClusterCount][];
        Array.Fill(_splits, []);
        for (int cluster = 1; cluster < tree.ClusterCount; cluster++)
        {
            int parent = tree.ParentOf(tree.PointCount + cluster) - tree.PointCount;
            _splits[parent] = [.. _splits[parent], cluster];
        }
    }

    /// <summary>The selected clusters, ascending.</summary>
    /// <param name="tree">The condensed tree.</param>
    /// <param name="settings">Method, epsilon, largest size, single cluster.</param>
    /// <param name="stabilities">Stability per cluster; excess of mass replaces those that are beaten by the sum of
    /// their children.</param>
    public static int[] Select(CondensedTree tree, HdbscanSettings settings, double[] stabilities)
    {
        if (tree.Count == 0)
            return [];
        var selection = new ClusterSelection(tree, settings);
        IEnumerable<int> chosen = settings.Method == ClusterSelectionMethod.Leaf
            ? selection.Leaves()
            : selection.ExcessOfMass(stabilities);
        return [.. selection.Widen([.. chosen]).Order().Select(cluster => tree.PointCount + cluster)];
    }

    private IEnumerable<int> Leaves() =>
        Enumerable.Range(1, _tree.ClusterCount - 1).Where(cluster => _splits[cluster].Length == 0);

    // From the leaves up: a cluster stands unless its children together are more stable.
    private IEnumerable<int> ExcessOfMass(double[] stabilities)
    {
        int top = _settings.AllowSingleCluster ? 0 : 1;
        int largest = _settings.MaxClusterSize > 0 ? _settings.MaxClusterSize : int.MaxValue;
        bool[] stands = new bool[_tree.ClusterCount];
        for (int cluster = _tree.ClusterCount - 1; cluster >= top; cluster--)
        {
            // The sum is compared in single precision, as the widespread implementation does.
            double below = (float)_splits[cluster].Sum(child => stabilities[child]);
            stands[cluster] =
                !(below > stabilities[cluster] || _tree.SizeOf(_tree.PointCount + cluster) > largest);
            if (!stands[cluster])
                stabilities[cluster] = below;
        }

        var open = new Stack<int>([0]);
        while (open.TryPop(out int cluster))
        {
            if (stands[cluster])
            {
                yield return cluster;
                continue;
            }

            foreach (int child in _splits[cluster])
                open.Push(child);
        }
    }

    // Clusters that begin below epsilon give way to the first above that begins beyond it.
    private IEnumerable<int> Widen(List<int> chosen)
    {
        double epsilon = _settings.SelectionEpsilon;
        if (epsilon == 0 || chosen is [0])
            return chosen;
        var widened = new HashSet<int>();
        foreach (int cluster in chosen)
        {
            int wide = cluster;
            if (Distance(cluster) < epsilon)
            {
                do
                {
                    int parent = _tree.ParentOf(_tree.PointCount + wide) - _tree.PointCount;
                    if (parent == 0 && !_settings.AllowSingleCluster)
                        break;
                    wide = parent;
                }
                while (wide != 0 && Distance(wide) <= epsilon);
            }

            widened.Add(wide);
        }

        return widened;

        double Distance(int cluster) => 1 / _tree.BirthOf(_tree.PointCount + cluster);
    }
}
