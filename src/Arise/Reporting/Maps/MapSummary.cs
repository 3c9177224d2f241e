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
/// in the unit that <see cref="LengthUnit"/> names, entropies in bits. What only a grid of boxes has is null in a map
/// of atoms.
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
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<int>? ShapeZyx { get; init; }

    /// <summary>The middle of box (0, 0, 0).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Vector3D? Origin { get; init; }

    /// <summary>Distances between boxes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Vector3D? Stride { get; init; }

    /// <summary>Edges of the boxes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Vector3D? Box { get; init; }

    /// <summary>Number of boxes, those without a prediction included.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Boxes { get; init; }

    /// <summary>How many boxes with a class were interpolated between their neighbors.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BoxesInterpolated { get; init; }

    /// <summary>Diameters of the spheres of a map of atoms.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Vector3D? Sphere { get; init; }

    /// <summary>Number of boxes with a class.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BoxesClassified { get; init; }

    /// <summary>Number of boxes whose mutual information is <see cref="UncertainFromBit"/> or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? BoxesUncertain { get; init; }

    /// <summary>Number of atoms with a class of their own in a map of atoms.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AtomsClassified { get; init; }

    /// <summary>Number of these whose mutual information is <see cref="UncertainFromBit"/> or more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AtomsUncertain { get; init; }

    /// <summary>Mutual information from which a box counts as uncertain, bits.</summary>
    public required double UncertainFromBit { get; init; }

    /// <summary>Share of the classified boxes that are uncertain; NaN without any.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double UncertainFraction { get; init; }

    /// <summary>Mean over the boxes, bits; NaN without any.</summary>
    [JsonConverter(typeof(FiniteJsonConverter))]
    public required double MeanMutualInformation { get; init; }

    /// <summary>The classes present, the most frequent first.</summary>
    public required ImmutableArray<MapClassSummary> Classes { get; init; }

    /// <summary>Number of connected grains.</summary>
    public required int GrainCount { get; init; }

    /// <summary>Those of at least <see cref="SmallestListedGrain"/> boxes, the largest first.</summary>
    public required ImmutableArray<MapGrainSummary> Grains { get; init; }

    /// <summary>Number of boxes, or of atoms in a map of atoms, with a class.</summary>
    [JsonIgnore]
    public int Classified => BoxesClassified ?? AtomsClassified ?? 0;

    /// <summary>How many of these are uncertain.</summary>
    [JsonIgnore]
    public int Uncertain => BoxesUncertain ?? AtomsUncertain ?? 0;

    /// <summary>Adds up a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="labels">The labels of its atoms, if they are at hand.</param>
    public static MapSummary Of(CrystalMap map, AtomLabels? labels = null)
    {
        labels ??= AtomLabels.Of(map);
        AtomicStructure structure = map.Plan.Structure;
        BoxGrid? grid = map.Plan.Places as BoxGrid;
        int[] classes = [.. Enumerable.Range(0, map.Rows).Select(map.ClassOf)];
        Dictionary<int, int> atoms =
            Enumerable.Range(0, structure.Count).Select(labels.ClassOf).CountBy(c => c).ToDictionary();
        int classified = classes.Count(c => c >= 0);
        int uncertain = map.MutualInformation.Count(information => information >= UncertaintyLevels.Unsure);
        ImmutableArray<Grain> grains = Grain.Of(map);
        return new MapSummary
        {
            Formula = structure.Formula(),
            LengthUnit = structure.LengthUnit.Name,
            Atoms = structure.Count,
            AtomsWithoutPrediction = atoms.GetValueOrDefault(-1),
            ShapeZyx = grid is null ? null : [grid.Z.Count, grid.Y.Count, grid.X.Count],
            Origin = grid?.Origin,
            Stride = grid?.Spacing,
            Box = grid?.Edge,
            Boxes = grid?.Count,
            BoxesInterpolated = grid is null
                ? null
                : Enumerable.Range(0, map.Rows).Count(row => classes[row] >= 0 && map.Passes[row] == 0),
            Sphere = grid is null ? map.Plan.Places.Edge : null,
            BoxesClassified = grid is null ? null : classified,
            BoxesUncertain = grid is null ? null : uncertain,
            AtomsClassified = grid is null ? classified : null,
            AtomsUncertain = grid is null ? uncertain : null,
            UncertainFromBit = UncertaintyLevels.Unsure,
            UncertainFraction = (double)uncertain / classified,
            MeanMutualInformation = map.MutualInformation.Where(float.IsFinite).DefaultIfEmpty(float.NaN).Average(),
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
        bool hasGrid = map.Plan.Places is BoxGrid;
        return new MapClassSummary
        {
            ClassIndex = @class,
            Label = map.ClassLabels[@class],
            Name = map.NameOf(@class),
            Boxes = hasGrid ? rows.Length : null,
            BoxFraction = hasGrid ? (double)rows.Length / classified : null,
            Atoms = atoms,
            AtomFraction = (double)atoms / map.Plan.Structure.Count,
            MeanProbability = rows.Average(row => map.ProbabilitiesOf(row)[@class]),
            MeanMutualInformation = rows.Average(row => map.MutualInformation[row]),
        };
    }

    private static MapGrainSummary Of(CrystalMap map, Grain grain)
    {
        bool hasGrid = map.Plan.Places is BoxGrid;
        return new MapGrainSummary
        {
            ClassIndex = grain.Class,
            Label = map.ClassLabels[grain.Class],
            Name = map.NameOf(grain.Class),
            Boxes = hasGrid ? grain.Boxes : null,
            Atoms = hasGrid ? null : grain.Boxes,
            Volume = hasGrid ? grain.Volume : null,
            Center = grain.Center,
            MeanProbability = grain.Probability,
            MeanMutualInformation = grain.MutualInformation,
        };
    }
}
