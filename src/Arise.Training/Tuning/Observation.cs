using System.Collections.Immutable;

namespace Arise.Tuning;

/// <summary>A point of a search space and how good it was.</summary>
/// <param name="Point">One value per dimension, NaN where a dimension does not apply.</param>
/// <param name="Loss">The smaller, the better; infinite for a trial that failed.</param>
internal readonly record struct Observation(ImmutableArray<double> Point, double Loss);
