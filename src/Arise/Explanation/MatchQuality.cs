using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// How well a crystal explains a sample, from 0 to 1, so that classes can be compared:
/// (1/N) sum over its atoms of exp(-(delta/0.2 d)^2/2), times the share of its sites that are not empty, the share of
/// its atoms whose species are in place, and exp(-(e/0.08)^2/2) for the strain e that breaks the symmetry of the class
/// (<see cref="BreakingStrain"/>). N counts the atoms of the sample, d is the bond length.
/// </summary>
internal static class MatchQuality
{
    private const double ResidualWidth = 0.2;
    private const double StrainWidth = 0.08;

    /// <summary>Of a crystal on its way: the sum, not divided by N.</summary>
    public static double Of(ReferenceCrystal crystal, SampleAtoms sample, CrystalRegion region)
    {
        double sum = 0;
        foreach (int member in region.Members)
        {
            sum += Weight(
                region.PlaceOf(member) - region.Placement.Apply(region.PointOf(member)), sample.Distance);
        }

        return sum * AgreeingShare(crystal, sample, region) * StrainFactor(crystal, region.Placement.Gradient);
    }

    /// <summary>Of a fitted crystal.</summary>
    public static double Of(ReferenceCrystal crystal, SampleAtoms sample, CrystalMatch match)
    {
        double sum = 0;
        foreach (int member in match.Region.Members)
            sum += Weight(match.ResidualOf(member), sample.Distance);
        double sites = match.Region.Count + match.Empty.Count;
        return sites == 0 ? 0 : sum / sample.Atoms.Count * (match.Region.Count / sites)
            * AgreeingShare(crystal, sample, match.Region)
            * StrainFactor(crystal, match.Fit.Placement.Gradient);
    }

    /// <summary>The part of the logarithmic strain ln U, F = R U, that breaks the symmetry of the class.</summary>
    public static Matrix3 BreakingStrain(ReferenceCrystal crystal, Matrix3 gradient)
    {
        Matrix3 strain = gradient.Polar().Stretch.Of(Math.Log);
        return strain - crystal.Symmetric(strain);
    }

    /// <summary>Atoms of the region on each label of the crystal, by species of the sample.</summary>
    public static double[,] Counts(ReferenceCrystal crystal, SampleAtoms sample, CrystalRegion region)
    {
        ChemicalElement[] species = [.. sample.Sample.DistinctSpecies()];
        var counts = new double[crystal.Labels.Count, species.Length];
        foreach (int member in region.Members)
        {
            int one = Array.IndexOf(species, sample.Atoms.Species[region.AtomOf(member)]);
            counts[crystal.LabelOf[region.SiteOf(member).Atom], one]++;
        }

        return counts;
    }

    // Which species sits where says nothing about a crystal of one label.
    private static double AgreeingShare(ReferenceCrystal crystal, SampleAtoms sample, CrystalRegion region) =>
        crystal.Labels.Count == 1 || region.Count == 0
            ? 1
            : SpeciesAssignment.Of(Counts(crystal, sample, region)).Agreeing / region.Count;

    /// <summary>exp(-(e/0.08)^2/2) of the strain that breaks the symmetry.</summary>
    public static double StrainFactor(ReferenceCrystal crystal, Matrix3 gradient) =>
        Gauss(BreakingStrain(crystal, gradient).Norm / StrainWidth);

    private static double Weight(Vector3D residual, double distance) =>
        Gauss(residual.Length / (ResidualWidth * distance));

    private static double Gauss(double x) => Math.Exp(-x * x / 2);
}
