using System.Collections.Immutable;

namespace Arise.Clustering;

/// <summary>Where new points belong among the clusters of an <see cref="HdbscanResult"/>.</summary>
/// <param name="Labels">Cluster per new point, -1 for outliers.</param>
/// <param name="Probabilities">How much it belongs to it.</param>
/// <param name="Membership">Share in each cluster [point, cluster].</param>
internal sealed record HdbscanPrediction(
    ImmutableArray<int> Labels, ImmutableArray<double> Probabilities, ImmutableArray<double> Membership);
