using Arise.Exploration;
using Arise.Files;
using Arise.Mapping;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Reporting.Exploration;

/// <summary>
/// Writes everything about an exploration into a folder: clusters.csv, points.csv, explore.npz, figures, atoms.xyz
/// (of a map: its labeled atoms with <c>cluster</c> and <c>cluster_share</c>), summary.txt, summary.json, and
/// manifest.json last. The embedding is drawn up to 1500 points; an exploration that was opened has no map to draw.
/// </summary>
public static class ExplorationReport
{
    /// <summary>Writes the files; they appear together.</summary>
    /// <param name="result">The exploration.</param>
    /// <param name="folder">The folder, which is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <param name="figures">Resolution and range of the figures.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public static void Write(
        ExplorationResult result, string folder, bool overwrite = false, FigureSettings? figures = null)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.Exploration, overwrite);
        WriteFiles(result, results.Path, figures ?? FigureSettings.Default);
        results.Commit();
    }

    private static void WriteFiles(ExplorationResult result, string folder, FigureSettings figures)
    {
        ExplorationTables.Clusters(result).WriteCsv(Path.Combine(folder, "clusters.csv"));
        ExplorationTables.Points(result).WriteCsv(Path.Combine(folder, "points.csv"));
        ExplorationFigures.Write(result, folder, figures);
        if (result.Sample.Map is not null)
            StructureFile.Write(Path.Combine(folder, "atoms.xyz"), Atoms(result));
        WriteText(Path.Combine(folder, "summary.txt"), writer => ExplorationSummaryText.Write(result, writer));
        ExplorationSummaryJson.Of(result).Write(Path.Combine(folder, "summary.json"));
        ExplorationFolder.Write(result, folder);
    }

    /// <summary>Writes the tables of a scan: scan.csv and scan.txt.</summary>
    /// <param name="sample">The points.</param>
    /// <param name="rows">What <see cref="Explorer.Scan"/> gave.</param>
    /// <param name="folder">The folder, which is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public static void Write(
        ExplorationSample sample, IReadOnlyList<ClusterScanRow> rows, string folder, bool overwrite = false)
    {
        using var results = OutputFolder.Begin(folder, ResultKind.Exploration, overwrite);
        ExplorationTables.Scan(rows).WriteCsv(Path.Combine(results.Path, "scan.csv"));
        WriteText(
            Path.Combine(results.Path, "scan.txt"), writer => ExplorationSummaryText.Write(sample, rows, writer));
        results.Commit();
    }

    /// <summary>Writes the text of summary.txt: sizes, classes, places and distances of the clusters.</summary>
    public static void WriteSummary(ExplorationResult result, TextWriter output) =>
        ExplorationSummaryText.Write(result, output);

    /// <summary>Writes the text of scan.txt.</summary>
    public static void WriteSummary(
        ExplorationSample sample, IReadOnlyList<ClusterScanRow> rows, TextWriter output) =>
        ExplorationSummaryText.Write(sample, rows, output);

    private static AtomicStructure Atoms(ExplorationResult result)
    {
        AtomClusters atoms = AtomClusters.Of(result);
        return LabeledAtoms.Of(
            result.Sample.Map!,
            BoxLabels.Of(result.Sample.Map!),
            AtomColumn.Integer("cluster", [.. atoms.Clusters.Select(cluster => (long)cluster)]),
            AtomColumn.Real("cluster_share", [.. atoms.Shares.Select(share => Math.Round(share, 6))]));
    }

    private static void WriteText(string path, Action<TextWriter> write)
    {
        using var file = new ReplacingFile(path);
        using (var writer = new StreamWriter(file.Stream, leaveOpen: true) { NewLine = "\n" })
            write(writer);
        file.Commit();
    }
}
