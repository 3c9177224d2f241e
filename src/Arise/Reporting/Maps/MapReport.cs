using Arise.Files;
using Arise.Mapping;

namespace Arise.Reporting.Maps;

/// <summary>
/// Writes everything about a map into a folder: what <see cref="CrystalMap.Save"/> writes (map.npz, atoms.xyz,
/// manifest.json), and around it map.vti, map.vtk, summary.json, summary.txt and the figures.
/// </summary>
public static class MapReport
{
    /// <summary>Writes the files; they appear together.</summary>
    /// <param name="map">The map.</param>
    /// <param name="folder">The folder, which is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <param name="progress">Is told how far labels and files have come.</param>
    /// <param name="figures">Resolution and range of the figures.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; the folder is as it was.</exception>
    public static MapSummary Write(
        CrystalMap map,
        string folder,
        bool overwrite = false,
        IProgress<WorkProgress>? progress = null,
        FigureSettings? figures = null,
        CancellationToken cancellation = default)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.Map, overwrite);
        BoxLabels labels = BoxLabels.Of(map, progress, cancellation);
        MapSummary summary = MapSummary.Of(map, labels);
        Action<string>[] files =
        [
            path => MapVolume.WriteVti(map, Path.Combine(path, "map.vti")),
            path => MapVolume.WriteVtk(map, Path.Combine(path, "map.vtk")),
            path => MapFigures.Write(map, path, figures ?? FigureSettings.Default),
            path => summary.Write(Path.Combine(path, "summary.json")),
            path => WriteText(summary, Path.Combine(path, "summary.txt")),
            path => MapFolder.Write(map, labels, path),
        ];
        var counter = new StepCounter(WorkProgress.Of(progress, "files"), files.Length);
        foreach (Action<string> write in files)
        {
            cancellation.ThrowIfCancellationRequested();
            write(results.Path);
            counter.Add();
        }

        results.Commit();
        return summary;
    }

    /// <summary>When the map or the series of maps in a folder became complete (UTC); null if there is none.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The folder is damaged.</exception>
    public static DateTime? CompletedAt(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            return null;
        OutputFolder.Recover(folder);
        return ResultIndex.Read(folder) is { IsComplete: true, Kind: ResultKind.Map or ResultKind.MapSeries }
            ? File.GetLastWriteTimeUtc(Path.Combine(folder, ResultIndex.Name)) : null;
    }

    private static void WriteText(MapSummary summary, string path)
    {
        using var text = new ReplacingFile(path);
        using (var writer = new StreamWriter(text.Stream, leaveOpen: true) { NewLine = "\n" })
            summary.WriteText(writer);
        text.Commit();
    }
}
