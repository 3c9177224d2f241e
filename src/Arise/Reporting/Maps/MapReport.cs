using Arise.Files;
using Arise.Mapping;

namespace Arise.Reporting.Maps;

/// <summary>
/// Writes everything about a map into a folder: what <see cref="CrystalMap.Save"/> writes (map.npz, atoms.xyz,
/// manifest.json), and around it map.vti, map.vtk, summary.json, summary.txt and the figures. A map of atoms has no
/// volume.
/// </summary>
public static class MapReport
{
    /// <summary>Writes the files; existing ones of these names are replaced, each only by a complete one.</summary>
    /// <param name="map">The map.</param>
    /// <param name="folder">The folder, which is created if need be.</param>
    /// <param name="progress">Is told how far labels and files have come.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was canceled; there is no manifest.</exception>
    public static MapSummary Write(
        CrystalMap map,
        string folder,
        IProgress<WorkProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(folder);
        AtomLabels labels = AtomLabels.Of(map, progress, cancellation);
        MapSummary summary = MapSummary.Of(map, labels);
        Action<string>[] files = map.Plan.Places is BoxGrid
            ?
            [
                path => MapVolume.WriteVti(map, Path.Combine(path, "map.vti")),
                path => MapVolume.WriteVtk(map, Path.Combine(path, "map.vtk")),
                path => MapFigures.Write(map, path),
            ]
            : [path => AtomFigures.Write(map, path)];
        files =
        [
            .. files,
            path => summary.Write(Path.Combine(path, "summary.json")),
            path => WriteText(summary, Path.Combine(path, "summary.txt")),
            path => MapFolder.Write(map, labels, path),
        ];
        var counter = new StepCounter(WorkProgress.Of(progress, "files"), files.Length);
        foreach (Action<string> write in files)
        {
            cancellation.ThrowIfCancellationRequested();
            write(folder);
            counter.Add();
        }

        return summary;
    }

    private static void WriteText(MapSummary summary, string path)
    {
        using var text = new ReplacingFile(path);
        using (var writer = new StreamWriter(text.Stream, leaveOpen: true) { NewLine = "\n" })
            summary.WriteText(writer);
        text.Commit();
    }
}
