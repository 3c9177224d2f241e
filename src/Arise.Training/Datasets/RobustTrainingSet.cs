using System.Runtime.InteropServices;
using Arise.Descriptors;
using Arise.Files;
using Arise.Numerics;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Training;

namespace Arise.Datasets;

/// <summary>
/// The pristine training set and, at the settings of prediction, defective blocks and pieces of every class and
/// disordered structures of none: what a network has to see that is to recognize hot, damaged and small samples and to
/// call a liquid none of its classes.
/// </summary>
public static class RobustTrainingSet
{
    private const int RowsPerChunk = 1024;

    /// <summary>Generates the set; the same bytes on any number of threads.</summary>
    /// <param name="prototypes">The classes, in the order of the network's outputs.</param>
    /// <param name="settings">How many structures of which kind.</param>
    /// <param name="partial">
    /// A file that keeps what is done, so that the same call after an interruption goes on from there; null for none.
    /// It stays when all is done.
    /// </param>
    /// <param name="threads">Number of threads; 0 for one per processor.</param>
    /// <param name="progress">Is told the number of structures done.</param>
    /// <param name="cancellation">Stops the work between structures.</param>
    /// <returns>The pristine rows first, then blocks, pieces, disordered structures and hot pieces.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="IOException">
    /// <paramref name="partial"/> belongs to another set, or another run writes it.
    /// </exception>
    public static TrainingSet Generate(
        IReadOnlyList<Prototype> prototypes,
        RobustTrainingSettings? settings = null,
        string? partial = null,
        int threads = 0,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings ??= new RobustTrainingSettings();
        settings.Validate();
        RequireMemory(prototypes, settings);
        using FileLock? hold = partial is null ? null : FileLock.OfFile(partial);
        TrainingSet pristine = PristineTrainingSet.Generate(prototypes, null, threads, progress, cancellation);
        Plan[] plans = [.. Plans(prototypes, settings)];
        SoapSettings center = SoapSettings.Default;
        var batch = new SoapBatch(center);
        var samples = new DefectiveSamples[prototypes.Count];
        for (int index = 0; index < samples.Length; index++)
            samples[index] = new DefectiveSamples(prototypes[index], settings);
        var disordered = new DisorderedSamples(settings);

        int length = center.Length;
        var descriptors = new float[checked((pristine.Count + plans.Length) * length)];
        pristine.Descriptors.CopyTo(descriptors, 0);
        Span<float> Defective(int first, int count) =>
            descriptors.AsSpan((pristine.Count + first) * length, count * length);
        PartialDescriptors? kept = partial is null
            ? null
            : new PartialDescriptors(partial, settings.Describe() + string.Join(' ', pristine.ClassLabels));
        int done = kept?.Read(Defective(0, plans.Length), RowsPerChunk * length) / length ?? 0;
        var counter = new StepCounter(WorkProgress.Of(progress, "defective structures"), plans.Length, done);
        for (int count; done < plans.Length; done += count)
        {
            count = Math.Min(RowsPerChunk, plans.Length - done);
            int first = done;
            batch.Compute(
                count,
                k => Make(plans[first + k], (ulong)(first + k)),
                descriptors.AsMemory((pristine.Count + first) * length, count * length),
                k => Scale(plans[first + k], first + k),
                threads,
                counter,
                cancellation);
            kept?.Append(done * length, Defective(done, count));
        }

        return new TrainingSet(
            ImmutableCollectionsMarshal.AsImmutableArray(descriptors),
            [.. pristine.Labels, .. plans.Select(plan => plan.Label)],
            pristine.ClassLabels,
            [.. pristine.Names, .. plans.Select(plan => plan.Name)],
            pristine.DescriptorSettings,
            [.. pristine.Defects, .. plans.Select(_ => SampleDefects.Unknown)]);

        AtomicStructure Make(Plan plan, ulong number) => plan.Kind switch
        {
            Kind.Block => samples[plan.Class].Block(number, plan.Turn),
            Kind.Piece => samples[plan.Class].Piece(number),
            Kind.Hot => samples[plan.Class].Hot(number),
            Kind.Shattered => samples[plan.Class].Shattered(number),
            _ => disordered.Packing(number),
        };

        double Scale(Plan plan, int row)
        {
            RandomNumbers random = RandomStreams.Of(RandomStreams.SampleScales, settings.Seed, (ulong)row);
            return plan.Kind == Kind.Hot || random.Uniform(0) < 0.5
                ? 1
                : random.Uniform(1, settings.Scales.Low, settings.Scales.High);
        }
    }

    private static void RequireMemory(IReadOnlyList<Prototype> prototypes, RobustTrainingSettings settings)
    {
        int hard = prototypes.Count(prototype => settings.HardClasses.Contains(prototype.Label));
        double perClass = (double)settings.BlocksPerClass + settings.PiecesPerClass;
        double perHard = (double)settings.ExtraBlocks + settings.ExtraPieces + settings.HotPieces;
        string property = perClass * prototypes.Count >= settings.Disordered
            ? settings.BlocksPerClass > settings.PiecesPerClass
                ? nameof(RobustTrainingSettings.BlocksPerClass)
                : nameof(RobustTrainingSettings.PiecesPerClass)
            : nameof(RobustTrainingSettings.Disordered);
        TrainingSet.RequireMemory(
            (perClass * prototypes.Count) + (perHard * hard) + settings.Disordered,
            SoapSettings.Default.Length,
            property,
            "make fewer structures");
    }

    private enum Kind
    {
        Block,
        Piece,
        Hot,
        Shattered,
        Packing,
    }

    private static IEnumerable<Plan> Plans(IReadOnlyList<Prototype> prototypes, RobustTrainingSettings settings)
    {
        for (int c = 0; c < prototypes.Count; c++)
        {
            string label = prototypes[c].Label;
            int blocks = settings.BlocksPerClass + (settings.HardClasses.Contains(label) ? settings.ExtraBlocks : 0);
            for (int turn = 0; turn < blocks; turn++)
                yield return new Plan(Kind.Block, c, turn, c, $"{label} block");
        }

        for (int c = 0; c < prototypes.Count; c++)
        {
            string label = prototypes[c].Label;
            int pieces = settings.PiecesPerClass + (settings.HardClasses.Contains(label) ? settings.ExtraPieces : 0);
            for (int turn = 0; turn < pieces; turn++)
                yield return new Plan(Kind.Piece, c, turn, c, $"{label} piece");
        }

        for (int k = 0; k < settings.Disordered; k++)
        {
            int c = k % prototypes.Count;
            yield return k / prototypes.Count % 2 == 0
                ? new Plan(Kind.Packing, c, k, TrainingSet.NoClass, "packing")
                : new Plan(Kind.Shattered, c, k, TrainingSet.NoClass, $"{prototypes[c].Label} shattered");
        }

        for (int c = 0; c < prototypes.Count; c++)
        {
            string label = prototypes[c].Label;
            int hot = settings.HardClasses.Contains(label) ? settings.HotPieces : 0;
            for (int turn = 0; turn < hot; turn++)
                yield return new Plan(Kind.Hot, c, turn, c, $"{label} hot piece");
        }
    }

    private sealed record Plan(Kind Kind, int Class, int Turn, int Label, string Name);
}
