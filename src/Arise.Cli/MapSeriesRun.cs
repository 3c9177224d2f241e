using System.CommandLine;
using Arise.Descriptors;
using Arise.Mapping;
using Arise.Reporting.Maps;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>
/// Maps of several structures with one box and stride, chosen for the first: their states are kept until all are
/// done, so that an interrupted series goes on where it was.
/// </summary>
internal sealed class MapSeriesRun(
    StructureMapper mapper, string model, DirectoryInfo folder, bool resume, bool keepMaps)
{
    private readonly List<string> _states = [];
    private readonly MapSeries _series = new();
    private MapSettings? _settings;

    /// <summary>Maps the structures one after the other; a file that cannot be used ends only itself.</summary>
    public int Run(
        IEnumerable<StructureInputs.Item> items,
        Func<AtomicStructure, MapSettings> settings,
        ParseResult parsed,
        CancellationToken cancellation)
    {
        TextWriter output = parsed.InvocationConfiguration.Output, errors = parsed.InvocationConfiguration.Error;
        bool allGood = true;
        try
        {
            foreach (StructureInputs.Item item in items)
            {
                string? error = item.Error;
                if (item.Structure is { } structure)
                    error = Map(item, structure, _settings ??= settings(structure), output, cancellation);
                if (error is null)
                    continue;
                allGood = false;
                errors.WriteLine($"arise: {error}");
            }
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
    }

    private string? Map(
        StructureInputs.Item item,
        AtomicStructure structure,
        MapSettings settings,
        TextWriter output,
        CancellationToken cancellation)
    {
        DateTimeOffset started = DateTimeOffset.UtcNow;
        string name = $"{Path.GetFileName(item.File)}#{item.Frame}";
        MapPlan plan;
        try
        {
            plan = new MapPlan(structure, settings);
        }
        catch (Exception error) when (error is DescriptorException or ArgumentException)
        {
            return $"{item.File}, frame {item.Frame}: {error.Message}";
        }

        string number = (_series.Count + 1).ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
        string path = Path.Combine(folder.FullName, $"map-{number}.state");
        _states.Add(path);
        CrystalMap? map = null;
        using (MapState state = resume && File.Exists(path)
            ? MapState.Resume(path, plan, mapper.Classifier.Network)
            : MapState.Create(path, plan, mapper.Classifier.Network))
        {
            CountedProgress.Run($"{name}, boxes", plan.Boxes.Length, progress =>
                map = mapper.Map(plan, state, progress, cancellation));
        }

        if (keepMaps)
        {
            MapReport.Write(
                map!,
                mapper.Classifier.Network,
                mapper.Times!,
                new MapManifest(name, model, started),
                folder.CreateSubdirectory($"map-{number}").FullName);
        }

        _series.Add(name, map!);
        output.WriteLine($"{name}: {Top(map!)}");
        return null;
    }

    private static string Top(CrystalMap map)
    {
        const int most = 3;
        int classified = Math.Max(Enumerable.Range(0, map.Rows).Count(row => map.ClassOf(row) >= 0), 1);
        return $"{map.Rows} boxes; " + string.Join(", ", map.ClassesPresent().Take(most).Select(c =>
        {
            double share = 100.0 * Enumerable.Range(0, map.Rows).Count(row => map.ClassOf(row) == c) / classified;
            return FormattableString.Invariant($"{map.NameOf(c)} {share:F1} %");
        }));
    }
}
