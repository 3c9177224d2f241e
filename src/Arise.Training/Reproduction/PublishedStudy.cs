using System.Collections.Immutable;
using System.Globalization;
using Arise.Datasets;
using Arise.Files;
using Arise.Evaluation;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Training;
using Arise.Tuning;

namespace Arise.Reproduction;

/// <summary>
/// The published study (Leitherer et al., doi:10.1038/s41467-021-26511-5) from prototypes to final tables: training
/// set, training or search, accuracy on pristine and on defective structures. Everything goes into one folder; what is
/// complete there is not made again.
/// </summary>
/// <example>
/// <code>
/// var study = new PublishedStudy("study", new StudySettings { Epochs = 20, Repetitions = 1, Passes = 100 });
/// study.Run();
/// </code>
/// </example>
public sealed class PublishedStudy
{
    // Measured on two cores: seconds per epoch and per structure (descriptor and T = 1000 passes).
    private const double SecondsForSet = 5;
    private const double SecondsPerEpoch = 0.45;
    private const double SecondsPerTrialEpoch = 0.8;
    private const double SecondsPerThousandPasses = 0.003;
    private const double SecondsPerDescriptor = 0.002;

    private readonly StudySettings _settings;
    private readonly string _folder;
    private readonly string _place;
    private readonly string _set;
    private readonly string _model;

    /// <summary>Plans a study; nothing is made yet.</summary>
    /// <param name="folder">Where everything is written.</param>
    /// <param name="settings">Settings; the published ones when omitted.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="IOException">The list of the files in the folder is damaged.</exception>
    public PublishedStudy(string folder, StudySettings? settings = null)
    {
        _settings = settings ?? new StudySettings();
        _settings.Validate();
        (_folder, _place) = (folder, OutputFolder.PlaceFor(folder, ResultKind.Study, _settings.Overwrite, Key));
        (_set, _model) = (Path.Combine(_place, "pristine.npz"), Path.Combine(_place, "model.safetensors"));
        var defective = new DefectiveStructures(_settings.Prototypes, _settings.Repetitions, _settings.Seed);
        int pristine = PristineStructures.Of(_settings.Prototypes).Count();
        Steps =
        [
            Step("training set", _set, SecondsForSet, Describe),
            _settings.Tune
                ? Step(
                    $"{_settings.Trials} trials and the most robust model",
                    _model,
                    (double)_settings.Trials * _settings.Epochs * SecondsPerTrialEpoch,
                    Search)
                : Step(
                    "model with the published hyper-parameters", _model, _settings.Epochs * SecondsPerEpoch, Train),
            Evaluation(
                "pristine", $"{pristine} pristine structures", pristine, () => TestSet.Pristine(_settings.Prototypes)),
            Evaluation(
                "defects", $"{defective.Count} defective structures", defective.Count, () => TestSet.Of(defective)),
        ];
    }

    /// <summary>The steps, in their order.</summary>
    public ImmutableArray<StudyStep> Steps { get; }

    /// <summary>Makes all steps that are not complete.</summary>
    /// <param name="progress">Is told how far each has come.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">Canceled; the same call goes on.</exception>
    public void Run(IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        foreach (StudyStep step in Steps.Where(step => !step.IsComplete))
            step.Run(progress, cancellation);
    }

    // What decides the results, in words; threads do not.
    private string Key => string.Create(
        CultureInfo.InvariantCulture,
        $"{_settings.Prototypes.Length} classes; {(_settings.Tune ? $"{_settings.Trials} trials of " : "")}"
        + $"{_settings.Epochs} epochs, seed {_settings.Seed}; {_settings.Repetitions} repetitions, "
        + $"{_settings.Passes} passes");

    // Where the study is made, or where it is when it was complete.
    private bool IsMade(string file) => new[] { _place, _folder }.Any(place =>
        ResultIndex.Read(place)?.IsOf(ResultKind.Study, Key) == true && File.Exists(Path.Combine(place, file)));

    private StudyStep Step(
        string title, string path, double seconds, Action<IProgress<WorkProgress>?, CancellationToken> work)
    {
        string file = Path.GetRelativePath(_place, path);
        return new StudyStep(
            title,
            Path.Combine(_folder, file),
            TimeSpan.FromSeconds(seconds),
            () => IsMade(file),
            (progress, cancellation) =>
            {
                using FileLock hold = FileLock.OfFolder(_folder);
                OutputFolder.Claim(_place, ResultKind.Study, overwrite: _place != _folder, Key);
                work(progress, cancellation);
                if (Steps.All(step => step.IsComplete))
                    OutputFolder.Finish(_folder, _place, ResultKind.Study, Key);
            });
    }

    private TrainingSettings Training => new() { Epochs = _settings.Epochs, Seed = _settings.Seed };

    private void Describe(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        PristineTrainingSet.Generate(_settings.Prototypes, null, _settings.Threads, progress, cancellation).Write(_set);
    }

    private void Train(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var settings = new TrainingRunSettings
        {
            Training = Training,
            Model = _model,
            DataName = Path.GetFileName(_set),
            Command = _settings.Command,
            Threads = _settings.Threads,
        };
        var run = new TrainingRun(
            TrainingSet.Read(_set), settings with { Resume = File.Exists(settings.CheckpointFile) });
        run.Run(progress, cancellation);
    }

    private void Search(IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var settings = new TuningSettings { Trials = _settings.Trials, Training = Training };
        using var tuner = new Tuner(
            TrainingSet.Read(_set), Path.GetFileName(_set), settings, Path.Combine(_place, "tune.sqlite"));
        tuner.Run(_model, threads: _settings.Threads, progress: progress, cancellation: cancellation);
    }

    private StudyStep Evaluation(string name, string title, int structures, Func<TestSet> set)
    {
        string results = Path.Combine(_place, name);
        double perStructure = SecondsPerDescriptor + (_settings.Passes / 1000.0 * SecondsPerThousandPasses);
        return Step(
            $"accuracy on {title}",
            Path.Combine(results, "evaluation.md"),
            structures * perStructure,
            (progress, cancellation) => new Evaluator(
                new StructureClassifier(ModelFile.Read(_model)),
                set(),
                new EvaluationSettings
                {
                    Prediction = new PredictionSettings
                    {
                        Passes = _settings.Passes,
                        Seed = _settings.Seed,
                        Threads = _settings.Threads,
                    },
                }).Run(results, overwrite: false, progress, cancellation));
    }
}
