using Arise.Mapping;
using Arise.Networks.Models;
using Arise.Structures.Formats;

namespace Arise.Reporting.Maps;

/// <summary>
/// Writes everything about a map into a folder: map.npz, map.vti, map.vtk, atoms.xyz, summary.json, summary.txt, the
/// figures, and manifest.json last. A map of atoms has no volume, and atoms.npz instead of map.npz.
/// </summary>
public static class MapReport
{
    /// <summary>Writes the files; existing ones of these names are replaced, each only by a complete one.</summary>
    /// <param name="map">The map.</param>
    /// <param name="network">The model it was made with.</param>
    /// <param name="times">Where the time went.</param>
    /// <param name="manifest">Names of input and model.</param>
    /// <param name="folder">An existing folder.</param>
    /// <returns>The summary.</returns>
    public static MapSummary Write(
        CrystalMap map, BayesianNetwork network, MapTimes times, MapManifest manifest, string folder)
    {
        AtomLabels labels = AtomLabels.Of(map);
        var summary = new MapSummary(map, labels);
        bool hasGrid = map.Plan.Places is BoxGrid;
        if (hasGrid)
        {
            MapArchive.Write(map, Path.Combine(folder, "map.npz"));
            MapVolume.WriteVti(map, Path.Combine(folder, "map.vti"));
            MapVolume.WriteVtk(map, Path.Combine(folder, "map.vtk"));
        }
        else
        {
            AtomArchive.Write(map, Path.Combine(folder, "atoms.npz"));
        }

        StructureFile.Write(Path.Combine(folder, "atoms.xyz"), LabeledAtoms.Of(map, labels));
        MapSummaryJson.Write(summary, Path.Combine(folder, "summary.json"));
        using (var text = new Files.ReplacingFile(Path.Combine(folder, "summary.txt")))
        {
            using (var writer = new StreamWriter(text.Stream, leaveOpen: true) { NewLine = "\n" })
                MapSummaryText.Write(summary, writer);
            text.Commit();
        }

        if (hasGrid)
            MapFigures.Write(map, folder);
        else
            AtomFigures.Write(map, folder);
        manifest.Write(map, network, times, Path.Combine(folder, "manifest.json"));
        return summary;
    }
}
