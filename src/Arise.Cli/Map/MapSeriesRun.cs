using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Arise.Mapping;
using Arise.Prototypes;
using Arise.Reporting.Maps;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>Maps of several structures as the command shows them: a line for each, errors, and how to go on.</summary>
internal sealed class MapSeriesRun(MapSeriesRunner runner, DirectoryInfo folder, ParseResult parsed)
{
    private readonly TextWriter _output = WrappingWriter.Of(parsed.InvocationConfiguration.Output);
    private readonly TextWriter _errors = parsed.InvocationConfiguration.Error;
    private bool _allGood = true;

    /// <summary>Maps the structures; a file that cannot be used ends only itself.</summary>
    public int Run(
        IEnumerable<StructureInputs.Item> items,
        Func<AtomicStructure, MapSettings> settings,
        CancellationToken cancellation)
    {
        var progress = new Relay();
        using IEnumerator<ImmutableArray<MapSeriesResult>> groups =
            runner.Run(Structures(items), settings, progress, cancellation).GetEnumerator();
        bool isFirst = true;
        try
        {
            while (Next(groups, progress))
            {
                if (isFirst && runner.SideBySide > 1)
                {
                    _output.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"the following {runner.SideBySide} at a time; {runner.MemoryBytes / (double)(1 << 20):F0} MiB "
                        + $"of results together"));
                }

                isFirst &= runner.SideBySide == 0;
                foreach (MapSeriesResult result in groups.Current)
                    Show(result);
            }
        }
        catch (OperationCanceledException)
        {
            _errors.WriteLine(
                $"arise: interrupted after {runner.Count} maps; what is done is kept in {folder}. Give the same "
                + "command with --resume to go on.");
            return CommandLineApplication.Interrupted;
        }

        _output.WriteLine($"{runner.Count} maps; written to {folder}");
        return _allGood ? 0 : CommandLineApplication.Failure;
    }

    private static bool Next(IEnumerator<ImmutableArray<MapSeriesResult>> groups, Relay progress)
    {
        bool hasNext = false;
        CountedProgress.RunSteps(steps =>
        {
            progress.Target = steps;
            hasNext = groups.MoveNext();
        });
        return hasNext;
    }

    private IEnumerable<MapSeriesInput> Structures(IEnumerable<StructureInputs.Item> items)
    {
        foreach (StructureInputs.Item item in items)
        {
            if (item.Structure is { } structure)
                yield return new MapSeriesInput(item.File, item.Frame, structure);
            else
                Tell(item.Error!);
        }
    }

    private void Show(MapSeriesResult result)
    {
        if (result.Entry is { } entry)
        {
            _output.WriteLine($"{entry.Name}: {Top(entry)}");
            return;
        }

        string error = ErrorText.Of(result.Error!, parsed.CommandResult.Command);
        Tell($"{result.Input.File}, frame {result.Input.Frame}: {error}");
    }

    private void Tell(string error)
    {
        _allGood = false;
        _errors.WriteLine($"arise: {error}");
    }

    private static string Top(MapSeriesEntry entry)
    {
        const int most = 3;
        IEnumerable<int> classes = entry.BoxesOfClass
            .OrderByDescending(pair => pair.Value).Take(most).Select(pair => pair.Key);
        string none = entry.None > 0
            ? FormattableString.Invariant($"none {100 * entry.NoneShare:F1} %")
                + (entry.BoxesOfClass.IsEmpty ? "" : ", ")
            : "";
        return $"{entry.Boxes} boxes; {none}" + string.Join(", ", classes.Select(c => FormattableString.Invariant(
            $"{PrototypeLibrary.NameOf(entry.ClassLabels[c])} {100 * entry.Share(c):F1} %")));
    }

    /// <summary>Hands reports on to what shows the group in work.</summary>
    private sealed class Relay : IProgress<WorkProgress>
    {
        public IProgress<WorkProgress>? Target { get; set; }

        void IProgress<WorkProgress>.Report(WorkProgress value) => Target?.Report(value);
    }
}
