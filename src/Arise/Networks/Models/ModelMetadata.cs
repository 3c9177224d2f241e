using System.Collections.Immutable;

namespace Arise.Networks.Models;

/// <summary>What a model carries beside its weights.</summary>
public sealed record ModelMetadata
{
    /// <summary>Name per class, in the order of the outputs.</summary>
    public required ImmutableArray<string> ClassLabels { get; init; }

    /// <summary>The settings of the descriptor the network was trained on, as names and values.</summary>
    public ImmutableSortedDictionary<string, string> DescriptorSettings { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>How the weights came about, or null when they were not trained.</summary>
    public TrainingRecord? Training { get; init; }

    /// <summary>How to tell what is none of the classes, or null when that is not known.</summary>
    public NoveltyMeasure? Novelty { get; init; }

    /// <summary>What the network does to a descriptor first, or null for nothing.</summary>
    internal InputScaling? Scaling { get; init; }
}
