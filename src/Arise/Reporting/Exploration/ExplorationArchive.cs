using System.Collections.Immutable;
using Arise.Clustering;
using Arise.Exploration;
using Arise.Files;

namespace Arise.Reporting.Exploration;

/// <summary>
/// An exploration as a file that numpy opens (.npz), a row per point: <c>hidden</c> [n, unit] float32, <c>labels</c>
/// [n] (-1 for outliers; those that joined a cluster have its number), <c>labels_before_joining</c>,
/// <c>probabilities</c> [n] (how much a point belongs to its cluster), <c>outlier_scores</c>, <c>core_distances</c>,
/// <c>membership</c> [n, cluster], <c>embedding</c> [n, component] unless it was left out, <c>class_index</c>,
/// <c>class_probability</c>, <c>mutual_information</c> (bits), <c>distances</c> [n, species, species] (d_NN in
/// Angstrom, center and neighbor) and <c>coordination</c>; of a map <c>positions</c> [n, xyz] (middles of the boxes,
/// Angstrom) and <c>box</c> (number of the box, or of the atom), of structures <c>names</c>. Further
/// <c>persistence</c> [cluster], <c>species</c> and <c>class_labels</c>.
/// </summary>
public static class ExplorationArchive
{
    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public static void Write(ExplorationResult result, string path) => Of(result).Write(path);

    internal static NumpyArchive Of(ExplorationResult result)
    {
        ExplorationSample sample = result.Sample;
        ImmutableArray<ExplorationPoint> points = sample.Points;
        HdbscanResult clustering = result.Clustering;
        (int count, int species) = (points.Length, sample.Species.Length);
        double[] distances = [.. from point in points
                                 from center in sample.Species
                                 from neighbor in sample.Species
                                 select point.Distance(center, neighbor)];
        NumpyArchive archive = new NumpyArchive()
            .Add("hidden", points.SelectMany(point => point.Hidden).ToArray(), count, sample.Units)
            .Add("labels", result.Labels.ToArray())
            .Add("labels_before_joining", clustering.Labels.ToArray())
            .Add("probabilities", clustering.Probabilities.ToArray())
            .Add("outlier_scores", clustering.OutlierScores.ToArray())
            .Add("core_distances", clustering.CoreDistances.ToArray())
            .Add("membership", result.Membership.ToArray(), count, clustering.ClusterCount)
            .Add("class_index", points.Select(point => point.Class).ToArray())
            .Add("class_probability", points.Select(point => point.Probability).ToArray())
            .Add("mutual_information", points.Select(point => point.MutualInformation).ToArray())
            .Add("distances", distances, count, species, species)
            .Add("coordination", points.Select(point => point.Coordination).ToArray());
        if (result.Embedding is { } embedding)
            archive.Add("embedding", embedding.ToArray(), count, embedding.Length / count);
        if (sample.Map is { } map)
        {
            archive.Add("positions", points.SelectMany(point => Components(point.Position!.Value)).ToArray(), count, 3);
            archive.Add("box", points.Select(point => map.Plan.Boxes[point.Row]).ToArray());
        }
        else
        {
            archive.Add("names", points.Select(point => point.Name).ToArray());
        }

        return archive
            .Add("persistence", clustering.Persistence.ToArray())
            .Add("species", sample.Species.Select(element => element.Symbol).ToArray())
            .Add("class_labels", sample.ClassLabels.ToArray());
    }

    private static double[] Components(Numerics.Vector3D v) => [v.X, v.Y, v.Z];
}
