namespace Arise.Clustering;

/// <summary>What the selected clusters of a condensed tree say about every point. Clusters are in the order of their
/// numbers in the tree: 0, 1, ...</summary>
internal sealed class ClusterExtraction
{
    /// <summary>Selects clusters and describes the points by them.</summary>
    public ClusterExtraction(CondensedTree tree, HdbscanSettings settings)
    {
        Tree = tree;
        double[] stabilities = tree.Stabilities();
        LargestLambdas = tree.LargestLambdas();
        Selected = ClusterSelection.Select(tree, settings, stabilities);
        SelectedAbove = Above(tree, Selected);
        Labels = new int[tree.PointCount];
        Probabilities = new double[tree.PointCount];
        int[] sizes = new int[Selected.Length];
        for (int point = 0; point < tree.PointCount; point++)
        {
            int label = Labels[point] = LabelOf(point, settings);
            if (label < 0)
                continue;
            sizes[label]++;
            Probabilities[point] = Share(tree.LambdaOf(point), LargestLambdas[Selected[label] - tree.PointCount]);
        }

        double largest = LargestLambdas.Max();
        Persistence = [.. Selected.Select((cluster, label) => double.IsInfinity(largest) || sizes[label] == 0
            ? 1
            : stabilities[cluster - tree.PointCount] / (sizes[label] * largest))];
        OutlierScores = Scores();
    }

    /// <summary>The tree.</summary>
    public CondensedTree Tree { get; }

    /// <summary>Numbers of the selected clusters in the tree, ascending.</summary>
    public int[] Selected { get; }

    /// <summary>The label of the selected cluster that holds a cluster, or -1. Index: cluster - n.</summary>
    public int[] SelectedAbove { get; }

    /// <summary>The largest lambda in the own rows of each cluster. Index: cluster - n.</summary>
    public double[] LargestLambdas { get; }

    /// <summary>Label per point, -1 for outliers.</summary>
    public int[] Labels { get; }

    /// <summary>min(lambda, M) / M with M the largest lambda in the rows of the cluster; 0 for outliers.</summary>
    public double[] Probabilities { get; }

    /// <summary>Stability / (size x largest lambda of the whole tree) per cluster.</summary>
    public double[] Persistence { get; }

    /// <summary>GLOSH per point.</summary>
    public double[] OutlierScores { get; }

    /// <summary>min(lambda, M) / M.</summary>
    public static double Share(double lambda, double largest)
    {
        if (double.IsInfinity(lambda) || largest == 0)
            return 1;
        return Math.Min(lambda, largest) / largest;
    }

    private static int[] Above(CondensedTree tree, int[] selected)
    {
        int[] above = new int[tree.ClusterCount];
        for (int cluster = 0; cluster < above.Length; cluster++)
        {
            int label = Array.BinarySearch(selected, tree.PointCount + cluster);
            above[cluster] = label >= 0 ? label
                : cluster == 0 ? -1
                : above[tree.ParentOf(tree.PointCount + cluster) - tree.PointCount];
        }

        return above;
    }

    private int LabelOf(int point, HdbscanSettings settings)
    {
        int label = SelectedAbove[Tree.ClusterOf(point) - Tree.PointCount];
        if (label < 0)
            return -1;
        double lambda = Tree.LambdaOf(point);
        if (Selected[label] == Tree.PointCount)
        {
            double least = settings.SelectionEpsilon > 0 ? 1 / settings.SelectionEpsilon : LargestLambdas[0];
            return lambda >= least ? label : -1;
        }

        return settings.MatchReferenceImplementation && !(lambda > Tree.BirthOf(Selected[label])) ? -1 : label;
    }

    // (M' - lambda) / M' with M' the largest lambda in the cluster that the point leaves or in any below.
    private double[] Scores()
    {
        double[] largest = [.. LargestLambdas];
        for (int cluster = largest.Length - 1; cluster > 0; cluster--)
        {
            int parent = Tree.ParentOf(Tree.PointCount + cluster) - Tree.PointCount;
            largest[parent] = Math.Max(largest[parent], largest[cluster]);
        }

        double[] scores = new double[Tree.PointCount];
        for (int point = 0; point < scores.Length; point++)
        {
            double most = largest[Tree.ClusterOf(point) - Tree.PointCount];
            double lambda = Tree.LambdaOf(point);
            scores[point] = most == 0 || double.IsInfinity(lambda) ? 0 : (most - lambda) / most;
        }

        return scores;
    }
}
