using Arise.Networks;
using Arise.Recognition;

namespace Arise.Evaluation;

/// <summary>Settings of an <see cref="Evaluator"/>.</summary>
public sealed record EvaluationSettings
{
    /// <summary>Passes, seed and threads.</summary>
    public PredictionSettings Prediction { get; init; } = new();

    /// <summary>What counts as right: the class, or a coarser group of classes.</summary>
    public GroupingLevel Level { get; init; } = GroupingLevel.Class;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">One is out of range.</exception>
    public void Validate()
    {
        Prediction.Validate();
        Setting.Require(Enum.IsDefined(Level), nameof(Level), $"{Level} is not a level of grouping.");
    }
}
