using System.Collections.Immutable;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;

namespace Arise.Evaluation;

/// <summary>
/// The pristine structures of some classes; parts are the periodic crystals, three sizes of blocks, and nanotubes.
/// </summary>
internal sealed class PristineTestSet : TestSet
{
    private readonly PristineStructures.Sample[] _samples;

    /// <summary>The structures of these classes.</summary>
    public PristineTestSet(IEnumerable<Prototype> prototypes)
    {
        _samples = [.. PristineStructures.Of(prototypes)];
        Groups = [.. _samples.Select(sample => sample.Kind).Distinct()];
    }

    /// <inheritdoc/>
    public override string Description => $"{_samples.Length} pristine structures";

    /// <inheritdoc/>
    public override int Count => _samples.Length;

    /// <inheritdoc/>
    public override ImmutableArray<string> Groups { get; }

    /// <inheritdoc/>
    public override int GroupOf(int index) => Groups.IndexOf(_samples[index].Kind);

    /// <inheritdoc/>
    public override string LabelOf(int index) => _samples[index].Prototype.Label;

    /// <inheritdoc/>
    public override IEnumerable<TestAnswer> Answer(
        int first, int count, StructureClassifier classifier, PredictionSettings settings) =>
        Answer(first, count, index => _samples[index].Structure, classifier, settings);
}
