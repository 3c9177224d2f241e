using System.Collections.Immutable;
using Arise.Clustering;
using Arise.Embedding;
using Arise.Mapping;
using Arise.Networks;
using Arise.Recognition;

namespace Arise.Exploration;

/// <summary>
/// Finds out what the network tells apart beyond its classes: clusters in a hidden layer (<see cref="Hdbscan"/>), an
/// embedding that shows them (<see cref="Umap"/>), and what the points of each have in common. The same bytes on any
/// number of threads.
/// </summary>
/// <remarks>
/// Source of the procedure: A. Leitherer, A. Ziletti, L. M. Ghiringhelli, Nat. Commun. 12, 6234 (2021),
/// doi:10.1038/s41467-021-26511-5.
/// </remarks>
/// <example>
/// <code>
/// CrystalMap map = CrystalMap.Open("grains-map");
/// ExplorationResult result = Explorer.Explore(map, new ExplorationSettings { Layer = 2 });
/// Console.WriteLine($"{result.ClusterCount} clusters, {result.Outliers} outliers");
/// result.Save("grains-explore");
/// </code>
/// </example>
public static class Explorer
{
    /// <summary>
    /// Explores the boxes of a map. One that keeps the hidden layer is not classified again
    /// (<see cref="WithLayer"/>).
    /// </summary>
    /// <param name="map">The map.</param>
    /// <param name="settings">The settings; the defaults when omitted.</param>
    /// <param name="mapper">Classifies with the model of the map; the shipped model of this name when omitted.</param>
    /// <param name="progress">Is told how far each step has come.</param>
    /// <param name="cancellation">Stops within a step.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="ExplorationException">Another model, or too few points for two clusters.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ExplorationResult Explore(
        CrystalMap map,
        ExplorationSettings? settings = null,
        StructureMapper? mapper = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings ??= new ExplorationSettings();
        CrystalMap kept = WithLayer(map, settings, mapper, progress, cancellation);
        ExplorationSample sample = ExplorationSample.OfMap(kept, settings, progress, cancellation);
        return Explore(sample, settings, progress, cancellation);
    }

    /// <summary>Clusters and embeds.</summary>
    /// <param name="sample">The points.</param>
    /// <param name="settings">The settings the sample was made with.</param>
    /// <param name="progress">Is told how far each step has come.</param>
    /// <param name="cancellation">Stops within a step.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="ExplorationException">There are too few points for two clusters.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ExplorationResult Explore(
        ExplorationSample sample,
        ExplorationSettings settings,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings.Validate();
        HdbscanSettings clustering = settings.Clustering ?? new HdbscanSettings
        {
            MinClusterSize = sample.DefaultClusterSize,
        };
        clustering = clustering with { Threads = settings.Threads };
        Require(sample, clustering.MinClusterSize);
        float[] points = Flat(sample);
        HdbscanResult clusters = Hdbscan.Cluster(points, sample.Units, clustering, progress, cancellation);
        ImmutableArray<double> membership = clusters.Membership(progress, cancellation);
        return new ExplorationResult
        {
            Sample = sample,
            Settings = settings with { Clustering = clustering },
            Labels = settings.JoinShare is { } share
                ? clusters.JoinOutliers(membership.AsSpan(), share)
                : [.. clusters.Labels],
            LabelsBeforeJoining = [.. clusters.Labels],
            Probabilities = [.. clusters.Probabilities],
            Membership = membership,
            OutlierScores = [.. clusters.OutlierScores],
            CoreDistances = [.. clusters.CoreDistances],
            Persistence = [.. clusters.Persistence],
            Embedding = settings.Embedding is { } umap
                ? Umap.Embed(points, sample.Units, umap, settings.Threads, progress, cancellation)
                : null,
        };
    }

    /// <summary>
    /// A map that keeps the hidden layer: the map itself where it does, otherwise its boxes are classified again.
    /// </summary>
    /// <param name="map">The map.</param>
    /// <param name="settings">Hidden layer and values.</param>
    /// <param name="mapper">Classifies with the model of the map; the shipped model of this name when omitted.</param>
    /// <param name="progress">Is told the number of boxes done.</param>
    /// <param name="cancellation">Stops after the boxes in work.</param>
    /// <exception cref="ArgumentException">The model has no such layer.</exception>
    /// <exception cref="ExplorationException">The map was made with another model.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static CrystalMap WithLayer(
        CrystalMap map,
        ExplorationSettings settings,
        StructureMapper? mapper = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        if (mapper is not null)
            RequireModel(map, mapper);
        if (PlanFor(map, settings) is not { } plan)
            return map;
        if (mapper is null)
        {
            var classifier = new StructureClassifier(ShippedModels.Find(map.Model.Name));
            mapper = new StructureMapper(classifier, map.Model.Name);
            RequireModel(map, mapper);
        }

        return mapper.Map(plan, null, progress, cancellation);
    }

    /// <summary>What must be classified so that a map keeps the hidden layer; null where it does.</summary>
    /// <param name="map">The map.</param>
    /// <param name="settings">Hidden layer and values.</param>
    /// <param name="prediction">How to predict; other numbers of threads make no difference. As the map when omitted.
    /// </param>
    public static MapPlan? PlanFor(
        CrystalMap map, ExplorationSettings settings, PredictionSettings? prediction = null)
    {
        settings.Validate();
        MapSettings boxes = map.Plan.Settings;
        prediction ??= boxes.Prediction;
        return settings.IsKeptIn(map) && Bare(prediction) == Bare(boxes.Prediction)
            ? null
            : new MapPlan(map.Plan.Structure, settings.Keeping(boxes) with { Prediction = prediction })
            {
                Input = map.Plan.Input,
            };

        static PredictionSettings Bare(PredictionSettings one) => one with { Threads = 0, KeepHidden = false };
    }

    /// <summary>The clusters for other settings, in a few numbers each.</summary>
    /// <param name="sample">The points.</param>
    /// <param name="settings">How to cluster, one after the other.</param>
    /// <param name="progress">Is told the number of settings done.</param>
    /// <param name="cancellation">Stops between steps.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="ExplorationException">There are too few points for two clusters.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ImmutableArray<ClusterScanRow> Scan(
        ExplorationSample sample,
        IReadOnlyList<HdbscanSettings> settings,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        Require(sample, settings.Min(one => one.MinClusterSize));
        float[] points = Flat(sample);
        var rows = ImmutableArray.CreateBuilder<ClusterScanRow>(settings.Count);
        var done = new StepCounter(WorkProgress.Of(progress, "settings"), settings.Count);
        foreach (HdbscanSettings one in settings)
        {
            HdbscanResult clusters = Hdbscan.Cluster(points, sample.Units, one, null, cancellation);
            rows.Add(new ClusterScanRow(
                one,
                clusters.ClusterCount,
                (double)clusters.Labels.Count(-1) / clusters.Count,
                clusters.ClusterCount == 0 ? double.NaN : clusters.Persistence.ToArray().Average(),
                ClassAgreement.Of(sample, clusters.Labels)));
            done.Add();
        }

        return rows.DrainToImmutable();
    }

    private static void RequireModel(CrystalMap map, StructureMapper mapper)
    {
        if (mapper.Model.Sha256 != map.Model.Sha256)
        {
            throw new ExplorationException(
                $"The map was made with another model than this '{mapper.Model.Name}'.");
        }
    }

    private static float[] Flat(ExplorationSample sample)
    {
        var points = new float[checked(sample.Points.Length * sample.Units)];
        for (int k = 0; k < sample.Points.Length; k++)
            sample.Points[k].Hidden.CopyTo(points, k * sample.Units);
        return points;
    }

    private static void Require(ExplorationSample sample, int minClusterSize)
    {
        if (sample.Points.Length >= 2L * minClusterSize)
            return;
        string of = sample.Candidates > sample.Points.Length ? $" of {sample.Candidates}" : "";
        throw new ExplorationException(
            $"{sample.Points.Length}{of} {sample.Unit} to explore, but two clusters of at least {minClusterSize} need "
            + $"{2L * minClusterSize}: take a smaller cluster size, weaker filters or more {sample.Unit}.");
    }
}
