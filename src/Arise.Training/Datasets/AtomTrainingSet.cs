using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Arise.Environments;
using Arise.Files;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Training;

namespace Arise.Datasets;

/// <summary>
/// Environments of single atoms with their classes, out of samples in which each atom's class is known: what the models
/// that label atoms are trained on. The last class is "none".
/// </summary>
public static class AtomTrainingSet
{
    /// <summary>Name of the last class: an atom that is in no crystal of the others.</summary>
    public const string None = "none";

    private const int SamplesPerChunk = 64;

    // Numbers of a row beside its descriptors.
    private const int Beside = 3;

    /// <summary>Generates the set; the same bytes on any number of threads.</summary>
    /// <param name="prototypes">The classes, in the order of the network's outputs; "none" follows.</param>
    /// <param name="settings">How many samples of which kind.</param>
    /// <param name="averagingRadii">
    /// Radii within which coefficients are averaged, in local scales: a set for each, of the same atoms. 1.8 alone when
    /// omitted.
    /// </param>
    /// <param name="partial">
    /// A file that keeps what is done, so that the same call after an interruption goes on from there; null for none.
    /// It stays when all is done.
    /// </param>
    /// <param name="threads">Number of threads; 0 for one per processor.</param>
    /// <param name="progress">Is told the number of samples done.</param>
    /// <param name="cancellation">Stops the work between samples.</param>
    /// <returns>A set per radius: one row per drawn atom, in the order of the samples.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="IOException">
    /// <paramref name="partial"/> belongs to another set, or another run writes it.
    /// </exception>
    public static IReadOnlyList<TrainingSet> Generate(
        IReadOnlyList<Prototype> prototypes,
        AtomSampleSettings? settings = null,
        IReadOnlyList<double>? averagingRadii = null,
        string? partial = null,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings ??= new AtomSampleSettings();
        averagingRadii ??= [new EnvironmentSettings().AveragingRadius];
        foreach (double radius in averagingRadii)
            ValidateRadius(radius);
        EnvironmentSettings[] environments =
            [.. averagingRadii.Select(radius => new EnvironmentSettings { AveragingRadius = radius })];
        var samples = new AtomSamples(prototypes, settings);
        int length = environments.Sum(environment => environment.Length);
        TrainingSet.RequireMemory(
            (double)samples.Count * settings.Rows,
            length,
            nameof(AtomSampleSettings.Rows),
            "make fewer samples, or fewer rows of each");
        using FileLock? hold = partial is null ? null : FileLock.OfFile(partial);
        PartialRows? kept = partial is null
            ? null
            : new PartialRows(partial, Describe(prototypes, settings, averagingRadii), length + Beside);
        List<float[]> chunks = [.. kept?.Read() ?? []];
        int first = Math.Min(chunks.Count * SamplesPerChunk, samples.Count);
        var counter = new StepCounter(WorkProgress.Of(progress, "samples"), samples.Count, first);
        for (; first < samples.Count; first += SamplesPerChunk)
        {
            int count = Math.Min(SamplesPerChunk, samples.Count - first), start = first;
            var rows = new float[count][];
            Parallel.For(0, count, ThreadCount.Parallel(threads, cancellation), k =>
            {
                rows[k] = Rows(samples, start + k, settings.Seed, environments, cancellation);
                counter.Add();
            });
            float[] chunk = [.. rows.SelectMany(row => row)];
            kept?.Append(chunk);
            chunks.Add(chunk);
        }

        return Sets(chunks, samples, prototypes, environments);
    }

    /// <summary>Refuses an averaging radius that makes no sense.</summary>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    public static void ValidateRadius(double averagingRadius) =>
        new EnvironmentSettings { AveragingRadius = averagingRadius }.Validate();

    // Rows of a sample: descriptors, label, number of the sample in two parts.
    private static float[] Rows(
        AtomSamples samples, int number, ulong seed, EnvironmentSettings[] settings, CancellationToken cancellation)
    {
        var rows = new List<float>();
        RandomNumbers random = RandomStreams.Of(RandomStreams.AtomRows, seed, (ulong)number);
        ulong draw = 0;
        foreach (AtomSample sample in samples.Make(number))
        {
            float[][] all = Array.ConvertAll(
                settings, one => EnvironmentDescriptor.Compute(sample.Structure, one, 1, cancellation));
            var told = new List<int>();
            for (int atom = 0; atom < sample.Labels.Length; atom++)
            {
                if (sample.Labels[atom] != AtomSample.Untold
                    && all[0].AsSpan(atom * settings[0].Length, settings[0].Length).ContainsAnyExcept(0f))
                    told.Add(atom);
            }

            for (int k = 0; k < Math.Min(sample.Rows, told.Count); k++)
            {
                int other = k + random.Below(draw++, told.Count - k);
                (told[k], told[other]) = (told[other], told[k]);
                for (int s = 0; s < settings.Length; s++)
                    rows.AddRange(all[s].AsSpan(told[k] * settings[s].Length, settings[s].Length));
                rows.Add(sample.Labels[told[k]]);
                rows.Add(number >> 12);
                rows.Add(number & 0xFFF);
            }
        }

        return [.. rows];
    }

    private static TrainingSet[] Sets(
        List<float[]> chunks,
        AtomSamples samples,
        IReadOnlyList<Prototype> prototypes,
        EnvironmentSettings[] settings)
    {
        int total = settings.Sum(one => one.Length), width = total + Beside;
        int count = chunks.Sum(chunk => chunk.Length / width), row = 0;
        float[][] descriptors = Array.ConvertAll(settings, one => new float[checked(count * one.Length)]);
        var labels = new int[count];
        var names = new string[count];
        for (int index = 0; index < chunks.Count; index++)
        {
            ReadOnlySpan<float> chunk = chunks[index];
            for (; chunk.Length > 0; chunk = chunk[width..], row++)
            {
                for (int s = 0, at = 0; s < settings.Length; at += settings[s++].Length)
                    chunk.Slice(at, settings[s].Length).CopyTo(descriptors[s].AsSpan(row * settings[s].Length));
                int label = (int)chunk[total];
                labels[row] = label == AtomSample.None ? prototypes.Count : label;
                names[row] = samples.KindOf(((int)chunk[total + 1] << 12) + (int)chunk[total + 2]);
            }

            chunks[index] = [];
        }

        return [.. settings.Select((one, s) => new TrainingSet(
            ImmutableCollectionsMarshal.AsImmutableArray(descriptors[s]),
            ImmutableCollectionsMarshal.AsImmutableArray(labels),
            [.. prototypes.Select(prototype => prototype.Label), None],
            ImmutableCollectionsMarshal.AsImmutableArray(names),
            ImmutableSortedDictionary.CreateRange(one.ToMetadata())))];
    }

    private static string Describe(
        IReadOnlyList<Prototype> prototypes, AtomSampleSettings settings, IReadOnlyList<double> radii) =>
        string.Create(CultureInfo.InvariantCulture, $"atoms 2 {settings} ")
        + string.Join(' ', radii.Select(radius => radius.ToString("R", CultureInfo.InvariantCulture))) + ' '
        + string.Join(' ', prototypes.Select(prototype => prototype.Label));
}
