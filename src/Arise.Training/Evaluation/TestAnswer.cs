using Arise.Networks;

namespace Arise.Evaluation;

/// <summary>What a model says about a structure of a test set, and how long that took.</summary>
/// <param name="Prediction">The answer.</param>
/// <param name="DescriptorTime">Time it took to make and describe the structure.</param>
/// <param name="NetworkTime">Time of the network.</param>
public readonly record struct TestAnswer(Prediction Prediction, TimeSpan DescriptorTime, TimeSpan NetworkTime);
