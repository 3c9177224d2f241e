using System.Collections.Immutable;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Training;

namespace Arise.Studies.Recognition;

/// <summary>Everything by which a structure might be refused, for the rows of one set.</summary>
internal sealed class NoveltyScores
{
    private const int Passes = 100;

    private readonly ImmutableArray<Prediction> _predictions;
    private readonly double[] _ratios;

    private NoveltyScores(ImmutableArray<Prediction> predictions, double[] ratios, double[] novelties) =>
        (_predictions, _ratios, Novelties) = (predictions, ratios, novelties);

    /// <summary>The scores compared, each with a name; larger means less known.</summary>
    public static IReadOnlyList<(string Name, Func<NoveltyScores, double[]> Of)> Compared { get; } =
    [
        ("predictive entropy H", scores => scores.Each((p, _) => p.Uncertainty.PredictiveEntropy)),
        ("1 - largest probability", scores => scores.Each((p, _) => 1 - p.Probabilities.Max())),
        ("mutual information", scores => scores.Each((p, _) => p.MutualInformation)),
        ("d / r_c", scores => scores.Each((_, ratio) => ratio)),
        ("d / r_c + 0.2 H", scores => scores.Each((p, ratio) => ratio + (0.2 * p.Uncertainty.PredictiveEntropy))),
        ("d / r_c + 0.5 H", scores => scores.Each((p, ratio) => ratio + (0.5 * p.Uncertainty.PredictiveEntropy))),
    ];

    /// <summary>Novelty as the model states it.</summary>
    public double[] Novelties { get; }

    /// <summary>The class that the network names.</summary>
    public string LabelOf(int row) => _predictions[row].Label!;

    /// <summary>Asks a calibrated network about all rows of a set.</summary>
    public static NoveltyScores Of(BayesianNetwork network, NoveltyMeasure measure, TrainingSet set)
    {
        ImmutableArray<Prediction> predictions = network.PredictMany(
            set.Descriptors.AsMemory(), new PredictionSettings { Passes = Passes });
        var novelties = new double[set.Count];
        Parallel.For(0, set.Count, row =>
            novelties[row] = measure.Of(network, set.Descriptor(row), predictions[row]));
        double[] ratios = [.. novelties.Select((novelty, row) =>
            (novelty * measure.Threshold) - (measure.EntropyWeight * predictions[row].Uncertainty.PredictiveEntropy))];
        return new NoveltyScores(predictions, ratios, novelties);
    }

    private double[] Each(Func<Prediction, double, double> score) =>
        [.. _predictions.Select((prediction, row) => score(prediction, _ratios[row]))];
}
