using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Networks.Models;
using Arise.Recognition;

namespace Arise.Mapping;

/// <summary>
/// The results of a map while it is being computed, or read. Threads write different rows; <see cref="ToMap"/> hands
/// the arrays over, and nothing is written after it.
/// </summary>
internal sealed class MapRows
{
    public MapRows(MapPlan plan, int classes, int hiddenUnits)
    {
        (Plan, ClassCount, HiddenUnits) = (plan, classes, hiddenUnits);
        int rows = Count;
        Setting.Require(
            (long)rows * Math.Max(classes, hiddenUnits) <= Array.MaxLength,
            nameof(MapSettings.Stride),
            $"A map of {rows} boxes is larger than an array can be; use a longer stride.");
        Probabilities = new float[rows * classes];
        MutualInformation = new float[rows];
        MutualInformationError = new float[rows];
        Passes = new int[rows];
        Hidden = new float[rows * hiddenUnits];
        Novelty = new float[rows];
    }

    public MapPlan Plan { get; }

    public int ClassCount { get; }

    public int HiddenUnits { get; }

    public int Count => Plan.Boxes.Length;

    public float[] Probabilities { get; }

    public float[] MutualInformation { get; }

    public float[] MutualInformationError { get; }

    public int[] Passes { get; }

    public float[] Hidden { get; }

    /// <summary>Novelty of each row; not-a-number where the model cannot tell.</summary>
    public float[] Novelty { get; }

    /// <summary>Probabilities of all classes in a row.</summary>
    public Span<float> ProbabilitiesOf(int row) => Probabilities.AsSpan(row * ClassCount, ClassCount);

    /// <summary>The hidden layer in a row; empty when none was asked for.</summary>
    public Span<float> HiddenOf(int row) => Hidden.AsSpan(row * HiddenUnits, HiddenUnits);

    /// <summary>As <see cref="CrystalMap.ClassOf"/>.</summary>
    public int ClassOf(int row) => IsNone(Novelty[row]) ? CrystalMap.None : Best(ProbabilitiesOf(row));

    /// <summary>Whether a novelty says that a box is none of the classes.</summary>
    public static bool IsNone(float novelty) => Classification.VerdictOf(novelty) == Verdict.Unknown;

    /// <summary>The largest of some probabilities (the first of equals), or -1 if there are none.</summary>
    public static int Best(ReadOnlySpan<float> p)
    {
        int best = 0;
        for (int c = 1; c < p.Length; c++)
            best = p[c] > p[best] ? c : best;
        return float.IsNaN(p[0]) ? -1 : best;
    }

    /// <summary>The finished map.</summary>
    public CrystalMap ToMap(
        ModelIdentity model, ImmutableArray<string> classLabels, DateTimeOffset started, MapTimes times) => new(
        Plan,
        model,
        classLabels,
        ImmutableCollectionsMarshal.AsImmutableArray(Probabilities),
        ImmutableCollectionsMarshal.AsImmutableArray(MutualInformation),
        ImmutableCollectionsMarshal.AsImmutableArray(MutualInformationError),
        ImmutableCollectionsMarshal.AsImmutableArray(Passes),
        HiddenUnits > 0 ? ImmutableCollectionsMarshal.AsImmutableArray(Hidden) : null,
        ImmutableCollectionsMarshal.AsImmutableArray(Novelty))
    {
        Started = started,
        Times = times,
    };
}
