using System.Collections.Immutable;

namespace Arise.Benchmarking;

/// <summary>Accuracies of several methods on samples at temperature.</summary>
/// <param name="Methods">The methods, in the order of the shares.</param>
/// <param name="Rows">The samples, in the order in which they came.</param>
/// <param name="TunedCutoffs">
/// RMSD cutoffs of the tuned template matching by label of the class; infinite for none.
/// </param>
public sealed record ThermalTable(
    ImmutableArray<string> Methods,
    ImmutableArray<ThermalRow> Rows,
    ImmutableSortedDictionary<string, double> TunedCutoffs);
