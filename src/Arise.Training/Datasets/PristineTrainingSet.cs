using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Arise.Descriptors;
using Arise.Prototypes;
using Arise.Training;

namespace Arise.Datasets;

/// <summary>
/// Describes the pristine structures of the prototypes under all variations of the descriptor: the published training
/// set of 396 x 99 = 39 204 vectors (Leitherer et al., doi:10.1038/s41467-021-26511-5).
/// </summary>
public static class PristineTrainingSet
{
    /// <summary>Generates the set; the same bytes on any number of threads.</summary>
    /// <param name="prototypes">The classes, in the order of the network's outputs.</param>
    /// <param name="variations">Settings to vary; the published ones when omitted.</param>
    /// <param name="threads">Number of threads; 0 for one per processor.</param>
    /// <param name="progress">Is told the number of structures done.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    /// <returns>
    /// Rows structure by structure, within one in the order of <see cref="DescriptorVariations.Apply"/>.
    /// </returns>
    public static TrainingSet Generate(
        IReadOnlyList<Prototype> prototypes,
        DescriptorVariations? variations = null,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        variations ??= new DescriptorVariations();
        SoapSettings center = SoapSettings.Default;
        PristineStructures.Sample[] samples = [.. PristineStructures.Of(prototypes)];
        var classOf = prototypes.Select((prototype, index) => (prototype.Label, index)).ToDictionary(
            p => p.Label, p => p.index);
        SoapSettings[] settings = [.. variations.Apply(center)];
        var batch = new SoapBatch(settings);
        var descriptors = new float[samples.Length * batch.Length];
        batch.Compute(
            samples.Length,
            index => samples[index].Structure,
            descriptors,
            threads: threads,
            counter: new StepCounter(WorkProgress.Of(progress, "perfect structures"), samples.Length),
            cancellation: cancellation);

        var labels = new int[samples.Length * variations.Count];
        var names = new string[labels.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            PristineStructures.Sample sample = samples[row / variations.Count];
            SoapSettings s = settings[row % variations.Count];
            labels[row] = classOf[sample.Prototype.Label];
            names[row] = string.Create(
                CultureInfo.InvariantCulture,
                $"{sample.Prototype.Label} {sample.Kind} "
                + $"cutoff {s.Cutoff:0.0} sigma {s.Sigma:0.00} scale {s.Scale:0.00}");
        }

        return new TrainingSet(
            ImmutableCollectionsMarshal.AsImmutableArray(descriptors),
            [.. labels],
            [.. prototypes.Select(p => p.Label)],
            [.. names],
            center.ToMetadata().ToImmutableSortedDictionary(),
            [.. labels.Select(_ => SampleDefects.None)]);
    }
}
