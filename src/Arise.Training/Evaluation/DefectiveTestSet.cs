using System.Collections.Immutable;
using Arise.Datasets;
using Arise.Networks;
using Arise.Recognition;
using Arise.Training;
using static System.FormattableString;

namespace Arise.Evaluation;

/// <summary>Defective structures, made when they are asked for and forgotten; parts are the 24 defects.</summary>
internal sealed class DefectiveTestSet(DefectiveStructures structures) : TestSet
{
    /// <inheritdoc/>
    public override string Description => Invariant(
        $"{structures.Count} defective structures, {structures.Repetitions} repetitions, seed {structures.Seed}");

    /// <inheritdoc/>
    public override int Count => structures.Count;

    /// <inheritdoc/>
    public override ImmutableArray<string> Groups { get; } =
        [.. DefectiveStructures.Published.Select(defects => defects.ToString())];

    /// <inheritdoc/>
    public override int GroupOf(int index) => structures.DefectOf(index);

    /// <inheritdoc/>
    public override SampleDefects? DefectsOf(int group) => DefectiveStructures.Published[group];

    /// <inheritdoc/>
    public override string LabelOf(int index) => structures.PrototypeOf(index).Label;

    /// <inheritdoc/>
    public override IEnumerable<TestAnswer> Answer(
        int first, int count, StructureClassifier classifier, PredictionSettings settings) =>
        Answer(first, count, structures.Make, classifier, settings);
}
