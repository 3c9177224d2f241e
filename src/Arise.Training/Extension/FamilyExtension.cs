using System.Collections.Immutable;
using Arise.Calibration;
using Arise.Datasets;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Training;

namespace Arise.Extension;

/// <summary>
/// Adds classes to a model of families: members of the new families, fewer of the old ones to keep them in mind, all
/// networks of the ensemble trained on, and the verdict calibrated anew before anything is written.
/// </summary>
internal sealed class FamilyExtension(
    BayesianNetwork before,
    BayesianNetwork start,
    ImmutableArray<Prototype> old,
    ImmutableArray<Prototype> added,
    ExtensionSettings settings)
{
    private const int NewCrystals = 320;
    private const int OldCrystals = 30;
    private const double MatterShare = 0.12;
    private const int ReferenceCrystals = 45;
    private const int KnownOfEachKind = 260;
    private const ulong TestSeed = 7003;
    private const ulong ReferenceSeed = 7001;
    private const double WorthTelling = 0.01;

    // The usual 60 epochs of an extension are 10 here: there are more rows, and the network knows most of them.
    private const int EpochsShare = 6;

    /// <summary>Makes the structures, trains, calibrates, compares and writes.</summary>
    public ExtensionResult Run(
        Action<ExtensionReport>? beforeWriting, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ImmutableArray<Prototype> classes = [.. old, .. added];
        var samples = new StructureSampleSettings
        {
            CrystalsPerClass = Part(OldCrystals),
            FirstNewClass = old.Length,
            CrystalsPerNewClass = Part(NewCrystals),
            Matter = new StructureSampleSettings().Matter.Times(MatterShare * settings.Share),
            Seed = settings.Seed + 1,
        };
        TrainingSet set =
            StructureTrainingSet.Generate(classes, samples, null, settings.Threads, progress, cancellation);
        TrainingRunSettings run = settings.Run(before.Architecture.HiddenSizes, before.Architecture.Dropout);
        run = run with
        {
            Training = run.Training with
            {
                Epochs = Math.Max(1, run.Training.Epochs / EpochsShare), BatchSize = 128, ValidationFraction = 0.05,
            },
        };
        ExtensionReport? report = null;
        TrainingResult training = new EnsembleRun(set, run, before.Members.Length, start).Run(
            network =>
            {
                ImmutableArray<KindAlarms> kinds = [];
                if (before.Metadata.Novelty is not null)
                    (network, kinds) = Calibrate(network, classes, samples, progress, cancellation);
                report = Compare(network, classes, progress, cancellation) with { Kinds = kinds };
                beforeWriting?.Invoke(report);
                return network;
            },
            progress,
            cancellation);
        return new ExtensionResult(training, report!, LostCalibration: false);
    }

    private (BayesianNetwork Network, ImmutableArray<KindAlarms> Kinds) Calibrate(
        BayesianNetwork network,
        ImmutableArray<Prototype> classes,
        StructureSampleSettings samples,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        CalibrationResult calibrated = NoveltyCalibrator.CalibrateFamilies(
            network,
            classes,
            new CalibrationSettings { Threads = settings.Threads },
            samples with
            {
                CrystalsPerClass = Part(ReferenceCrystals),
                CrystalsPerNewClass = Part(ReferenceCrystals),
                Matter = samples.Matter.Times(1e-6),
                Seed = ReferenceSeed,
            },
            Part(KnownOfEachKind),
            progress,
            cancellation);
        return (calibrated.Network, calibrated.Kinds);
    }

    private ExtensionReport Compare(
        BayesianNetwork after,
        ImmutableArray<Prototype> classes,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        TrainingSet oldSet =
            KnownSet.Generate(old, Part(KnownOfEachKind), TestSeed, settings.Threads, progress, cancellation);
        TrainingSet newSet =
            KnownSet.Generate(added, Part(KnownOfEachKind), TestSeed, settings.Threads, progress, cancellation);
        var rows = new List<ExtensionAccuracy>();
        var confusions = new Dictionary<(int Class, int TakenFor), int>();
        var shown = new int[classes.Length];
        foreach ((TrainingSet set, int first) in new[] { (oldSet, 0), (newSet, old.Length) })
        {
            bool isNew = first > 0;
            int[] now = Answers(after, set), then = isNew ? [] : Answers(before, set);
            foreach (IGrouping<string, int> kind in Enumerable.Range(0, set.Count).GroupBy(row => set.Names[row]))
            {
                rows.Add(new ExtensionAccuracy(
                    kind.Key,
                    isNew,
                    kind.Count(),
                    isNew ? null : kind.Count(row => then[row] == set.Labels[row]) / (double)kind.Count(),
                    kind.Count(row => now[row] == set.Labels[row] + first) / (double)kind.Count(),
                    []));
            }

            for (int row = 0; row < set.Count; row++)
            {
                int right = set.Labels[row] + first;
                shown[right]++;
                if (now[row] != right && (right >= old.Length || now[row] >= old.Length))
                    confusions[(right, now[row])] = confusions.GetValueOrDefault((right, now[row])) + 1;
            }
        }

        return new ExtensionReport([.. rows])
        {
            Confusions =
            [
                .. confusions
                    .Select(pair => (
                        Class: classes[pair.Key.Class].Label,
                        TakenFor: pair.Key.TakenFor < 0 ? "nothing" : classes[pair.Key.TakenFor].Label,
                        Share: pair.Value / (double)shown[pair.Key.Class]))
                    .Where(pair => pair.Share >= WorthTelling)
                    .OrderByDescending(pair => pair.Share),
            ],
        };
    }

    private int Part(int usual) => Math.Max(1, (int)(usual * settings.Share));

    private int[] Answers(BayesianNetwork network, TrainingSet set)
    {
        int count = network.Metadata.ClassLabels.Length;
        ReadOnlySpan<float> probabilities =
            network.PredictWithoutDropout(set.Descriptors.AsMemory(), settings.Threads).AsSpan();
        var answers = new int[set.Count];
        for (int row = 0; row < answers.Length; row++)
        {
            answers[row] = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(
                probabilities.Slice(row * count, count));
        }

        return answers;
    }
}
