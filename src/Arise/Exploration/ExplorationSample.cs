using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Exploration;

/// <summary>The points of an exploration, with what is known of each.</summary>
public sealed record ExplorationSample
{
    // A twentieth of the points, but not fewer than the usual default.
    private const int ClustersAtMost = 20;
    private const int FewestPoints = 5;

    /// <summary>Names of the classes.</summary>
    public required ImmutableArray<string> ClassLabels { get; init; }

    /// <summary>The points that the filters let pass.</summary>
    public required ImmutableArray<ExplorationPoint> Points
    {
        get;
        init
        {
            field = value;
            Species = [.. value.SelectMany(point => point.Distances.Species).Distinct()
                .OrderBy(element => element.AtomicNumber)];
        }
    }

    /// <summary>All species that occur, by atomic number.</summary>
    public ImmutableArray<ChemicalElement> Species { get; private init; }

    /// <summary>Number of points with a prediction before filters.</summary>
    public required int Candidates { get; init; }

    /// <summary>The model whose hidden layer the points are in.</summary>
    public required ModelIdentity Model { get; init; }

    /// <summary>How it predicted.</summary>
    public required PredictionSettings Prediction { get; init; }

    /// <summary>
    /// Unit of the lengths; of structures in several units these, "Angstrom or pixel", because means over them have
    /// none.
    /// </summary>
    public LengthUnit LengthUnit { get; init; } = LengthUnit.Angstrom;

    /// <summary>Names of the files that were read.</summary>
    public ImmutableArray<string> Inputs { get; init; } = [];

    /// <summary>When the work began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>The map that the points are boxes of; null for structures, and where it was not opened.</summary>
    public CrystalMap? Map { get; init; }

    /// <summary>Units of the hidden layer; 0 without points.</summary>
    public int Units => Points.Length > 0 ? Points[0].Hidden.Length : 0;

    /// <summary>What the points are: "boxes" or "structures".</summary>
    public string Unit => Places is null ? "structures" : "boxes";

    /// <summary>Points that make a cluster when nobody says: a twentieth of all, at least 5.</summary>
    public int DefaultClusterSize => Math.Max(Points.Length / ClustersAtMost, FewestPoints);

    /// <summary>The boxes; null for structures.</summary>
    internal ExplorationPlaces? Places { get; init; }

    /// <summary>
    /// What a crystallographer calls a class, its label when the library does not know it, or that it is
    /// <see cref="CrystalMap.None"/> of the known types.
    /// </summary>
    public string NameOf(int @class) =>
        @class == CrystalMap.None ? CrystalMap.NoneName : PrototypeLibrary.NameOf(ClassLabels[@class]);

    /// <summary>The label of a class, "none" for <see cref="CrystalMap.None"/>.</summary>
    internal string LabelOf(int @class) => @class == CrystalMap.None ? LabeledAtoms.None : ClassLabels[@class];

    /// <summary>The class with a label, <see cref="CrystalMap.None"/> for "none", or -1.</summary>
    internal static int ClassOf(string label, ImmutableArray<string> labels) =>
        labels.IndexOf(label) is var index && index < 0 && label == LabeledAtoms.None ? CrystalMap.None : index;

    /// <summary>The boxes of a map that keeps the hidden layer (<see cref="Explorer.WithLayer"/>).</summary>
    /// <param name="map">The map.</param>
    /// <param name="settings">Layer and filters.</param>
    /// <param name="progress">Is told the number of boxes done in each of two steps.</param>
    /// <param name="cancellation">Stops between boxes.</param>
    /// <exception cref="ArgumentException">The map does not keep this layer, or a setting is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ExplorationSample OfMap(
        CrystalMap map,
        ExplorationSettings settings,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        settings.Validate();
        if (!settings.IsKeptIn(map))
        {
            throw new ArgumentException(
                $"The map does not keep the {settings.ValueText} of hidden layer {settings.Layer}.", nameof(map));
        }

        (ImmutableArray<ExplorationPoint> points, int candidates) =
            new MapPoints(map, settings).Collect(progress, cancellation);
        return new ExplorationSample
        {
            ClassLabels = map.ClassLabels,
            Points = points,
            Candidates = candidates,
            Model = map.Model,
            Prediction = map.Plan.Settings.Prediction,
            LengthUnit = map.Plan.Structure.LengthUnit,
            Inputs = [map.Plan.Input],
            Started = map.Started,
            Map = map,
            Places = ExplorationPlaces.Of(map),
        };
    }

    /// <summary>
    /// Structures, one after the other, that were classified with their hidden layers kept
    /// (<see cref="PredictionSettings.KeepHidden"/>). Of each only the wanted layer stays in memory.
    /// </summary>
    /// <param name="structures">The structures; those without a prediction, or that a filter refuses, are left out.
    /// </param>
    /// <param name="settings">Layer and filters.</param>
    /// <param name="classifier">What classified them; the shipped model when omitted.</param>
    /// <param name="modelName">What its model is called.</param>
    /// <param name="prediction">How it predicted; the defaults when omitted.</param>
    /// <param name="cancellation">Stops between structures.</param>
    /// <exception cref="ArgumentException">
    /// The hidden layers were not kept, there is no such layer, or a setting is out of range.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ExplorationSample OfStructures(
        IEnumerable<ClassifiedStructure> structures,
        ExplorationSettings settings,
        StructureClassifier? classifier = null,
        string modelName = ShippedModels.DefaultName,
        PredictionSettings? prediction = null,
        CancellationToken cancellation = default)
    {
        settings.Validate();
        DateTimeOffset started = DateTimeOffset.UtcNow;
        var points = ImmutableArray.CreateBuilder<ExplorationPoint>();
        List<LengthUnit> units = [];
        List<string> files = [];
        int candidates = 0;
        foreach (ClassifiedStructure item in structures)
        {
            cancellation.ThrowIfCancellationRequested();
            if (files.Count == 0 || files[^1] != item.File)
                files.Add(item.File);
            if (item.Result.Prediction.Class is not { } @class)
                continue;
            candidates++;
            int answer = item.Result.Verdict == Verdict.Unknown ? CrystalMap.None : @class;
            if (!settings.Accepts(answer, item.Result.Prediction.Probabilities[@class]))
                continue;
            points.Add(PointOf(item, @class, settings));
            if (!units.Contains(item.Structure.LengthUnit))
                units.Add(item.Structure.LengthUnit);
        }

        BayesianNetwork network = (classifier ?? StructureClassifier.Default).Network;
        return new ExplorationSample
        {
            ClassLabels = network.Metadata.ClassLabels,
            Points = points.DrainToImmutable(),
            Candidates = candidates,
            Model = new ModelIdentity(modelName, MapDigest.Of(network)),
            Prediction = prediction ?? new PredictionSettings(),
            LengthUnit = units.Count switch
            {
                0 => LengthUnit.Angstrom,
                1 => units[0],
                _ => new LengthUnit(string.Join(" or ", units.Select(unit => unit.Name))),
            },
            Inputs = [.. files],
            Started = started,
        };
    }

    private static ExplorationPoint PointOf(ClassifiedStructure item, int @class, ExplorationSettings settings)
    {
        Prediction prediction = item.Result.Prediction;
        if (prediction.Hidden is not { } layers || settings.Layer > layers.Length)
            throw new ArgumentException($"{item.File}, frame {item.Frame}: there is no hidden layer {settings.Layer}.");
        SpeciesPairDistances distances = item.Result.Distances;
        return new ExplorationPoint(
            $"{item.File}#{item.Frame}",
            -1,
            null,
            [.. layers[settings.Layer - 1].Of(settings.Values)],
            @class,
            prediction.Probabilities[@class],
            prediction.MutualInformation,
            distances,
            CoordinationNumber.Of(item.Structure, distances.Shortest))
        {
            PredictiveEntropy = prediction.Uncertainty.PredictiveEntropy,
            Novelty = item.Result.Novelty ?? double.NaN,
        };
    }
}
