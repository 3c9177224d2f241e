namespace Arise.Evaluation;

/// <summary>A model and a test set, or old and new answers, do not belong together.</summary>
public sealed class EvaluationException(string message) : AriseException(message);
