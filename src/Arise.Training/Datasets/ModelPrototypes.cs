using System.Collections.Immutable;
using Arise.Networks.Models;
using Arise.Prototypes;

namespace Arise.Datasets;

/// <summary>The structures behind the classes of a model.</summary>
public static class ModelPrototypes
{
    /// <summary>The prototypes of the classes of a model, in the order of its outputs.</summary>
    /// <param name="network">The model.</param>
    /// <param name="own">
    /// Prototypes beside those of the library; of the same label they go before. See <see cref="PrototypeFiles"/>.
    /// </param>
    /// <exception cref="ArgumentException">A class is neither in the library nor among these.</exception>
    public static ImmutableArray<Prototype> Of(BayesianNetwork network, IEnumerable<Prototype>? own = null)
    {
        Dictionary<string, Prototype> known = Known(network.Metadata.ClassLabels, own);
        string[] missing = [.. network.Metadata.ClassLabels.Where(label => !known.ContainsKey(label))];
        Setting.Require(
            missing.Length == 0,
            "Prototypes",
            $"The structures of the classes {string.Join(", ", missing)} of the model are not in the library.");
        return [.. network.Metadata.ClassLabels.Select(label => known[label])];
    }

    /// <summary>The prototypes of the library with these labels; null when one has none.</summary>
    internal static ImmutableArray<Prototype>? Find(IEnumerable<string> labels)
    {
        Dictionary<string, Prototype> known = Known(labels, null);
        return labels.All(known.ContainsKey) ? [.. labels.Select(label => known[label])] : null;
    }

    // A model of the published classes has learned the figures of the published data.
    private static Dictionary<string, Prototype> Known(IEnumerable<string> labels, IEnumerable<Prototype>? own)
    {
        var known = PrototypeLibrary.All.ToDictionary(prototype => prototype.Label);
        IReadOnlyList<Prototype> published = PrototypeLibrary.Published;
        if (labels.Take(published.Count).SequenceEqual(published.Select(prototype => prototype.Label)))
        {
            foreach (Prototype prototype in published)
                known[prototype.Label] = prototype;
        }

        foreach (Prototype prototype in own ?? [])
            known[prototype.Label] = prototype;
        return known;
    }
}
