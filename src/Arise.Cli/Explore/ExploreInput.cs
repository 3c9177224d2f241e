using System.CommandLine;
using Arise.Exploration;
using Arise.Mapping;
using Arise.Networks;
using Arise.Recognition;

namespace Arise.Cli;

/// <summary>
/// What <c>arise explore</c> explores: the boxes of a folder of <c>arise map</c>, those of a sample, or structures,
/// with the model and the predictions that the command line or the folder names.
/// </summary>
internal sealed class ExploreInput
{
    private readonly ParseResult _parsed;
    private readonly string[] _inputs;
    private readonly bool _structures;
    private readonly CrystalMap? _map;
    private readonly string _model;

    /// <summary>Reads the folder of a map and the model.</summary>
    /// <exception cref="MapException">The folder is no map, or one of another model.</exception>
    public ExploreInput(ParseResult parsed, PredictionOptions options, CancellationToken cancellation)
    {
        _parsed = parsed;
        _inputs = ExploreOptions.Names.Names(parsed);
        _structures = parsed.GetValue(ExploreOptions.Structures);
        _map = !_structures && Directory.Exists(_inputs[0])
            ? Interruptible.Call(() => CrystalMap.Open(_inputs[0]), cancellation)
            : null;
        bool hasModel = _map is not null && parsed.GetValue(options.Model) is null;
        _model = hasModel ? _map!.Model.Name : options.ModelName(parsed);
        Classifier = hasModel ? PredictionOptions.Classifier(_model) : options.Classifier(parsed);
        if (_map is not null && new StructureMapper(Classifier).Model.Sha256 != _map.Model.Sha256)
        {
            throw new MapException(
                _inputs[0],
                $"the map was made with another model than this '{_model}'; name its file with --model.");
        }

        Prediction = options.Settings(parsed);
        if (_map is not null)
            Prediction = AsMapped(_map.Plan.Settings.Prediction, options);
    }

    /// <summary>The model.</summary>
    public StructureClassifier Classifier { get; }

    /// <summary>How it predicts.</summary>
    public PredictionSettings Prediction { get; }

    /// <summary>Whether every file could be used so far.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The points; null if the only file cannot be used, which standard error then tells.</summary>
    public ExplorationSample? Points(ExplorationSettings settings, CancellationToken cancellation)
    {
        ExplorationSample? sample = _structures
            ? OfStructures(settings, cancellation)
            : Map(settings, cancellation) is { } map ? OfMap(map, settings, cancellation) : null;
        return sample is null ? null : sample with { Inputs = [.. _inputs] };
    }

    // The settings of the map, except for what the command line says otherwise.
    private PredictionSettings AsMapped(PredictionSettings mapped, PredictionOptions options)
    {
        return Prediction with
        {
            Mode = IsGiven(options.Mode) ? Prediction.Mode : mapped.Mode,
            Passes = IsGiven(options.Passes) ? Prediction.Passes : mapped.Passes,
            Tolerance = IsGiven(options.Tolerance) ? Prediction.Tolerance : mapped.Tolerance,
            Seed = IsGiven(options.Seed) ? Prediction.Seed : mapped.Seed,
        };

        bool IsGiven(Option option) => _parsed.GetResult(option) is { Implicit: false };
    }

    // The map of the folder or of the file, with the hidden layer; null if the file cannot be used.
    private CrystalMap? Map(ExplorationSettings settings, CancellationToken cancellation)
    {
        TextWriter output = WrappingWriter.Of(_parsed.InvocationConfiguration.Output);
        MapPlan? plan = _map is null
            ? PlanOfFile(settings, cancellation)
            : Explorer.PlanFor(_map, settings, Prediction);
        if (plan is null)
        {
            if (_map is not null)
                output.WriteLine($"{_inputs[0]}: the map keeps hidden layer {settings.Layer}; nothing to classify");
            return _map;
        }

        plan.RequireMemory(Classifier.Network.Architecture);
        var mapper = new StructureMapper(Classifier, _model);
        MapPlanText.Write(plan, mapper, output);
        CrystalMap? map = null;
        CountedProgress.RunSteps(progress => map = mapper.Map(plan, null, progress, cancellation));
        return map;
    }

    private MapPlan? PlanOfFile(ExplorationSettings settings, CancellationToken cancellation)
    {
        StructureInputs.Item input = Inputs().Read(cancellation)
            .Without(_parsed.GetValue(ExploreOptions.Ignore)).First();
        if (input.Structure is not { } structure)
        {
            Tell(input.Error);
            return null;
        }

        MapSettings boxes = BoxOptions.Settings(_parsed, Prediction, structure);
        return Interruptible.Call(
            () => new MapPlan(structure, settings.Keeping(boxes), Classifier.Network.Architecture)
            {
                Input = input.File,
            },
            cancellation);
    }

    private static ExplorationSample OfMap(
        CrystalMap map, ExplorationSettings settings, CancellationToken cancellation)
    {
        ExplorationSample? sample = null;
        CountedProgress.RunSteps(progress =>
            sample = ExplorationSample.OfMap(map, settings, progress, cancellation));
        return sample!;
    }

    private ExplorationSample OfStructures(ExplorationSettings settings, CancellationToken cancellation)
    {
        using var progress = new RunningProgress(hasAnswers: false);
        return ExplorationSample.OfStructures(
            Classified(settings, progress, cancellation), settings, Classifier, _model, Prediction, cancellation);
    }

    private IEnumerable<ClassifiedStructure> Classified(
        ExplorationSettings settings, RunningProgress progress, CancellationToken cancellation)
    {
        StructureInputs inputs = Inputs();
        PredictionSettings kept = Prediction with { KeepHidden = true };
        int done = 0;
        foreach (ClassifiedItem<StructureInputs.Item> one in
            Classifier.ClassifyMany(
                inputs.Read(cancellation).Without(_parsed.GetValue(ExploreOptions.Ignore)),
                item => settings.OneSpecies ? item.Structure?.AsOneSpecies() : item.Structure,
                kept,
                cancellation))
        {
            StructureInputs.Item item = one.Item;
            if (one.Result is { } result)
            {
                yield return new ClassifiedStructure(item.File, item.Frame, one.Structure!, result);
                progress.Report(++done, inputs.Fraction);
                continue;
            }

            progress.Clear();
            Tell(item.Error ?? $"{item.File}, frame {item.Frame}: {one.Error?.Message}");
        }
    }

    private StructureInputs Inputs() => ExploreOptions.Names.Read(
        _parsed, StructureInputOptions.Read(_parsed, ExploreOptions.Format, ExploreOptions.Species));

    private void Tell(string? error)
    {
        IsComplete = false;
        _parsed.InvocationConfiguration.Error.WriteLine($"arise: {error}");
    }
}
