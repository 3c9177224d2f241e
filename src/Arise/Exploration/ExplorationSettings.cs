using System.Globalization;
using Arise.Clustering;
using Arise.Embedding;
using Arise.Networks;

namespace Arise.Exploration;

/// <summary>What is explored, and how: hidden layer, filters, clusters, embedding.</summary>
public sealed record ExplorationSettings
{
    /// <summary>Hidden layer of the network, from 1.</summary>
    public int Layer { get; init; } = 2;

    /// <summary>Which of its values.</summary>
    public HiddenValues Values { get; init; }

    /// <summary>Only points whose most probable class is one of these (indices) are taken; all when null.</summary>
    public IReadOnlySet<int>? Classes { get; init; }

    /// <summary>Only points whose most probable class has at least this probability are taken.</summary>
    public double MinimumProbability { get; init; }

    /// <summary>How points are clustered.</summary>
    public HdbscanSettings Clustering { get; init; } = new();

    /// <summary>Least share in its likeliest cluster with which an outlier joins it; null for never.</summary>
    public double? JoinShare { get; init; }

    /// <summary>How points are embedded; null for no embedding.</summary>
    public UmapSettings? Embedding { get; init; } = new();

    /// <summary>Threads; the result does not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    public void Validate()
    {
        if (Layer < 1)
            throw new ArgumentException($"Hidden layer {Layer}: the first is 1.");
        if (!Enum.IsDefined(Values))
            throw new ArgumentException($"{Values} are no values of a hidden layer.");
        RequireShare("A least probability", MinimumProbability);
        if (JoinShare is { } share)
            RequireShare("A least membership", share);
        if (Threads < 1)
            throw new ArgumentException($"{Threads} threads: at least one is needed.");
        Clustering.Validate();
        Embedding?.Validate();
    }

    /// <summary>Whether a point of this class and probability is taken.</summary>
    public bool Accepts(int @class, double probability) =>
        Classes?.Contains(@class) != false && probability >= MinimumProbability;

    private static void RequireShare(string name, double value)
    {
        if (!(value is >= 0 and <= 1))
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"{name} of {value}: it must be from 0 to 1."));
        }
    }
}
