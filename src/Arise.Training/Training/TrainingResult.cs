using System.Collections.Immutable;
using Arise.Networks.Models;

namespace Arise.Training;

/// <summary>What training gave.</summary>
/// <param name="Network">The network with the weights of the best epoch and the record of its training.</param>
/// <param name="History">All epochs.</param>
/// <param name="Duration">Time of this run; of a resumed training without what came before.</param>
public sealed record TrainingResult(
    BayesianNetwork Network, ImmutableArray<EpochResult> History, TimeSpan Duration);
