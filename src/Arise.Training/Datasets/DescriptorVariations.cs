using System.Collections.Immutable;
using Arise.Descriptors;

namespace Arise.Datasets;

/// <summary>
/// The settings of the descriptor under which each training structure is described; every combination of cutoff, sigma
/// and extrinsic scale. The defaults are the published ones: 11 x 3 x 3 = 99.
/// </summary>
public sealed record DescriptorVariations
{
    /// <summary>Cutoff radii, units of d_NN.</summary>
    public ImmutableArray<double> Cutoffs { get; init; } = [3.0, 3.2, 3.4, 3.6, 3.8, 4.0, 4.2, 4.4, 4.6, 4.8, 5.0];

    /// <summary>Widths of the Gaussians, units of d_NN.</summary>
    public ImmutableArray<double> Sigmas { get; init; } = [0.08, 0.10, 0.12];

    /// <summary>Extrinsic scales: lengths are divided by scale times d_NN.</summary>
    public ImmutableArray<double> Scales { get; init; } = [0.95, 1.00, 1.05];

    /// <summary>Number of combinations.</summary>
    public int Count => Cutoffs.Length * Sigmas.Length * Scales.Length;

    /// <summary>All combinations: scale slowest, then cutoff, then sigma.</summary>
    public IEnumerable<SoapSettings> Apply(SoapSettings center) =>
        from scale in Scales
        from cutoff in Cutoffs
        from sigma in Sigmas
        select center with { Cutoff = cutoff, Sigma = sigma, Scale = scale };
}
