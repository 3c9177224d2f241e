using Arise.Exploration;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Reporting.Exploration;

/// <summary>
/// Writes everything about an exploration into a folder: clusters.csv, points.csv, explore.npz, figures, atoms.xyz
/// (of a map: its labeled atoms with <c>cluster</c> and <c>cluster_share</c>), summary.txt, summary.json, and
/// manifest.json last.
/// </summary>
public static class ExplorationReport
{
    /// <summary>Writes the files; existing ones of these names are replaced, each only by a complete one.</summary>
    /// <param name="result">The exploration.</param>
    /// <param name="network">The model.</param>
    /// <param name="prediction">How it predicted.</param>
    /// <param name="manifest">Names of inputs and model.</param>
    /// <param name="folder">An existing folder.</param>
    public static void Write(
        ExplorationResult result,
        BayesianNetwork network,
        PredictionSettings prediction,
        ExplorationManifest manifest,
        string folder)
    {
        ExplorationTables.Clusters(result).WriteCsv(Path.Combine(folder, "clusters.csv"));
        ExplorationTables.Points(result).WriteCsv(Path.Combine(folder, "points.csv"));
        ExplorationArchive.Write(result, Path.Combine(folder, "explore.npz"));
        ExplorationFigures.Write(result, folder);
        if (result.Sample.Map is not null)
            StructureFile.Write(Path.Combine(folder, "atoms.xyz"), Atoms(result));
        WriteText(Path.Combine(folder, "summary.txt"), writer => ExplorationSummaryText.Write(result, writer));
        ExplorationSummaryJson.Write(result, Path.Combine(folder, "summary.json"));
        manifest.Write(result, network, prediction, Path.Combine(folder, "manifest.json"));
    }

    /// <summary>Writes the tables of a scan: scan.csv and scan.txt.</summary>
    public static void Write(ExplorationSample sample, IReadOnlyList<ClusterScanRow> rows, string folder)
    {
        ExplorationTables.Scan(rows).WriteCsv(Path.Combine(folder, "scan.csv"));
        WriteText(Path.Combine(folder, "scan.txt"), writer => ExplorationSummaryText.Write(sample, rows, writer));
    }

    private static AtomicStructure Atoms(ExplorationResult result)
    {
        AtomClusters atoms = AtomClusters.Of(result);
        return LabeledAtoms.Of(
            result.Sample.Map!,
            AtomLabels.Of(result.Sample.Map!),
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
