using System.CommandLine;
using Arise.Exploration;
using Arise.Mapping;
using Arise.Networks;
using Arise.Recognition;
using Arise.Structures;
using Arise.Structures.Formats;

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

    // The settings of the map, except for what the command line says otherwise.
    private readonly PredictionSettings? _asMapped;

    /// <summary>Reads the folder of a map and the model.</summary>
    /// <exception cref="MapException">The folder is no map, or one of another model.</exception>
    public ExploreInput(ParseResult parsed, PredictionOptions options)
    {
        _parsed = parsed;
        _inputs = parsed.GetValue(ExploreOptions.Inputs)!;
        _structures = parsed.GetValue(ExploreOptions.Structures);
        _map = !_structures && Directory.Exists(_inputs[0]) ? CrystalMap.Open(_inputs[0]) : null;
        bool hasModel = _map is not null && parsed.GetValue(options.Model) is null;
        Model = hasModel ? _map!.Model.Name : options.ModelName(parsed);
        Classifier = hasModel ? new StructureClassifier(ShippedModels.Find(Model)) : options.Classifier(parsed);
        if (_map is not null && new StructureMapper(Classifier).Model.Sha256 != _map.Model.Sha256)
        {
            throw new MapException(
                _inputs[0],
                $"the map was made with another model than this '{Model}'; name its file with --model.");
        }

        Prediction = options.Settings(parsed);
        if (_map is not null && !IsGiven(options.Seed))
            Prediction = Prediction with { Seed = _map.Plan.Settings.Prediction.Seed };
        if (_map is not null)
        {
            PredictionSettings made = _map.Plan.Settings.Prediction;
            _asMapped = made with
            {
                Mode = IsGiven(options.Mode) ? Prediction.Mode : made.Mode,
                Passes = IsGiven(options.Passes) ? Prediction.Passes : made.Passes,
                Tolerance = IsGiven(options.Tolerance) ? Prediction.Tolerance : made.Tolerance,
                Seed = Prediction.Seed,
            };
        }

        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
    }

    /// <summary>Name of the model.</summary>
    public string Model { get; }

    /// <summary>The model.</summary>
    public StructureClassifier Classifier { get; }

    /// <summary>How it predicts.</summary>
    public PredictionSettings Prediction { get; private set; }

    /// <summary>Whether every file could be used so far.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>The points; null if the only file cannot be used, which standard error then tells.</summary>
    public ExplorationSample? Points(ExplorationSettings settings, CancellationToken cancellation)
    {
        if (_structures)
            return OfStructures(settings, cancellation);
        return Sample() is { } structure ? OfMap(structure, settings, cancellation) : null;
    }

    private AtomicStructure? Sample()
    {
        if (_map is not null)
            return _map.Plan.Structure;
        StructureInputs.Item input = new StructureInputs([_inputs[0]], Read()).Read().First();
        if (input.Structure is null)
            Tell(input.Error);
        return input.Structure;
    }

    private ExplorationSample OfMap(
        AtomicStructure structure, ExplorationSettings settings, CancellationToken cancellation)
    {
        CrystalMap map = Kept(settings) ?? Classified(structure, settings, cancellation);
        ExplorationSample? sample = null;
        CountedProgress.RunSteps(progress =>
            sample = ExplorationSample.OfMap(map, settings, progress, cancellation));
        return sample!;
    }

    // The map of the folder, if it has the hidden layer and was made as the command line says.
    private CrystalMap? Kept(ExplorationSettings settings)
    {
        if (_map?.Plan.Settings is not { } kept || kept.HiddenLayer != settings.Layer
            || kept.HiddenValues != settings.Values || _asMapped != kept.Prediction)
        {
            return null;
        }

        Prediction = kept.Prediction;
        string places = _map.Plan.Places is BoxGrid ? "boxes" : "atoms";
        _parsed.InvocationConfiguration.Output.WriteLine(
            $"{_inputs[0]}: {_map.Rows} {places} with hidden layer {settings.Layer}; nothing is classified again");
        return _map;
    }

    // Each box is classified, also where the map of the folder interpolated.
    private CrystalMap Classified(
        AtomicStructure structure, ExplorationSettings settings, CancellationToken cancellation)
    {
        MapSettings boxes = _map is null
            ? BoxOptions.Settings(_parsed, Prediction, structure)
            : _map.Plan.Settings with { Prediction = Prediction, Coarseness = 1 };
        boxes = boxes with { HiddenLayer = settings.Layer, HiddenValues = settings.Values };
        var plan = new MapPlan(structure, boxes) { Input = _inputs[0] };
        plan.RequireMemory(Classifier.Network.Architecture);
        var mapper = new StructureMapper(Classifier, Model);
        MapPlanText.Write(plan, mapper, _parsed.InvocationConfiguration.Output);
        CrystalMap? map = null;
        CountedProgress.RunSteps(progress => map = mapper.Map(plan, null, progress, cancellation));
        return map!;
    }

    private ExplorationSample OfStructures(ExplorationSettings settings, CancellationToken cancellation)
    {
        var inputs = new StructureInputs(_inputs, Read());
        var builder = new ExplorationSample.Builder(Classifier.Network.Metadata.ClassLabels, settings);
        PredictionSettings kept = Prediction with { KeepHidden = true };
        using var progress = new RunningProgress(hasAnswers: false);
        foreach (List<StructureInputs.Item> batch in ClassifyCommand.Batches(inputs.Read()))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((ClassifiedStructure? result, string? error) in ClassifyCommand.Classify(batch, Classifier, kept))
            {
                if (result is not null)
                {
                    builder.Add(result);
                    continue;
                }

                progress.Clear();
                Tell(error);
            }

            progress.Report(builder.Candidates, inputs.Fraction);
        }

        return builder.Build();
    }

    private StructureReadOptions Read() =>
        StructureInputOptions.Read(_parsed, ExploreOptions.Format, ExploreOptions.Species);

    private void Tell(string? error)
    {
        IsComplete = false;
        _parsed.InvocationConfiguration.Error.WriteLine($"arise: {error}");
    }
}
