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
    private readonly MapFolder? _folder;

    /// <summary>Reads the folder of a map and the model.</summary>
    /// <exception cref="ExplorationException">The folder is no map, or one of another model.</exception>
    public ExploreInput(ParseResult parsed, PredictionOptions options)
    {
        _parsed = parsed;
        _inputs = parsed.GetValue(ExploreOptions.Inputs)!;
        _structures = parsed.GetValue(ExploreOptions.Structures);
        _folder = !_structures && Directory.Exists(_inputs[0]) ? new MapFolder(_inputs[0]) : null;
        bool hasModel = _folder is not null && parsed.GetValue(options.Model) is null;
        Model = hasModel ? _folder!.Model : options.ModelName(parsed);
        Classifier = hasModel ? new StructureClassifier(ShippedModels.Find(Model)) : options.Classifier(parsed);
        _folder?.Require(Classifier.Network);
        Prediction = options.Settings(parsed);
        if (_folder is not null && parsed.GetResult(options.Seed) is not { Implicit: false })
            Prediction = Prediction with { Seed = _folder.Seed };
    }

    /// <summary>Name of the model.</summary>
    public string Model { get; }

    /// <summary>The model.</summary>
    public StructureClassifier Classifier { get; }

    /// <summary>How it predicts.</summary>
    public PredictionSettings Prediction { get; }

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
        if (_folder is not null)
            return _folder.Structure;
        StructureInputs.Item input = new StructureInputs([_inputs[0]], Read()).Read().First();
        if (input.Structure is null)
            Tell(input.Error);
        return input.Structure;
    }

    private ExplorationSample OfMap(
        AtomicStructure structure, ExplorationSettings settings, CancellationToken cancellation)
    {
        MapSettings boxes = _folder?.Settings(Prediction) ?? BoxOptions.Settings(_parsed, Prediction, structure);
        var plan = new MapPlan(
            structure, boxes with { HiddenLayer = settings.Layer, HiddenValues = settings.Values });
        var mapper = new StructureMapper(Classifier);
        MapCommand.RequireMemory(plan, Classifier.Network);
        MapPlanText.Write(plan, mapper, _inputs[0], _parsed.InvocationConfiguration.Output);
        string places = plan.Places is BoxGrid ? "boxes" : "atoms";
        CrystalMap? map = null;
        CountedProgress.Run(places, plan.Boxes.Length, progress =>
            map = mapper.Map(plan, null, progress, cancellation));
        ExplorationSample? sample = null;
        CountedProgress.RunSteps(progress =>
            sample = ExplorationSample.OfMap(map!, settings, progress, cancellation));
        return sample!;
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
