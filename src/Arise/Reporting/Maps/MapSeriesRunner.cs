using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Arise.Descriptors;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks;
using Arise.Structures;

namespace Arise.Reporting.Maps;

/// <summary>
/// Maps of several structures with one box and stride, chosen for the first, into a folder: the tables and the figure
/// of <see cref="MapSeries"/>, and the maps if asked for. The states of the maps are kept until all are done, so that
/// an interrupted series goes on where it was. The first map is made alone with all threads; if it is small, the
/// following ones are made side by side with fewer threads each, as many as the memory budget holds.
/// </summary>
/// <example>
/// <code>
/// IEnumerable&lt;MapSeriesInput&gt; frames =
///     StructureFile.Read("run.xyz").Select((frame, k) => new MapSeriesInput("run.xyz", k + 1, frame));
/// var runner = new MapSeriesRunner(new StructureMapper(), "run-map");
/// foreach (MapSeriesResult result in runner.Run(frames, first => MapSettings.For(first)).SelectMany(group => group))
///     Console.WriteLine($"{result.Input.Name}: {result.Entry?.Boxes} boxes");
/// </code>
/// </example>
/// <param name="mapper">Makes the maps.</param>
/// <param name="folder">Where to write; it is created if need be.</param>
public sealed class MapSeriesRunner(StructureMapper mapper, string folder)
{
    // A map with fewer boxes per thread is small: threads would wait for each other at its end.
    private const int SmallMap = 1000;

    // Structures read ahead per map side by side, so that a slow one does not hold up the others.
    private const int ReadAhead = 4;

    private const string StateEnding = ".state";

    private readonly List<string> _states = [];
    private readonly MapSeries _series = new();
    private MapSettings? _settings;
    private LengthUnit? _unit;
    private int _plans;

    /// <summary>Whether maps that an interrupted run left unfinished in the folder are gone on with.</summary>
    public bool Resume { get; init; }

    /// <summary>Whether older results in the folder may go; they stand until these are complete.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Whether every map is written, into the folders map-0001, map-0002, ...</summary>
    public bool KeepMaps { get; init; }

    /// <summary>Resolution and range of the figures.</summary>
    public FigureSettings Figures { get; init; } = FigureSettings.Default;

    /// <summary>Number of maps so far.</summary>
    public int Count => _series.Count;

    /// <summary>How many maps are made at a time; 0 before the first is done.</summary>
    public int SideBySide { get; private set; }

    /// <summary>Memory that the results of so many maps like the first take together, bytes.</summary>
    public long MemoryBytes { get; private set; }

    /// <summary>Maps the structures; one that cannot be mapped ends only itself. Run once.</summary>
    /// <param name="inputs">The structures, read as they are needed.</param>
    /// <param name="settings">Settings for the first structure, used for all.</param>
    /// <param name="progress">Is told the number of boxes done of each group.</param>
    /// <param name="cancellation">Stops after the boxes in work.</param>
    /// <returns>
    /// The results in the order of the structures, in groups that were mapped side by side. Tables and figure are
    /// written when the last is taken.
    /// </returns>
    /// <exception cref="MapException">
    /// A map does not fit into memory, or a state in the folder is in the way or belongs to another map.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled; what was done is kept in the folder.</exception>
    public IEnumerable<ImmutableArray<MapSeriesResult>> Run(
        IEnumerable<MapSeriesInput> inputs,
        Func<AtomicStructure, MapSettings> settings,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        // States beside complete results are of a series that was killed at its very end, or that replaces another.
        bool goesOn = Resume && Directory.Exists(folder)
            && Directory.EnumerateFiles(folder, $"map-*{StateEnding}").Any();
        using var results = OutputFolder.Begin(folder, ResultKind.MapSeries, Overwrite || goesOn);
        var group = new List<Item>();
        foreach (MapSeriesInput input in inputs)
        {
            _settings ??= settings(input.Structure);
            _unit ??= input.Structure.LengthUnit;
            group.Add(new Item(input));
            if (group.Count < (SideBySide > 1 ? ReadAhead * SideBySide : 1))
                continue;
            yield return Finish(group, results.Path, progress, cancellation);
            group.Clear();
        }

        if (group.Count > 0)
            yield return Finish(group, results.Path, progress, cancellation);
        _series.WriteFiles(results.Path, Figures);
        results.Commit();
        foreach (string state in _states)
            File.Delete(state);
    }

    /// <summary>One structure with what has been made of it.</summary>
    private sealed class Item(MapSeriesInput input)
    {
        public MapSeriesInput Input { get; } = input;

        public Exception? Error { get; set; }

        public MapPlan? Plan { get; set; }

        public string Number { get; set; } = "";

        public MapSeriesEntry? Entry { get; set; }
    }

    private ImmutableArray<MapSeriesResult> Finish(
        List<Item> group, string results, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        Map(group, results, progress, cancellation);
        foreach (Item item in group)
        {
            if (item.Entry is { } entry)
                _series.Add(entry);
        }

        return [.. group.Select(item => new MapSeriesResult(item.Input, item.Entry, item.Error))];
    }

    private void Map(
        List<Item> group, string results, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        ForEach(group, Plan, SideBySide, cancellation);

        // Numbers follow the order of the input.
        Item[] planned = [.. group.Where(item => item.Plan is not null)];
        if (planned.Length == 0)
            return;
        foreach (Item item in planned)
        {
            item.Number = (++_plans).ToString("D4", CultureInfo.InvariantCulture);
        }

        MapPlan first = planned[0].Plan!;
        double shell = _series.Shell ?? InformationProfile.ShellOf(first.Grid);
        string title = planned.Length == 1
            ? $"{planned[0].Input.Name}, boxes"
            : $"maps {planned[0].Number} to {planned[^1].Number}, boxes";
        var sum = new SummedProgress(progress, title, planned.Sum(item => item.Plan!.Boxes.Length));
        int most = Math.Min(SideBySide, planned.Min(item => Fitting(item.Plan!)));
        ForEach(planned, item => Map(item, results, shell, sum.Part(), cancellation), most, cancellation);
        if (SideBySide == 0)
            ChooseSideBySide(first);
    }

    private void Plan(Item item)
    {
        LengthUnit unit = item.Input.Structure.LengthUnit;
        if (unit != _unit)
        {
            item.Error = new MapException(
                "", $"lengths are in {unit.Name}, those of the first structure in {_unit!.Name}; map it by itself.");
            return;
        }

        int threads = Math.Max(Threads / Math.Max(SideBySide, 1), 1);
        try
        {
            NetworkArchitecture model = mapper.Classifier.Network.Architecture;
            var plan = new MapPlan(item.Input.Structure, _settings!, threads, model) { Input = item.Input.Name };
            plan.RequireMemory(model);
            item.Plan = plan;
        }
        catch (Exception error) when (error is DescriptorException or ArgumentException or MemoryBudgetException)
        {
            item.Error = error;
        }
    }

    private void Map(
        Item item, string results, double shell, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        MapPlan plan = item.Plan!;
        string path = Path.Combine(folder, $"map-{item.Number}{StateEnding}");
        using MapState state = Resume && File.Exists(path)
            ? MapState.Resume(path, plan, mapper.Classifier.Network)
            : MapState.Create(path, plan, mapper.Classifier.Network);
        lock (_states)
            _states.Add(path);
        CrystalMap map = mapper.Map(plan, state, progress, cancellation);
        if (KeepMaps)
        {
            MapReport.Write(
                map, Path.Combine(results, $"map-{item.Number}"), figures: Figures, cancellation: cancellation);
        }

        item.Entry = new MapSeriesEntry(item.Input.Name, map, shell);
        item.Plan = null;
    }

    private int Threads => ThreadCount.Of(_settings!.Prediction.Threads);

    private void ChooseSideBySide(MapPlan first)
    {
        SideBySide = first.Boxes.Length < SmallMap * Threads ? Fitting(first) : 1;
        MemoryBytes = SideBySide * first.MemoryBytes(mapper.Classifier.Network.Architecture);
    }

    // How many such maps the budget holds, at most one per thread.
    private int Fitting(MapPlan plan) => (int)Math.Clamp(
        MemoryBudget.Bytes
            / Math.Max(plan.MemoryBytes(mapper.Classifier.Network.Architecture), 1),
        1,
        Threads);

    private static void ForEach(IEnumerable<Item> items, Action<Item> work, int most, CancellationToken cancellation)
    {
        ParallelOptions options = ThreadCount.Parallel(Math.Max(most, 1), cancellation);
        try
        {
            Parallel.ForEach(Partitioner.Create(items, EnumerablePartitionerOptions.NoBuffering), options, work);
        }
        catch (AggregateException errors)
        {
            Exception first = errors.Flatten().InnerExceptions.MinBy(error => error is OperationCanceledException)!;
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
