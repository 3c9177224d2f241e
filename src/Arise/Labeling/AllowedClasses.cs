using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Recognition;

namespace Arise.Labeling;

/// <summary>
/// Which classes may be the answer for an atom: the candidates, without those whose prototype has more species than the
/// sample. The class "none" always may.
/// </summary>
internal sealed class AllowedClasses
{
    private readonly ImmutableArray<string> _labels;
    private readonly int[] _species;
    private readonly bool[] _candidates;

    /// <summary>Looks the candidates up.</summary>
    /// <param name="labels">The classes of the model without "none".</param>
    /// <param name="candidates">Their names; none for all.</param>
    /// <exception cref="ArgumentException">A name is unknown or of several classes.</exception>
    public AllowedClasses(ImmutableArray<string> labels, IReadOnlyList<string> candidates)
    {
        _labels = labels;
        _species = [.. labels.Select(RequiredSpecies.Of)];
        _candidates = new bool[labels.Length];
        Setting.Require(
            candidates.Count == 0
                || candidates.Any(name => !name.Equals(ClassNames.None, StringComparison.OrdinalIgnoreCase)),
            nameof(LabelSettings.Candidates),
            "The candidates name no class; 'none' is always possible.");
        if (candidates.Count == 0)
            Array.Fill(_candidates, true);
        foreach (string name in candidates)
        {
            if (name.Equals(ClassNames.None, StringComparison.OrdinalIgnoreCase))
                continue;
            Setting.Require(
                !string.IsNullOrWhiteSpace(name), nameof(LabelSettings.Candidates), "The name of a class is empty.");
            try
            {
                _candidates[ClassNames.Find(labels, name)] = true;
            }
            catch (KeyNotFoundException unknown)
            {
                Setting.Require(false, nameof(LabelSettings.Candidates), unknown.Message);
            }
        }
    }

    /// <summary>Per class, and for "none" behind them, whether it may be an answer.</summary>
    /// <param name="species">Number of species of the sample.</param>
    /// <param name="flat">The sample, if it is flat: only the layers that it can be are left, perhaps none.</param>
    /// <exception cref="DescriptorException">No class is left.</exception>
    public bool[] For(int species, FlatSample? flat = null)
    {
        bool[] allowed = [.. _labels.Select((_, c) => _candidates[c] && _species[c] <= species), true];
        if (!allowed.AsSpan(0, _labels.Length).Contains(true))
        {
            throw new DescriptorException(
                $"All candidates have more species than the sample, which counts as {species}: choose other ones.");
        }

        for (int c = 0; c < _labels.Length && flat is not null; c++)
            allowed[c] &= flat.Allows(_labels[c]);

        return allowed;
    }
}
