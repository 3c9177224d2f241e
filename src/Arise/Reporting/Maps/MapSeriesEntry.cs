using System.Collections.Immutable;
using Arise.Mapping;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Reporting.Maps;

/// <summary>What a series keeps of a map: counts and the profile of its mutual information, no arrays.</summary>
public sealed class MapSeriesEntry
{
    /// <summary>Adds up a map.</summary>
    /// <param name="name">What the tables call it.</param>
    /// <param name="map">The map.</param>
    /// <param name="shell">
    /// Thickness of the shells of its profile, in the unit of the map; twice the longest stride when omitted, or half
    /// the diameter of the spheres.
    /// </param>
    public MapSeriesEntry(string name, CrystalMap map, double? shell = null)
    {
        (Name, Boxes, ClassLabels) = (name, map.Rows, map.ClassLabels);
        LengthUnit = map.Plan.Structure.LengthUnit;
        int[] classes = [.. Enumerable.Range(0, map.Rows).Select(map.ClassOf)];
        BoxesOfClass = classes.Where(c => c >= 0).CountBy(c => c).ToImmutableSortedDictionary();
        None = classes.Count(c => c == CrystalMap.None);
        Classified = None + BoxesOfClass.Values.Sum();
        AtBoundaries = Enumerable.Range(0, map.Rows).Count(row => map.BoundaryOf(row) is not null);
        MeanPredictiveEntropy = map.PredictiveEntropy.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Average();
        Uncertain = map.MutualInformation.Count(information => information >= UncertaintyLevels.Unsure);
        MeanMutualInformation = map.MutualInformation.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Average();
        Profile = new InformationProfile(map, shell);
    }

    /// <summary>What the tables call the map.</summary>
    public string Name { get; }

    /// <summary>Number of boxes with enough atoms.</summary>
    public int Boxes { get; }

    /// <summary>Number of boxes with a prediction, those that are none of the classes included.</summary>
    public int Classified { get; }

    /// <summary>Number of those that are none of the classes.</summary>
    public int None { get; }

    /// <summary>Number of those at the boundary of two classes.</summary>
    public int AtBoundaries { get; }

    /// <summary>Mean over the boxes, bits.</summary>
    public double MeanPredictiveEntropy { get; }

    /// <summary>Number of boxes whose mutual information is <see cref="UncertaintyLevels.Unsure"/> or more.</summary>
    public int Uncertain { get; }

    /// <summary>Mean over the boxes, bits.</summary>
    public double MeanMutualInformation { get; }

    /// <summary>Number of boxes of each class present.</summary>
    public ImmutableSortedDictionary<int, int> BoxesOfClass { get; }

    /// <summary>Names of the classes of the model.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>Unit of the lengths of the map.</summary>
    public LengthUnit LengthUnit { get; }

    /// <summary>Distribution of the mutual information.</summary>
    internal InformationProfile Profile { get; }

    /// <summary>Share of a class in the boxes with a prediction.</summary>
    public double Share(int @class) => (double)BoxesOfClass.GetValueOrDefault(@class) / Math.Max(Classified, 1);

    /// <summary>Share of the boxes with a prediction that are none of the classes.</summary>
    public double NoneShare => (double)None / Math.Max(Classified, 1);
}
