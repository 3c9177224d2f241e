using System.Collections.Immutable;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Training;

namespace Arise.Datasets;

/// <summary>What a network says about the rows of a set, in 100 passes.</summary>
/// <param name="IsRight">Per row, whether the class is right.</param>
/// <param name="Probability">Per row, the probability of the right class.</param>
internal sealed record NetworkAnswers(ImmutableArray<bool> IsRight, ImmutableArray<double> Probability)
{
    private const int Passes = 100;

    /// <summary>Share of the rows whose class is right.</summary>
    public double Accuracy => IsRight.Count(right => right) / (double)IsRight.Length;

    /// <summary>Mean probability of the right class.</summary>
    public double Confidence => Probability.Average();

    /// <summary>Asks a network.</summary>
    /// <param name="network">Its first classes are those of the set, or some of them are.</param>
    /// <param name="set">Descriptors and classes.</param>
    /// <param name="threads">Threads; the result does not depend on it.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <exception cref="ArgumentException">The network lacks a class of the set.</exception>
    public static NetworkAnswers Of(
        BayesianNetwork network, TrainingSet set, int threads = 0, CancellationToken cancellation = default)
    {
        int[] classes = [.. set.ClassLabels.Select(label => network.Metadata.ClassLabels.IndexOf(label))];
        if (classes.Contains(-1))
            throw new ArgumentException("The network lacks a class of the structures.");
        ImmutableArray<Prediction> predictions = network.PredictMany(
            set.Descriptors.AsMemory(),
            new PredictionSettings { Passes = Passes, Threads = threads },
            cancellation: cancellation);
        return new NetworkAnswers(
            [.. predictions.Select((prediction, row) => prediction.Class == classes[set.Labels[row]])],
            [.. predictions.Select((prediction, row) => prediction.Probabilities[classes[set.Labels[row]]])]);
    }
}
