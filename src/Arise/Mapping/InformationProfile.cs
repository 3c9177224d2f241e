using System.Collections.Immutable;
using Arise.Numerics;

namespace Arise.Mapping;

/// <summary>
/// How the mutual information of a map is distributed: over its values, and over spherical shells about the mean
/// position of the atoms, as published for an annealed nanoparticle in which order grows from the core
/// (doi:10.1038/s41467-021-26511-5).
/// </summary>
internal sealed class InformationProfile
{
    /// <summary>Width of the bins of the histogram, bits.</summary>
    public const double BinWidth = 0.05;

    /// <summary>Number of bins; the last also holds all larger values.</summary>
    public const int Bins = 60;

    /// <summary>Thickness of the shells unless another one is asked for, in units of the longest stride.</summary>
    public const double ShellStrides = 2;

    /// <summary>Computes the profile of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="shell">Thickness of a shell, Angstrom; <see cref="ShellOf"/> when omitted.</param>
    public InformationProfile(CrystalMap map, double? shell = null)
    {
        Shell = shell ?? ShellOf(map.Plan.Grid);
        Vector3D center = Vector3D.Zero;
        foreach (Vector3D p in map.Plan.Structure.Positions)
            center += p / map.Plan.Structure.Count;
        var shells = new List<List<float>>();
        var histogram = new double[Bins];
        for (int row = 0; row < map.Rows; row++)
        {
            float information = map.MutualInformation[row];
            if (!float.IsFinite(information))
                continue;
            histogram[Math.Min((int)(information / BinWidth), Bins - 1)]++;
            int index = (int)((map.Plan.Grid.Center(map.Plan.Boxes[row]) - center).Length / Shell);
            while (shells.Count <= index)
                shells.Add([]);
            shells[index].Add(information);
        }

        double total = Math.Max(histogram.Sum(), 1);
        Histogram = [.. histogram.Select(count => count / total)];
        Medians = [.. shells.Select(Median)];
    }

    /// <summary>
    /// Thickness of the shells unless another one is asked for: twice the longest stride, Angstrom.
    /// </summary>
    public static double ShellOf(BoxGrid grid)
    {
        double stride = Math.Max(Width(grid.X), Math.Max(Width(grid.Y), Width(grid.Z)));
        return ShellStrides * (stride > 0 ? stride : grid.X.Edge);
    }

    /// <summary>Thickness of a shell, Angstrom.</summary>
    public double Shell { get; }

    /// <summary>Share of the boxes per bin of the mutual information.</summary>
    public ImmutableArray<double> Histogram { get; }

    /// <summary>Median mutual information of the boxes centered in each shell, from inside; NaN if none.</summary>
    public ImmutableArray<double> Medians { get; }

    /// <summary>Share of the boxes below the upper edge of each bin.</summary>
    public ImmutableArray<double> Cumulative()
    {
        double sum = 0;
        return [.. Histogram.Select(share => sum += share)];
    }

    // A single layer has no stride.
    private static double Width(GridAxis axis) => axis.Count == 1 ? 0 : axis.Stride;

    private static double Median(List<float> values)
    {
        if (values.Count == 0)
            return double.NaN;
        values.Sort();
        int middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + (double)values[middle]) / 2;
    }
}
