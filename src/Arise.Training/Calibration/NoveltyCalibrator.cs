using System.Collections.Immutable;
using Arise.Datasets;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Samples;
using Arise.Training;

namespace Arise.Calibration;

/// <summary>
/// Lets a model say that a structure is none of its classes: makes defective structures of every class, measures where
/// their hidden representation lies, and sets the threshold so that few mildly defective ones are doubtful
/// (<see cref="NoveltyMeasure"/>).
/// </summary>
/// <example>
/// <code>
/// BayesianNetwork network = ModelFile.Read("model.safetensors");
/// CalibrationResult result = NoveltyCalibrator.Calibrate(network);
/// ModelFile.Write(result.Network, "model.safetensors");
/// </code>
/// </example>
public static class NoveltyCalibrator
{
    // No seed of training (1 and small ones) and of the search (0).
    private const ulong FitSeed = 7001;
    private const ulong MildSeed = 7002;

    private static readonly RobustTrainingSettings Defective = new()
    {
        BlocksPerClass = 60, PiecesPerClass = 90, ExtraBlocks = 0, ExtraPieces = 0, HotPieces = 100, Disordered = 0,
        Seed = FitSeed,
    };

    private static readonly StructureSampleSettings Members = new()
    {
        CrystalsPerClass = 100, Matter = new AtomSampleSettings().Times(1e-6), Seed = FitSeed,
    };

    private const int KnownOfEachKind = 1000;

    /// <summary>Calibrates a model.</summary>
    /// <param name="network">A network with at least one hidden layer.</param>
    /// <param name="settings">Settings; the defaults when omitted.</param>
    /// <param name="progress">Is told the number of structures done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">
    /// A setting is out of range, the structures of a class are not known, or the network has no hidden layer.
    /// </exception>
    public static CalibrationResult Calibrate(
        BayesianNetwork network,
        CalibrationSettings? settings = null,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings ??= new CalibrationSettings();
        settings.Validate();
        ImmutableArray<Prototype> classes = ModelPrototypes.Of(network, settings.Prototypes);
        if (StructureTrainingSet.Describes(network))
        {
            return CalibrateFamilies(
                network, classes, settings, Members, KnownOfEachKind, progress, cancellation);
        }

        TrainingSet all =
            RobustTrainingSet.Generate(classes, Defective, null, settings.Threads, progress, cancellation);
        TrainingSet defective = all.Rows(PristineStructures.Of(classes).Count() * new DescriptorVariations().Count);
        TrainingSet mild = DefectiveSet.Generate(
            classes, DefectiveSet.Mild, MildSeed, settings.Threads, progress, cancellation);
        NoveltyMeasure measure = NoveltyCalibration.Fit(
            network, defective, mild, settings.FalseAlarmRate, settings.Threads, cancellation);
        return new CalibrationResult(
            network.With(network.Metadata with { Novelty = measure }),
            defective.Count,
            mild.Count);
    }

    /// <summary>Calibrates a model of families.</summary>
    /// <param name="network">The network.</param>
    /// <param name="classes">The prototypes of its classes.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="members">The crystals that become reference rows.</param>
    /// <param name="known">Known crystals of each kind.</param>
    /// <param name="progress">Is told what is done.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal static CalibrationResult CalibrateFamilies(
        BayesianNetwork network,
        ImmutableArray<Prototype> classes,
        CalibrationSettings settings,
        StructureSampleSettings members,
        int known,
        IProgress<WorkProgress>? progress,
        CancellationToken cancellation)
    {
        TrainingSet reference = StructureTrainingSet.Generate(
            classes, members, null, settings.Threads, progress, cancellation);
        TrainingSet crystals = KnownSet.Generate(
            classes, known, MildSeed, settings.Threads, progress, cancellation);
        NeighborFit fit = NeighborCalibration.Fit(
            network,
            reference,
            crystals,
            settings.FalseAlarmRate,
            threads: settings.Threads,
            progress: progress,
            cancellation: cancellation);
        return new CalibrationResult(
            network.With(network.Metadata with { Novelty = fit.Measure }), reference.Count, crystals.Count)
        {
            Kinds = fit.Kinds,
        };
    }
}
