using Arise.Clustering;

namespace Arise.Exploration;

/// <summary>What one setting of <see cref="Explorer.Scan"/> gives.</summary>
/// <param name="Settings">The setting.</param>
/// <param name="Clusters">Number of clusters.</param>
/// <param name="OutlierShare">Share of the points that are outliers.</param>
/// <param name="Persistence">Mean persistence of the clusters; NaN without any.</param>
/// <param name="Agreement">Clusters against classes.</param>
public sealed record ClusterScanRow(
    HdbscanSettings Settings, int Clusters, double OutlierShare, double Persistence, ClassAgreement Agreement);
