using System.Collections.Immutable;
using Arise.Training;

namespace Arise.Extension;

/// <summary>What an extension gave.</summary>
/// <param name="Training">The extended network and how its training went.</param>
/// <param name="Accuracies">How old and new classes do, before and after.</param>
/// <param name="LostCalibration">
/// Whether the old network could tell what is none of its classes: the new one cannot until it is calibrated.
/// </param>
public sealed record ExtensionResult(
    TrainingResult Training, ImmutableArray<ExtensionAccuracy> Accuracies, bool LostCalibration);
