using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Mapping;

namespace Arise.Exploration;

/// <summary>
/// The clusters seen from the atoms: an atom belongs to the cluster, or to the outliers, whose boxes around it have the
/// largest sum of weights, the weights being those of <see cref="BoxLabels"/>.
/// </summary>
internal sealed class AtomClusters
{
    /// <summary>Number of atoms that no explored box holds.</summary>
    public const int NotExplored = -2;

    private readonly int[] _clusters;
    private readonly double[] _shares;

    private AtomClusters(int count) => (_clusters, _shares) = (new int[count], new double[count]);

    /// <summary>Cluster of each atom, -1 for outliers and -2 (<see cref="NotExplored"/>) where nothing was.</summary>
    public ImmutableArray<int> Clusters => ImmutableCollectionsMarshal.AsImmutableArray(_clusters);

    /// <summary>Its share in the sum of weights of the explored boxes around each atom; NaN without any.</summary>
    public ImmutableArray<double> Shares => ImmutableCollectionsMarshal.AsImmutableArray(_shares);

    /// <summary>Labels the atoms of the map that was explored.</summary>
    /// <exception cref="ArgumentException">The exploration has no map.</exception>
    public static AtomClusters Of(ExplorationResult result)
    {
        CrystalMap map = result.Sample.Map
            ?? throw new ArgumentException("The exploration has no map.", nameof(result));
        var labelOf = new int[map.Rows];
        Array.Fill(labelOf, NotExplored);
        for (int k = 0; k < result.Labels.Length; k++)
            labelOf[map.RowOf(result.Sample.Points[k].Box)] = result.Labels[k];
        var atoms = new AtomClusters(map.Plan.Structure.Count);
        int clusters = result.ClusterCount;
        Parallel.For(
            0,
            atoms._clusters.Length,
            ThreadCount.Parallel(result.Settings.Threads),
            () => (Sums: new double[clusters + 1], Boxes: new List<(int Row, double Weight)>()),
            (atom, _, own) =>
            {
                AtomWeights.Collect(map, atom, own.Boxes);
                atoms.Label(atom, labelOf, own.Sums, own.Boxes);
                return own;
            },
            _ => { });
        return atoms;
    }

    // Sums [cluster + 1], the outliers first.
    private void Label(int atom, int[] labelOf, double[] sums, List<(int Row, double Weight)> boxes)
    {
        Array.Clear(sums);
        foreach ((int row, double weight) in boxes)
        {
            if (labelOf[row] != NotExplored)
                sums[labelOf[row] + 1] += weight;
        }

        double total = sums.Sum();
        int best = Array.IndexOf(sums, sums.Max());
        (_clusters[atom], _shares[atom]) = total > 0 ? (best - 1, sums[best] / total) : (NotExplored, double.NaN);
    }
}
