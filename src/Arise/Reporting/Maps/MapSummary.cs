using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Arise.Files;
using Arise.Mapping;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Reporting.Maps;

/// <summary>
/// A map in a few numbers, as in its summary.json: which classes, how much of each, how sure, and which grains. Lengths
/// in the unit that <see cref="LengthUnit"/> names, entropies in bits.
/// </summary>
public sealed record MapSummary
{
    /// <summary>Grains with fewer boxes are counted, not listed.</summary>
    public const int SmallestListedGrain = 4;

    /// <summary>Chemical formula of the sample.</summary>
    public required string Formula { get; init; }

    /// <summary>Name of the unit of the lengths.</summary>
    public required string LengthUnit { get; init; }

    /// <summary>Number of atoms.</summary>
    public required int Atoms { get; init; }

    /// <summary>Number of atoms that only lie in boxes without a prediction.</summary>
    public required int AtomsWithoutPrediction { get; init; }

    /// <summary>Numbers of boxes along z, y and x.</summary>
    public required ImmutableArray<int> ShapeZyx { get; init; }

    /// <summary>The middle of box (0, 0, 0).</summary>
    public required Vector3D Origin { get; init; }

    /// <summary>Distances between boxes.</summary>
    public required Vector3D Stride { get; init; }

    /// <summary>Edges of the boxes.</summary>
    public required Vector3D Box { get; init; }

    /// <summary>Number of boxes, those without a prediction included.</summary>
    public required int Boxes { get; init; }

    /// <summary>How many boxes with a prediction were interpolated between their neighbors.</summary>
    public required int BoxesInterpolated { get; init; }

    /// <summary>Number of boxes with a prediction, those that are none of the classes included.</summary>
    public required int BoxesClassified { get; init; }

    /// <summary>Number of those that are none of the classes.</summary>
    public int BoxesNone { get; init; }

    /// <summary>Number of those of a class that are doubtful.</summary>
    public int BoxesDoubtful { get; init; }

    /// <summary>Number of those without a verdict: the model cannot tell.</summary>
    public int BoxesOpen { get; init; }

    /// <summary>Number of those at the boundary of two classes (<see cref="CrystalMap.SecondClassOf"/>).</summary>
    public int BoxesAtBoundaries { get; init; }

    /// <summary>Number of boxes whose mutual information is <see cref="UncertainFromBit"/> or more.</summary>
    public required int BoxesUncertain { get; init; }

    /// <summary>Mutual information from which a box counts as uncertain, bits.</summary>
    public required double UncertainFromBit { get; init; }

    /// <summary>Share of the classified boxes that are uncertain; NaN without any.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double UncertainFraction { get; init; }

    /// <summary>Mean over the boxes, bits; NaN without any.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanMutualInformation { get; init; }

    /// <summary>The same over the boxes that are not none of the classes, bits; null without any.</summary>
    public double? MeanMutualInformationOfClasses { get; init; }

    /// <summary>Share of the boxes of a class whose mutual information is uncertain; null without any.</summary>
    public double? UncertainFractionOfClasses { get; init; }

    /// <summary>Mean predictive entropy over all boxes with a prediction, bits; null without any.</summary>
    public double? MeanPredictiveEntropy { get; init; }

    /// <summary>What is none of the classes; null if nothing is.</summary>
    public MapClassSummary? None { get; init; }

    /// <summary>The pairs of classes that meet, the most frequent first.</summary>
    [JsonInclude]
    internal ImmutableArray<MapBoundarySummary> Boundaries
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The classes present, the most frequent first.</summary>
    public required ImmutableArray<MapClassSummary> Classes { get; init; }

    /// <summary>Number of connected grains.</summary>
    public required int GrainCount { get; init; }

    /// <summary>Those of at least <see cref="SmallestListedGrain"/> boxes, the largest first.</summary>
    public required ImmutableArray<MapGrainSummary> Grains { get; init; }

    /// <summary>Adds up a map.</summary>
    /// <param name="map">The map.</param>
    public static MapSummary Of(CrystalMap map) => Of(map, BoxLabels.Of(map));

    /// <summary>Adds up a map whose atoms are labeled.</summary>
    internal static MapSummary Of(CrystalMap map, BoxLabels labels)
    {
        AtomicStructure structure = map.Plan.Structure;
        BoxGrid grid = map.Grid;
        int[] classes = [.. Enumerable.Range(0, map.Rows).Select(map.ClassOf)];
        Dictionary<int, int> atoms =
            Enumerable.Range(0, structure.Count).Select(labels.ClassOf).CountBy(c => c).ToDictionary();
        int classified = classes.Count(c => c != -1);
        int[] none = [.. classes.Index().Where(pair => pair.Item == CrystalMap.None).Select(pair => pair.Index)];
        int[] ofClasses = [.. classes.Index().Where(pair => pair.Item >= 0).Select(pair => pair.Index)];
        ImmutableArray<MapBoundarySummary> boundaries = BoundariesOf(map);
        int uncertain = map.MutualInformation.Count(information => information >= UncertaintyLevels.Unsure);
        ImmutableArray<Grain> grains = Grain.Of(map);
        return new MapSummary
        {
            Formula = structure.Formula(),
            LengthUnit = structure.LengthUnit.Name,
            Atoms = structure.Count,
            AtomsWithoutPrediction = atoms.GetValueOrDefault(-1),
            ShapeZyx = [grid.Z.Count, grid.Y.Count, grid.X.Count],
            Origin = grid.Origin,
            Stride = grid.Spacing,
            Box = grid.Edge,
            Boxes = grid.Count,
            BoxesInterpolated =
                Enumerable.Range(0, map.Rows).Count(row => classes[row] != -1 && map.Passes[row] == 0),
            BoxesClassified = classified,
            BoxesNone = none.Length,
            BoxesDoubtful = ofClasses.Count(row => map.VerdictOf(row) == Verdict.Doubtful),
            BoxesOpen = ofClasses.Count(row => map.VerdictOf(row) == Verdict.Open),
            BoxesAtBoundaries = boundaries.Sum(boundary => boundary.Boxes),
            BoxesUncertain = uncertain,
            UncertainFromBit = UncertaintyLevels.Unsure,
            UncertainFraction = (double)uncertain / classified,
            MeanMutualInformation = map.MutualInformation.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Average(),
            MeanMutualInformationOfClasses = Mean(ofClasses.Select(row => map.MutualInformation[row])),
            UncertainFractionOfClasses =
                Mean(ofClasses.Select(row => map.MutualInformation[row] >= UncertaintyLevels.Unsure ? 1f : 0)),
            MeanPredictiveEntropy = Mean(map.PredictiveEntropy),
            None = none.Length == 0
                ? null
                : ClassOf(map, CrystalMap.None, none, atoms.GetValueOrDefault(CrystalMap.None), classified),
            Boundaries = boundaries,
            Classes =
            [
                .. classes.Index().Where(pair => pair.Item >= 0).GroupBy(pair => pair.Item, pair => pair.Index)
                    .OrderByDescending(rows => rows.Count()).ThenBy(rows => rows.Key)
                    .Select(rows => ClassOf(map, rows.Key, [.. rows], atoms.GetValueOrDefault(rows.Key), classified)),
            ],
            GrainCount = grains.Length,
            Grains = [.. grains.Where(grain => grain.Boxes >= SmallestListedGrain).Select(grain => Of(map, grain))],
        };
    }

    /// <summary>Reads a summary that <see cref="Write"/> wrote.</summary>
    /// <exception cref="MapException">It is damaged; file and field are named.</exception>
    /// <exception cref="IOException">There is none, or it cannot be read.</exception>
    public static MapSummary Open(string path) => JsonFile.Read(
        path, MapSummaryJson.Default.MapSummary, (field, reason) => new MapException(path, reason, field));

    /// <summary>Writes the summary as JSON; the same map gives the same bytes.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path) => JsonFile.Write(path, this, MapSummaryJson.Default.MapSummary);

    /// <summary>Writes what a person reads, in at most 100 columns: classes, uncertainty, grains.</summary>
    public void WriteText(TextWriter output) => MapSummaryText.Write(this, output);

    private static MapClassSummary ClassOf(CrystalMap map, int @class, int[] rows, int atoms, int classified)
    {
        return new MapClassSummary
        {
            ClassIndex = @class,
            Label = @class == CrystalMap.None ? LabeledAtoms.None : map.ClassLabels[@class],
            Name = map.NameOf(@class),
            Boxes = rows.Length,
            BoxFraction = (double)rows.Length / classified,
            Atoms = atoms,
            AtomFraction = (double)atoms / map.Plan.Structure.Count,
            MeanProbability = rows.Average(row => map.ProbabilitiesOf(row)[map.LikelyClassOf(row)]),
            MeanMutualInformation = rows.Average(row => map.MutualInformation[row]),
            MeanPredictiveEntropy = Mean(rows.Select(row => map.PredictiveEntropy[row])),
            MeanNovelty = Mean(rows.Select(row => map.Novelty[row])),
        };
    }

    // Of those that exist; null without any.
    private static double? Mean(IEnumerable<float> values)
    {
        (double sum, int count) = (0, 0);
        foreach (float value in values.Where(float.IsFinite))
            (sum, count) = (sum + value, count + 1);
        return count > 0 ? sum / count : null;
    }

    private static ImmutableArray<MapBoundarySummary> BoundariesOf(CrystalMap map) =>
    [
        .. Enumerable.Range(0, map.Rows).Select(map.BoundaryOf).OfType<BoxBoundary>()
            .Select(one => one.First < one.Second
                ? one
                : new BoxBoundary(one.Second, one.First, 1 - one.Share))
            .GroupBy(one => (one.First, one.Second))
            .OrderByDescending(pair => pair.Count()).ThenBy(pair => pair.Key)
            .Select(pair => new MapBoundarySummary
            {
                FirstClassIndex = pair.Key.First,
                SecondClassIndex = pair.Key.Second,
                FirstName = map.NameOf(pair.Key.First),
                SecondName = map.NameOf(pair.Key.Second),
                Boxes = pair.Count(),
                MeanSecondShare = pair.Average(one => one.Share),
            }),
    ];

    private static MapGrainSummary Of(CrystalMap map, Grain grain)
    {
        return new MapGrainSummary
        {
            ClassIndex = grain.Class,
            Label = map.ClassLabels[grain.Class],
            Name = map.NameOf(grain.Class),
            Boxes = grain.Boxes,
            Volume = double.IsNaN(grain.Volume) ? null : grain.Volume,
            Area = double.IsNaN(grain.Area) ? null : grain.Area,
            Center = grain.Center,
            MeanProbability = grain.Probability,
            MeanMutualInformation = grain.MutualInformation,
        };
    }
}
