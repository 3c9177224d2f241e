using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Arise.Descriptors;
using Arise.Mapping;
using Arise.Prototypes;
using Arise.Reporting.Maps;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>
/// Maps of several structures with one box and stride, chosen for the first: their states are kept until all are
/// done, so that an interrupted series goes on where it was. The first map is made alone with all threads; if it is
/// small, the following ones are made side by side with fewer threads each, as many as half the memory holds.
/// </summary>
internal sealed class MapSeriesRun(
    StructureMapper mapper, string model, DirectoryInfo folder, bool resume, bool keepMaps)
{
    // A map with fewer boxes per thread is small: threads would wait for each other at its end.
    private const int SmallMap = 1000;

    // Structures read ahead per map side by side, so that a slow one does not hold up the others.
    private const int ReadAhead = 4;

    private readonly List<string> _states = [];
    private readonly MapSeries _series = new();
    private MapSettings? _settings;
    private LengthUnit? _unit;
    private int _sideBySide;
    private int _plans;

    /// <summary>Maps the structures; a file that cannot be used ends only itself.</summary>
    public int Run(
        IEnumerable<StructureInputs.Item> items,
        Func<AtomicStructure, MapSettings> settings,
        ParseResult parsed,
        CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, errors = parsed.InvocationConfiguration.Error;
        bool allGood = true;
        var batch = new List<Frame>();
        try
        {
            foreach (StructureInputs.Item item in items)
            {
                if (item.Structure is { } structure)
                {
                    _settings ??= settings(structure);
                    _unit ??= structure.LengthUnit;
                }

                batch.Add(new Frame(item));
                if (batch.Count >= (_sideBySide > 1 ? ReadAhead * _sideBySide : 1))
                    Finish();
            }

            Finish();
        }
        catch (OperationCanceledException)
        {
            errors.WriteLine(
                $"arise: interrupted after {_series.Count} maps; what is done is kept in {folder}. Give the same "
                + "command with --resume to go on.");
            return CommandLineApplication.Interrupted;
        }

        _series.Write(folder.FullName);
        foreach (string state in _states)
            File.Delete(state);
        output.WriteLine($"{_series.Count} maps; written to {folder}");
        return allGood ? 0 : CommandLineApplication.Failure;

        void Finish()
        {
            Map(batch, output, cancellation);
            foreach (Frame frame in batch)
            {
                if (frame.Entry is { } entry)
                {
                    _series.Add(entry);
                    output.WriteLine($"{entry.Name}: {Top(entry)}");
                    continue;
                }

                allGood = false;
                errors.WriteLine($"arise: {frame.Error}");
            }

            batch.Clear();
        }
    }

    /// <summary>One structure on its way through the series.</summary>
    private sealed class Frame(StructureInputs.Item item)
    {
        public StructureInputs.Item Item { get; } = item;

        public string Name { get; } = $"{Path.GetFileName(item.File)}#{item.Frame}";

        public string? Error { get; set; } = item.Error;

        public MapPlan? Plan { get; set; }

        public string Number { get; set; } = "";

        public MapSeriesEntry? Entry { get; set; }
    }

    private void Map(List<Frame> batch, TextWriter output, CancellationToken cancellation)
    {
        SideBySide(batch.Where(frame => frame.Item.Structure is not null), Plan, _sideBySide, cancellation);

        // Numbers follow the order of the input.
        Frame[] planned = [.. batch.Where(frame => frame.Plan is not null)];
        if (planned.Length == 0)
            return;
        foreach (Frame frame in planned)
        {
            MapCommand.RequireMemory(frame.Plan!, mapper.Classifier.Network);
            frame.Number = (++_plans).ToString("D4", CultureInfo.InvariantCulture);
        }

        MapPlan first = planned[0].Plan!;
        double shell = _series.Shell ?? InformationProfile.ShellOf(first.Places);
        string title = planned.Length == 1
            ? $"{planned[0].Name}, boxes"
            : $"maps {planned[0].Number} to {planned[^1].Number}, boxes";
        CountedProgress.Run(title, planned.Sum(frame => frame.Plan!.Boxes.Length), progress =>
        {
            var sum = new SummedProgress(progress);
            int most = Math.Min(_sideBySide, planned.Min(frame => Fitting(frame.Plan!)));
            SideBySide(planned, frame => Map(frame, shell, sum.Part(), cancellation), most, cancellation);
        });
        if (_sideBySide == 0)
            ChooseSideBySide(first, output);
    }

    private void Plan(Frame frame)
    {
        LengthUnit unit = frame.Item.Structure!.LengthUnit;
        if (unit != _unit)
        {
            frame.Error = $"{frame.Item.File}, frame {frame.Item.Frame}: lengths are in {unit.Name}, those of the "
                + $"first structure in {_unit!.Name}; map it by itself.";
            return;
        }

        int threads = _settings!.Prediction.Threads / Math.Max(_sideBySide, 1);
        MapSettings settings = _settings with { Prediction = _settings.Prediction with { Threads = threads } };
        try
        {
            frame.Plan = new MapPlan(frame.Item.Structure, settings);
        }
        catch (Exception error) when (error is DescriptorException or ArgumentException)
        {
            frame.Error = $"{frame.Item.File}, frame {frame.Item.Frame}: {error.Message}";
        }
    }

    private void Map(Frame frame, double shell, IProgress<int> progress, CancellationToken cancellation)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        MapPlan plan = frame.Plan!;
        string path = Path.Combine(folder.FullName, $"map-{frame.Number}.state");
        var own = new StructureMapper(mapper.Classifier);
        using MapState state = resume && File.Exists(path)
            ? MapState.Resume(path, plan, own.Classifier.Network)
            : MapState.Create(path, plan, own.Classifier.Network);
        lock (_states)
            _states.Add(path);
        CrystalMap map = own.Map(plan, state, progress, cancellation);
        if (keepMaps)
        {
            MapReport.Write(
                map,
                own.Classifier.Network,
                own.Times!,
                new MapManifest(frame.Name, model, started),
                folder.CreateSubdirectory($"map-{frame.Number}").FullName);
        }

        frame.Entry = new MapSeriesEntry(frame.Name, map, shell);
        frame.Plan = null;
    }

    private void ChooseSideBySide(MapPlan first, TextWriter output)
    {
        int threads = _settings!.Prediction.Threads;
        _sideBySide = first.Boxes.Length < SmallMap * threads ? Fitting(first) : 1;
        if (_sideBySide > 1)
        {
            double memory = _sideBySide * MemoryBytes(first) / (double)(1 << 20);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"the following {_sideBySide} at a time; {memory:F0} MiB of results together"));
        }
    }

    // How many such maps half the memory holds, at most one per thread.
    private int Fitting(MapPlan plan) => (int)Math.Clamp(
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / Math.Max(MemoryBytes(plan), 1),
        1,
        _settings!.Prediction.Threads);

    private long MemoryBytes(MapPlan plan) => plan.MemoryBytes(mapper.Classifier.Network.Architecture);

    private static void SideBySide(
        IEnumerable<Frame> frames, Action<Frame> work, int most, CancellationToken cancellation)
    {
        var options = new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(most, 1),
            CancellationToken = cancellation,
        };
        try
        {
            Parallel.ForEach(Partitioner.Create(frames, EnumerablePartitionerOptions.NoBuffering), options, work);
        }
        catch (AggregateException errors)
        {
            Exception first = errors.Flatten().InnerExceptions.MinBy(error => error is OperationCanceledException)!;
            ExceptionDispatchInfo.Throw(first);
        }
    }

    private static string Top(MapSeriesEntry entry)
    {
        const int most = 3;
        IEnumerable<int> classes = entry.BoxesOfClass
            .OrderByDescending(pair => pair.Value).Take(most).Select(pair => pair.Key);
        return $"{entry.Boxes} boxes; " + string.Join(", ", classes.Select(c => FormattableString.Invariant(
            $"{PrototypeLibrary.NameOf(entry.ClassLabels[c])} {100 * entry.Share(c):F1} %")));
    }

    /// <summary>Adds up how many boxes each of several maps has done.</summary>
    private sealed class SummedProgress(IProgress<int> whole)
    {
        private readonly Lock _gate = new();
        private int _sum;

        public IProgress<int> Part() => new One(this);

        private sealed class One(SummedProgress sum) : IProgress<int>
        {
            private int _most;

            void IProgress<int>.Report(int value)
            {
                lock (sum._gate)
                {
                    sum._sum += Math.Max(value - _most, 0);
                    _most = Math.Max(value, _most);
                    sum.Report();
                }
            }
        }

        private void Report() => whole.Report(_sum);
    }
}
