using System.Collections.Immutable;
using Arise.Files;
using Arise.Networks;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Structures;
using Arise.Synthesis;

namespace Arise.Evaluation;

/// <summary>What a model says about every crystal of the Bain path.</summary>
/// <remarks>Arrays are [c, a] in C order: element c * Count + a belongs to a and c at these indices.</remarks>
public sealed class BainMap
{
    private BainMap(BainPath path, ImmutableArray<string> classLabels, List<Prediction> predictions)
    {
        (Path, ClassLabels) = (path, classLabels);
        Classes = [.. predictions.Select(p => p.Class ?? -1)];
        MutualInformation = [.. predictions.Select(p => p.MutualInformation)];
        PredictiveEntropy = [.. predictions.Select(p => p.Uncertainty.PredictiveEntropy)];
        Present = [.. Classes.Where(c => c >= 0).GroupBy(c => c)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key)];
        Probabilities = [.. predictions.Select(p => p.Probabilities)];
    }

    /// <summary>The crystals.</summary>
    public BainPath Path { get; }

    /// <summary>Names of the model's classes.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>Index of the most probable class per crystal, [c, a]; -1 where nothing could be classified.</summary>
    public ImmutableArray<int> Classes { get; }

    /// <summary>Classes that win anywhere, the most frequent first.</summary>
    public ImmutableArray<int> Present { get; }

    /// <summary>
    /// Mean probability per class for each crystal, [c, a][class]; none where nothing could be classified.
    /// </summary>
    public ImmutableArray<ImmutableArray<double>> Probabilities { get; }

    /// <summary>Mutual information, bits, [c, a].</summary>
    public ImmutableArray<double> MutualInformation { get; }

    /// <summary>Predictive entropy, bits, [c, a].</summary>
    public ImmutableArray<double> PredictiveEntropy { get; }

    /// <summary>Classifies every crystal; the same on any number of threads.</summary>
    /// <param name="classifier">The model.</param>
    /// <param name="path">The crystals.</param>
    /// <param name="settings">Passes, seed and threads.</param>
    /// <param name="progress">Is told the number of crystals done.</param>
    /// <param name="cancellation">Stops between crystals.</param>
    public static BainMap Compute(
        StructureClassifier classifier,
        BainPath path,
        PredictionSettings settings,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        path.Validate();
        settings.Validate();
        int count = path.Count;
        int crystals = count * count;
        var predictions = new List<Prediction>(crystals);
        var counter = new StepCounter(WorkProgress.Of(progress, "crystals"), crystals);
        foreach (ClassifiedItem<int> item in classifier.ClassifyMany(
            Enumerable.Range(0, crystals), Crystal, settings, cancellation))
        {
            predictions.Add(item.Result?.Prediction ?? throw item.Error!);
            counter.Add();
        }

        return new BainMap(path, classifier.Network.Metadata.ClassLabels, predictions);

        AtomicStructure Crystal(int k)
        {
            (int c, int a) = Math.DivRem(k, count);
            return path.Crystal(path.Parameter(a), path.Parameter(c));
        }
    }

    /// <summary>
    /// Writes the map into a folder: <c>bain.npz</c>, <c>bain.csv</c> and the figures <c>bain_classes</c>,
    /// <c>bain_mutual_information</c> and <c>bain_probabilities</c>, each as SVG, PNG and PDF. All appear together.
    /// </summary>
    /// <param name="folder">The folder, which is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <param name="figures">Resolution and range of the figures.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public void Write(string folder, bool overwrite = false, FigureSettings? figures = null)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.Bain, overwrite);
        BainReport.Write(this, results.Path, figures ?? FigureSettings.Default);
        results.Commit();
    }
}
