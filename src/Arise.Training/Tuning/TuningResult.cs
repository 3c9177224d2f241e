using System.Collections.Immutable;
using Arise.Networks.Models;

namespace Arise.Tuning;

/// <summary>What a search gave.</summary>
/// <param name="Best">The trial whose model was taken: the most robust of the best.</param>
/// <param name="Network">Its model.</param>
/// <param name="Finalists">
/// The trials of the highest validation accuracy, from the most to the least robust; by their accuracy where the
/// library does not know the classes.
/// </param>
/// <param name="Trials">All trials.</param>
public sealed record TuningResult(
    Trial Best, BayesianNetwork Network, ImmutableArray<Trial> Finalists, ImmutableArray<Trial> Trials)
{
    /// <summary>The finalists as a table in Markdown, accuracies in per cent.</summary>
    public string ToMarkdown() => TuningReport.Markdown(Finalists);
}
