using System.Collections.Immutable;
using System.Diagnostics;
using Arise.Networks;
using Arise.Recognition;
using Arise.Training;

namespace Arise.Evaluation;

/// <summary>The rows of a set of descriptors; parts are the defects, as far as the set knows them.</summary>
internal sealed class DescriptorTestSet : TestSet
{
    // Whoever takes the answers may stop after any of them; the rest of these is lost.
    private const int RowsAtOnce = 128;

    private readonly TrainingSet _set;
    private readonly ImmutableArray<SampleDefects> _defects;
    private readonly int[] _groupOf;

    /// <summary>All rows of a set.</summary>
    /// <exception cref="EvaluationException">A row belongs to no class.</exception>
    public DescriptorTestSet(TrainingSet set)
    {
        int without = set.Labels.Count(label => label == TrainingSet.NoClass);
        if (without > 0)
        {
            throw new EvaluationException(
                $"{without} of the {set.Count} rows belong to no class, so that no answer about them would be right.");
        }

        _set = set;
        SampleDefects[] rows = set.Defects.IsEmpty
            ? [.. set.Labels.Select(_ => SampleDefects.Unknown)]
            : [.. set.Defects];
        _defects = [.. rows.Distinct()
            .OrderBy(d => !d.IsKnown ? 4 : (d.Missing > 0 ? 1 : 0) + (d.Displacement > 0 ? 2 : 0))
            .ThenBy(d => d.Missing).ThenBy(d => d.Displacement)];
        Groups = [.. _defects.Select(defects => defects.ToString())];
        _groupOf = [.. rows.Select(defects => _defects.IndexOf(defects))];
    }

    /// <inheritdoc/>
    public override string Description => $"{_set.Count} descriptors, SHA-256 {_set.Digest()}";

    /// <inheritdoc/>
    public override int Count => _set.Count;

    /// <inheritdoc/>
    public override ImmutableArray<string> Groups { get; }

    /// <inheritdoc/>
    public override int? DescriptorSize => _set.DescriptorSize;

    /// <inheritdoc/>
    public override int GroupOf(int index) => _groupOf[index];

    /// <inheritdoc/>
    public override SampleDefects? DefectsOf(int group) => _defects[group].IsKnown ? _defects[group] : null;

    /// <inheritdoc/>
    public override string LabelOf(int index) => _set.ClassLabels[_set.Labels[index]];

    /// <inheritdoc/>
    public override IEnumerable<TestAnswer> Answer(
        int first, int count, StructureClassifier classifier, PredictionSettings settings)
    {
        int size = _set.DescriptorSize;
        for (int done = 0; done < count; done += RowsAtOnce)
        {
            int rows = Math.Min(RowsAtOnce, count - done);
            ReadOnlyMemory<float> descriptors = _set.Descriptors.AsMemory().Slice((first + done) * size, rows * size);
            long start = Stopwatch.GetTimestamp();
            ImmutableArray<Prediction> predictions = classifier.Network.PredictMany(descriptors, settings);
            TimeSpan each = Stopwatch.GetElapsedTime(start) * ThreadCount.Of(settings.Threads) / rows;
            foreach (Prediction prediction in predictions)
                yield return new TestAnswer(prediction, TimeSpan.Zero, each);
        }
    }
}
