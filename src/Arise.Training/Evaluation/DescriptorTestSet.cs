using Arise.Networks;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Evaluation;

/// <summary>
/// Descriptors of a file; parts are the defects that the names of the rows tell (<see cref="DefectRatios.Parse"/>).
/// </summary>
public sealed class DescriptorTestSet : TestSet
{
    private readonly TrainingSet _set;
    private readonly string[] _groups;
    private readonly int[] _groupOf;

    /// <summary>All rows of a set.</summary>
    public DescriptorTestSet(TrainingSet set)
    {
        _set = set;
        DefectRatios[] defects = [.. set.Names.Select(DefectRatios.Parse)];
        DefectRatios[] distinct = [.. defects.Distinct()
            .OrderBy(d => d.Kind switch { "pristine" => 0, "missing" => 1, "displaced" => 2, _ => 3 })
            .ThenBy(d => d.Missing).ThenBy(d => d.Displacement)];
        _groups = [.. distinct.Select(d => d.ToString())];
        _groupOf = [.. defects.Select(d => Array.IndexOf(distinct, d))];
    }

    /// <inheritdoc/>
    public override string Description => $"{_set.Count} descriptors, SHA-256 {_set.Digest()}";

    /// <inheritdoc/>
    public override int Count => _set.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Groups => _groups;

    /// <inheritdoc/>
    public override int GroupOf(int index) => _groupOf[index];

    /// <inheritdoc/>
    public override string LabelOf(int index) => _set.ClassLabels[_set.Labels[index]];

    /// <inheritdoc/>
    public override Prediction Predict(
        int index, StructureClassifier classifier, PredictionSettings settings, out TimeSpan descriptorTime)
    {
        descriptorTime = TimeSpan.Zero;
        return classifier.Network.Predict(_set.Descriptor(index), settings);
    }
}
