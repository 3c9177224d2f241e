using System.Diagnostics;
using System.Globalization;
using Arise.Networks;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Evaluation;

/// <summary>Defective structures, made when they are asked for and forgotten; parts are the 24 defects.</summary>
public sealed class DefectiveTestSet(DefectiveStructures structures, ulong seed) : TestSet
{
    /// <summary>The structures of all prototypes.</summary>
    public DefectiveTestSet(int repetitions, ulong seed)
        : this(new DefectiveStructures(PrototypeLibrary.All, repetitions, seed), seed)
    {
    }

    /// <inheritdoc/>
    public override string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{structures.Count} defective structures, {structures.Repetitions} repetitions, seed {seed}");

    /// <inheritdoc/>
    public override int Count => structures.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Groups { get; } = [.. DefectRatios.Published.Select(d => d.ToString())];

    /// <inheritdoc/>
    public override int GroupOf(int index) => structures.DefectOf(index);

    /// <inheritdoc/>
    public override string LabelOf(int index) => structures.PrototypeOf(index).Label;

    /// <inheritdoc/>
    public override Prediction Predict(
        int index, StructureClassifier classifier, PredictionSettings settings, out TimeSpan descriptorTime)
    {
        long start = Stopwatch.GetTimestamp();
        AtomicStructure structure = structures.Make(index);
        TimeSpan making = Stopwatch.GetElapsedTime(start);
        Classification result = classifier.Classify(structure, settings);
        descriptorTime = making + result.DescriptorTime;
        return result.Prediction;
    }
}

/// <summary>
/// The 396 pristine structures; parts are the periodic crystals, three sizes of blocks, and nanotubes.
/// </summary>
public sealed class PristineTestSet : TestSet
{
    private readonly PristineStructures.Sample[] _samples = [.. PristineStructures.Of(PrototypeLibrary.All)];
    private readonly string[] _groups;

    /// <summary>The structures of all prototypes.</summary>
    public PristineTestSet() => _groups = [.. _samples.Select(sample => sample.Kind).Distinct()];

    /// <inheritdoc/>
    public override string Description => $"{_samples.Length} pristine structures";

    /// <inheritdoc/>
    public override int Count => _samples.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Groups => _groups;

    /// <inheritdoc/>
    public override int GroupOf(int index) => Array.IndexOf(_groups, _samples[index].Kind);

    /// <inheritdoc/>
    public override string LabelOf(int index) => _samples[index].Prototype.Label;

    /// <inheritdoc/>
    public override Prediction Predict(
        int index, StructureClassifier classifier, PredictionSettings settings, out TimeSpan descriptorTime)
    {
        Classification result = classifier.Classify(_samples[index].Structure, settings);
        descriptorTime = result.DescriptorTime;
        return result.Prediction;
    }
}
