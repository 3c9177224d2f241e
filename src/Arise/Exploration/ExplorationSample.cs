using System.Collections.Immutable;
using Arise.Descriptors;
using Arise.Mapping;
using Arise.Prototypes;
using Arise.Recognition;
using Arise.Structures;

namespace Arise.Exploration;

/// <summary>The points of an exploration, with what is known of each.</summary>
public sealed class ExplorationSample
{
    private ExplorationSample(
        ImmutableArray<string> classLabels,
        ImmutableArray<ExplorationPoint> points,
        int candidates,
        LengthUnit unit,
        CrystalMap? map = null)
    {
        (ClassLabels, Points, Candidates, LengthUnit, Map) = (classLabels, points, candidates, unit, map);
        Species = [.. points.SelectMany(point => point.Distances.Species).Distinct()
            .OrderBy(element => element.AtomicNumber)];
    }

    /// <summary>Names of the classes.</summary>
    public ImmutableArray<string> ClassLabels { get; }

    /// <summary>The points that the filters let pass.</summary>
    public ImmutableArray<ExplorationPoint> Points { get; }

    /// <summary>Number of points with a prediction before filters.</summary>
    public int Candidates { get; }

    /// <summary>
    /// Unit of the lengths; of structures in several units these, "Angstrom or pixel", because means over them have
    /// none.
    /// </summary>
    public LengthUnit LengthUnit { get; }

    /// <summary>The map that the points are boxes of; null for structures.</summary>
    public CrystalMap? Map { get; }

    /// <summary>All species that occur, by atomic number.</summary>
    public ImmutableArray<ChemicalElement> Species { get; }

    /// <summary>Units of the hidden layer; 0 without points.</summary>
    public int Units => Points.Length > 0 ? Points[0].Hidden.Length : 0;

    /// <summary>What the points are: "boxes", "atoms" or "structures".</summary>
    public string Unit => Map is null ? "structures" : Map.Plan.Places is BoxGrid ? "boxes" : "atoms";

    /// <summary>What a crystallographer calls a class; its label when the library does not know it.</summary>
    public string NameOf(int @class) => PrototypeLibrary.NameOf(ClassLabels[@class]);

    /// <summary>The boxes of a map that was made with <see cref="MapSettings.HiddenLayer"/>.</summary>
    /// <param name="map">The map.</param>
    /// <param name="settings">The filters.</param>
    /// <param name="progress">Is told the number of boxes done in each of two steps.</param>
    /// <param name="cancellation">Stops between boxes.</param>
    /// <exception cref="ArgumentException">The map has no hidden layer.</exception>
    public static ExplorationSample OfMap(
        CrystalMap map,
        ExplorationSettings settings,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        if (map.Hidden is null)
            throw new ArgumentException("The map was made without a hidden layer.", nameof(map));
        int[] rows = [.. Enumerable.Range(0, map.Rows).Where(row => map.ClassOf(row) >= 0)];
        int[] taken =
            [.. rows.Where(row => map.ClassOf(row) is var c && settings.Accepts(c, map.ProbabilitiesOf(row)[c]))];
        var points = new ExplorationPoint[taken.Length];
        ParallelOptions options = ThreadCount.Parallel(settings.Threads, cancellation);
        var measured = new StepCounter(WorkProgress.Of(progress, "distances"), taken.Length);
        var distances = new SpeciesPairDistances[taken.Length];
        var atoms = new int[taken.Length][];
        Parallel.For(0, taken.Length, options, () => new BoxContent(map.Plan), (k, _, content) =>
        {
            (distances[k], atoms[k]) = content.Of(map.Plan.Boxes[taken[k]]);
            measured.Add();
            return content;
        }, _ => { });

        var counted = new StepCounter(WorkProgress.Of(progress, "coordination numbers"), taken.Length);
        double longest = distances.Select(d => d.Shortest).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        var search = new NeighborSearch(map.Plan.Structure, CoordinationNumber.Reach * longest);
        Parallel.For(0, taken.Length, options, () => new NeighborBuffer(), (k, _, buffer) =>
        {
            int row = taken[k], @class = map.ClassOf(row);
            points[k] = new ExplorationPoint(
                "",
                row,
                map.Plan.Places.Center(map.Plan.Boxes[row]),
                [.. map.HiddenOf(row)],
                @class,
                map.ProbabilitiesOf(row)[@class],
                map.MutualInformation[row],
                distances[k],
                CoordinationNumber.Of(search, atoms[k], distances[k].Shortest, buffer));
            counted.Add();
            return buffer;
        }, _ => { });
        return new ExplorationSample(
            map.ClassLabels, [.. points], rows.Length, map.Plan.Structure.LengthUnit, map);
    }

    /// <summary>Collects structures that were classified with their hidden layers kept.</summary>
    /// <param name="classLabels">Names of the classes of the model.</param>
    /// <param name="settings">Layer and filters.</param>
    public sealed class Builder(ImmutableArray<string> classLabels, ExplorationSettings settings)
    {
        private readonly List<ExplorationPoint> _points = [];
        private readonly List<LengthUnit> _units = [];

        /// <summary>Number of structures with a prediction so far.</summary>
        public int Candidates { get; private set; }

        /// <summary>Number of structures that the filters let pass.</summary>
        public int Count => _points.Count;

        /// <summary>Adds a structure, unless it has no prediction or a filter refuses it.</summary>
        /// <exception cref="ArgumentException">The hidden layers were not kept, or there is no such layer.</exception>
        public void Add(ClassifiedStructure item)
        {
            Networks.Prediction prediction = item.Result.Prediction;
            if (prediction.Class is not { } @class)
                return;
            Candidates++;
            double probability = prediction.Probabilities[@class];
            if (!settings.Accepts(@class, probability))
                return;
            if (prediction.Hidden is not { } layers || settings.Layer > layers.Length)
            {
                throw new ArgumentException(
                    $"{item.File}, frame {item.Frame}: there is no hidden layer {settings.Layer}.");
            }

            SpeciesPairDistances distances = item.Result.Distances;
            if (!_units.Contains(item.Structure.LengthUnit))
                _units.Add(item.Structure.LengthUnit);
            _points.Add(new ExplorationPoint(
                $"{item.File}#{item.Frame}",
                -1,
                null,
                [.. layers[settings.Layer - 1].Of(settings.Values)],
                @class,
                probability,
                prediction.MutualInformation,
                distances,
                CoordinationNumber.Of(item.Structure, distances.Shortest)));
        }

        /// <summary>The structures added.</summary>
        public ExplorationSample Build() => new(classLabels, [.. _points], Candidates, _units.Count switch
        {
            0 => LengthUnit.Angstrom,
            1 => _units[0],
            _ => new LengthUnit(string.Join(" or ", _units.Select(unit => unit.Name))),
        });
    }
}
