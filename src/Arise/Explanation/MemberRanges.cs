using System.Collections.Immutable;
using Arise.Prototypes;

namespace Arise.Explanation;

/// <summary>The axial ratio of a member beside the range of its family.</summary>
internal static class MemberRanges
{
    /// <summary>The ratio of a class that has a range of one; else nothing.</summary>
    /// <param name="family">The class.</param>
    /// <param name="one">The base member that was fitted.</param>
    /// <param name="lattice">Its fitted and own lattice parameters.</param>
    /// <param name="breaking">
    /// The strain that breaks its symmetry: of a cubic base, exp(3 e/2) is the ratio of an edge to the other two, e the
    /// largest strain along an edge, without trace.
    /// </param>
    public static ImmutableArray<(string Name, double Fitted, double Low, double High)> Of(
        CrystalFamily family,
        FamilyBase one,
        ImmutableArray<(string Name, double Fitted, double OfPrototype)> lattice,
        ImmutableArray<double> breaking)
    {
        FamilyRanges ranges = family.Ranges;
        bool isCube = ranges.Quantity == AxialQuantity.CubeEdge;
        double? own = isCube ? 1 : family.HasAxialRange ? family.AxialRatio(one) : null;
        if (own is not { } ratio || lattice.Any(value => value.Name == "b"))
            return [];
        double stretch = lattice.Where(value => value.Name == "c/a")
            .Select(value => value.Fitted / value.OfPrototype)
            .DefaultIfEmpty(Math.Exp(1.5 * breaking.Take(3).MaxBy(Math.Abs))).First();
        return [(isCube ? "cube edge" : "c/a", ratio * stretch, ranges.Low, ranges.High)];
    }
}
