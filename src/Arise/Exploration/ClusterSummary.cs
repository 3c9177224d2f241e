using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Exploration;

/// <summary>What the points of a cluster have in common. Lengths in Angstrom.</summary>
public sealed class ClusterSummary
{
    private readonly MeanAndDeviation[,] _distances;

    internal ClusterSummary(ExplorationResult result, int cluster)
    {
        Cluster = cluster;
        Persistence = cluster < 0 ? double.NaN : result.Persistence[cluster];
        ExplorationSample sample = result.Sample;
        ExplorationPoint[] points = [.. sample.Points.Where((_, k) => result.Labels[k] == cluster)];
        Count = points.Length;
        Share = (double)Count / sample.Points.Length;
        Classes = [.. points.CountBy(point => point.Answer)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
            .Select(pair => (pair.Key, pair.Value))];
        Probability = points.Select(point => point.Probability).DefaultIfEmpty(double.NaN).Average();
        MutualInformation = points.Select(point => point.MutualInformation).DefaultIfEmpty(double.NaN).Average();
        PredictiveEntropy = points.Select(point => point.PredictiveEntropy).DefaultIfEmpty(double.NaN).Average();
        NoneShare = points.Select(point => point.IsNone ? 1.0 : 0.0).DefaultIfEmpty(double.NaN).Average();
        Coordination = MeanAndDeviation.Of(points.Select(point => point.Coordination));
        ReadOnlySpan<ChemicalElement> species = sample.Species.AsSpan();
        _distances = new MeanAndDeviation[species.Length, species.Length];
        for (int a = 0; a < species.Length; a++)
        {
            for (int b = 0; b < species.Length; b++)
            {
                (ChemicalElement center, ChemicalElement neighbor) = (species[a], species[b]);
                _distances[a, b] = MeanAndDeviation.Of(points.Select(point => point.Distance(center, neighbor)));
            }
        }

        if (species.Length == 2)
            Difference = MeanAndDeviation.Of(points.Select(point => point.Difference(sample)));
        if (sample.Places is { } places && Count > 0)
        {
            (Low, High) = (Extreme(points, Math.Min), Extreme(points, Math.Max));
            Center = new Vector3D(Along(0), Along(1), Along(2));

            double Along(int axis) => CenterAlong(places, points, axis);
        }
    }

    /// <summary>Number of the cluster, -1 for the outliers.</summary>
    public int Cluster { get; }

    /// <summary>Whether these are the outliers.</summary>
    public bool IsOutliers => Cluster < 0;

    /// <summary>"0", "1", ... or "outliers".</summary>
    public string Name => IsOutliers ? "outliers" : Cluster.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Share of all points.</summary>
    public double Share { get; }

    /// <summary>
    /// How long the cluster persists (<see cref="Clustering.HdbscanResult.Persistence"/>); NaN for the outliers.
    /// </summary>
    public double Persistence { get; }

    /// <summary>
    /// Classes of the points, <see cref="Mapping.CrystalMap.None"/> for none of them, with the number of points; the
    /// most frequent first.
    /// </summary>
    public ImmutableArray<(int Class, int Count)> Classes { get; }

    /// <summary>Mean probability of the most probable class.</summary>
    public double Probability { get; }

    /// <summary>Mean mutual information, bits.</summary>
    public double MutualInformation { get; }

    /// <summary>Mean predictive entropy, bits; NaN where nobody kept it.</summary>
    public double PredictiveEntropy { get; }

    /// <summary>Share of the points that are none of the classes.</summary>
    public double NoneShare { get; }

    /// <summary>Coordination number over the points.</summary>
    public MeanAndDeviation Coordination { get; }

    /// <summary>
    /// d_NN over the points of the species with these indices in <see cref="ExplorationSample.Species"/>: the center
    /// and its neighbor.
    /// </summary>
    public MeanAndDeviation Distance(int center, int neighbor) => _distances[center, neighbor];

    /// <summary>d_AA - d_BB of the two species of a binary sample; null in others.</summary>
    public MeanAndDeviation? Difference { get; }

    /// <summary>
    /// Mean of the middles of the boxes; along an axis that wraps the mean direction on the circle. Null for
    /// structures.
    /// </summary>
    public Vector3D? Center { get; }

    /// <summary>Smallest coordinates of the middles of the boxes; null for structures.</summary>
    public Vector3D? Low { get; }

    /// <summary>Largest coordinates of the middles of the boxes; null for structures.</summary>
    public Vector3D? High { get; }

    private static Vector3D Extreme(ExplorationPoint[] points, Func<double, double, double> choose) =>
        points.Select(point => point.Position!.Value).Aggregate((a, b) =>
            new Vector3D(choose(a.X, b.X), choose(a.Y, b.Y), choose(a.Z, b.Z)));

    private static double CenterAlong(ExplorationPlaces places, ExplorationPoint[] points, int axis)
    {
        (double low, double period) = (places.Low[axis], places.Period[axis]);
        if (period == 0)
            return points.Average(point => point.Position!.Value[axis]);
        double sine = 0, cosine = 0;
        foreach (ExplorationPoint point in points)
        {
            (double s, double c) = Math.SinCos(2 * Math.PI * (point.Position!.Value[axis] - low) / period);
            (sine, cosine) = (sine + s, cosine + c);
        }

        double turn = Math.Atan2(sine, cosine) / (2 * Math.PI);
        return low + ((turn - Math.Floor(turn)) * period);
    }
}
