using System.Collections.Immutable;
using Arise.Training;

namespace Arise.Extension;

/// <summary>What an extension gave.</summary>
/// <param name="Training">The extended network and how its training went.</param>
/// <param name="Report">How old and new classes do.</param>
/// <param name="LostCalibration">
/// Whether the old network could tell what is none of its classes, and the new one cannot until it is calibrated.
/// </param>
public sealed record ExtensionResult(TrainingResult Training, ExtensionReport Report, bool LostCalibration)
{
    /// <summary>How old and new classes do, before and after.</summary>
    public ImmutableArray<ExtensionAccuracy> Accuracies => Report.Accuracies;
}
