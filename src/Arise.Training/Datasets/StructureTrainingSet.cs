using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Arise.Descriptors;
using Arise.Files;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Training;

namespace Arise.Datasets;

/// <summary>
/// Structures of families of crystals with their classes, of two phases with their shares, and of none: what the
/// models of families are trained on.
/// </summary>
public static class StructureTrainingSet
{
    private const int SamplesPerChunk = 256;

    // Numbers of a row beside its descriptor: label, second label, its share, number of the sample in two parts.
    private const int Beside = 5;

    /// <summary>Whether a model takes the descriptor of this set.</summary>
    internal static bool Describes(BayesianNetwork network) =>
        network.Metadata.DescriptorSettings.TryGetValue("descriptor", out string? kind)
        && kind == OrderDescriptorSettings.Kind;

    /// <summary>Generates the set; the same bytes on any number of threads.</summary>
    /// <param name="prototypes">The classes, in the order of the network's outputs.</param>
    /// <param name="settings">How many samples of which kind.</param>
    /// <param name="partial">
    /// A file that keeps what is done, so that the same call after an interruption goes on from there; null for none.
    /// It stays when all is done.
    /// </param>
    /// <param name="threads">Number of threads; 0 for one per processor.</param>
    /// <param name="progress">Is told the number of samples done.</param>
    /// <param name="cancellation">Stops the work between samples.</param>
    /// <returns>One row per structure, in the order of the samples; the name of a row is its kind.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="IOException">
    /// <paramref name="partial"/> belongs to another set, or another run writes it.
    /// </exception>
    public static TrainingSet Generate(
        IReadOnlyList<Prototype> prototypes,
        StructureSampleSettings? settings = null,
        string? partial = null,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings ??= new StructureSampleSettings();
        var samples = new StructureSamples(prototypes, settings);
        var descriptor = new OrderDescriptor();
        TrainingSet.RequireMemory(
            samples.Count, descriptor.Length, nameof(StructureSampleSettings.CrystalsPerClass), "make fewer samples");
        int width = descriptor.Length + Beside;
        using FileLock? hold = partial is null ? null : FileLock.OfFile(partial);
        PartialRows? kept = partial is null
            ? null
            : new PartialRows(
                partial, settings.Describe() + string.Join(' ', prototypes.Select(one => one.Label)), width);
        List<float[]> chunks = [.. kept?.Read() ?? []];
        int first = Math.Min(chunks.Count * SamplesPerChunk, samples.Count);
        var counter = new StepCounter(WorkProgress.Of(progress, "samples"), samples.Count, first);
        for (; first < samples.Count; first += SamplesPerChunk)
        {
            int count = Math.Min(SamplesPerChunk, samples.Count - first), start = first;
            var rows = new float[count][];
            Parallel.For(0, count, ThreadCount.Parallel(threads, cancellation), k =>
            {
                rows[k] = Rows(samples, start + k, descriptor);
                counter.Add();
            });
            float[] chunk = [.. rows.SelectMany(row => row)];
            kept?.Append(chunk);
            chunks.Add(chunk);
        }

        return Set(chunks, samples, prototypes, descriptor.Settings);
    }

    private static float[] Rows(StructureSamples samples, int number, OrderDescriptor descriptor)
    {
        var rows = new List<float>();
        float[] vector = new float[descriptor.Length];
        foreach (StructureSample sample in samples.Make(number))
        {
            descriptor.Compute(sample.Structure, vector);
            if (!vector.AsSpan().ContainsAnyExcept(0f))
                continue;
            rows.AddRange(vector);
            rows.AddRange(
                [sample.Label, sample.Second, (float)sample.SecondShare, number >> 12, number & 0xFFF]);
        }

        return [.. rows];
    }

    private static TrainingSet Set(
        List<float[]> chunks,
        StructureSamples samples,
        IReadOnlyList<Prototype> prototypes,
        OrderDescriptorSettings settings)
    {
        int length = settings.Length, width = length + Beside, row = 0;
        int count = chunks.Sum(chunk => chunk.Length / width);
        float[] descriptors = new float[checked(count * length)], shares = new float[count];
        int[] labels = new int[count], seconds = new int[count];
        var names = new string[count];
        for (int index = 0; index < chunks.Count; index++)
        {
            for (ReadOnlySpan<float> chunk = chunks[index]; chunk.Length > 0; chunk = chunk[width..], row++)
            {
                chunk[..length].CopyTo(descriptors.AsSpan(row * length));
                ReadOnlySpan<float> beside = chunk.Slice(length, Beside);
                (labels[row], seconds[row], shares[row]) = ((int)beside[0], (int)beside[1], beside[2]);
                names[row] = samples.KindOf(((int)beside[3] << 12) + (int)beside[4]);
            }

            chunks[index] = [];
        }

        return new TrainingSet(
            ImmutableCollectionsMarshal.AsImmutableArray(descriptors),
            ImmutableCollectionsMarshal.AsImmutableArray(labels),
            [.. prototypes.Select(prototype => prototype.Label)],
            ImmutableCollectionsMarshal.AsImmutableArray(names),
            ImmutableSortedDictionary.CreateRange(settings.ToMetadata()),
            default,
            ImmutableCollectionsMarshal.AsImmutableArray(seconds),
            ImmutableCollectionsMarshal.AsImmutableArray(shares));
    }
}
