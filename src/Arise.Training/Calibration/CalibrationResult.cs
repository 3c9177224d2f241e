using System.Collections.Immutable;
using Arise.Networks.Models;

namespace Arise.Calibration;

/// <summary>What calibration gave.</summary>
/// <param name="Network">The network with its novelty measure; the weights are as before.</param>
/// <param name="DefectiveStructures">Structures that means, covariance and radii were fitted to.</param>
/// <param name="MildStructures">Structures that the threshold was fitted to.</param>
public sealed record CalibrationResult(BayesianNetwork Network, int DefectiveStructures, int MildStructures)
{
    /// <summary>False alarms kind by kind; empty for models of the published descriptor.</summary>
    public ImmutableArray<KindAlarms> Kinds { get; init; } = [];
}
