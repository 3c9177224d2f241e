using Arise.Networks;
using Arise.Recognition;

namespace Arise.Evaluation;

/// <summary>Structures whose class is known. Members may be asked for in any order and on any thread.</summary>
public abstract class TestSet
{
    /// <summary>What it is, with everything that decides its structures: "defects, 10 repetitions, seed 0".</summary>
    public abstract string Description { get; }

    /// <summary>Number of structures.</summary>
    public abstract int Count { get; }

    /// <summary>Names of the parts that accuracies are given for.</summary>
    public abstract IReadOnlyList<string> Groups { get; }

    /// <summary>The part that a structure belongs to.</summary>
    public abstract int GroupOf(int index);

    /// <summary>Label of the class of a structure.</summary>
    public abstract string LabelOf(int index);

    /// <summary>What a model says about a structure.</summary>
    /// <param name="index">Which structure.</param>
    /// <param name="classifier">The model.</param>
    /// <param name="settings">Passes and seed.</param>
    /// <param name="descriptorTime">Time it took to make and describe the structure.</param>
    public abstract Prediction Predict(
        int index, StructureClassifier classifier, PredictionSettings settings, out TimeSpan descriptorTime);
}
