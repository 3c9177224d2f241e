using System.Collections.Immutable;
using System.Globalization;
using Arise.Clustering;
using Arise.Embedding;
using Arise.Mapping;
using Arise.Networks;

namespace Arise.Exploration;

/// <summary>What is explored, and how: hidden layer, filters, clusters, embedding.</summary>
public sealed record ExplorationSettings
{
    /// <summary>Hidden layer of the network, from 1.</summary>
    public int Layer { get; init; } = 2;

    /// <summary>Which of its values.</summary>
    public HiddenValues Values { get; init; }

    /// <summary>
    /// Only points of these classes (indices, <see cref="CrystalMap.None"/> for points that are none) are taken; all
    /// when null.
    /// </summary>
    public ImmutableHashSet<int>? Classes { get; init; }

    /// <summary>Only points whose most probable class has at least this probability are taken.</summary>
    public double MinimumProbability { get; init; }

    /// <summary>
    /// Whether the atoms of what is classified count as alike: <see cref="MapSettings.OneSpecies"/> of the map, or said
    /// of structures that were classified so.
    /// </summary>
    public bool OneSpecies { get; init; }

    /// <summary>
    /// How points are clustered; with the usual settings and <see cref="ExplorationSample.DefaultClusterSize"/> when
    /// null.
    /// </summary>
    public HdbscanSettings? Clustering { get; init; }

    /// <summary>Least share in its likeliest cluster with which an outlier joins it; null for never.</summary>
    public double? JoinShare { get; init; }

    /// <summary>How points are embedded; null for no embedding.</summary>
    public UmapSettings? Embedding { get; init; } = new();

    /// <summary>Threads, 0 for one per processor; the result does not depend on it.</summary>
    public int Threads { get; init; }

    internal string ValueText => Values == HiddenValues.Activations ? "activations" : "pre-activations";

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the parameter name is the property.</exception>
    public void Validate()
    {
        Setting.Require(Layer >= 1, nameof(Layer), $"Hidden layer {Layer}: the first is 1.");
        Setting.Require(Enum.IsDefined(Values), nameof(Values), $"{Values} are no values of a hidden layer.");
        RequireShare("A least probability", MinimumProbability, nameof(MinimumProbability));
        if (JoinShare is { } share)
            RequireShare("A least membership", share, nameof(JoinShare));
        Setting.RequireThreads(Threads);
        Clustering?.Validate();
        Embedding?.Validate();
    }

    /// <summary>Whether a point of this class, or of none, with this probability is taken.</summary>
    public bool Accepts(int @class, double probability) =>
        Classes?.Contains(@class) != false && probability >= MinimumProbability;

    /// <summary>Settings of a map that keeps the layer: every box is classified, none interpolated.</summary>
    public MapSettings Keeping(MapSettings boxes) =>
        boxes with
    {
        HiddenLayer = Layer,
        HiddenValues = Values,
        Coarseness = 1,
        OneSpecies = OneSpecies || boxes.OneSpecies,
    };

    /// <summary>Whether a map keeps the layer.</summary>
    public bool IsKeptIn(CrystalMap map) => map.Hidden is not null
        && map.Plan.Settings.HiddenLayer == Layer && map.Plan.Settings.HiddenValues == Values;

    private static void RequireShare(string name, double value, string property) => Setting.Require(
        value is >= 0 and <= 1,
        property,
        string.Create(CultureInfo.InvariantCulture, $"{name} of {value}: it must be from 0 to 1."));
}
