using System.Text.Json;
using Arise.Files;
using Arise.Mapping;
using Arise.Numerics;

namespace Arise.Reporting.Maps;

/// <summary>
/// The summary of a map as JSON: lengths in the unit that <c>length_unit</c> names, entropies in bits, numbers that do
/// not exist as null. The same map gives the same bytes.
/// </summary>
public static class MapSummaryJson
{
    private static readonly JsonWriterOptions Layout = new() { Indented = true };

    /// <summary>Writes the file; it appears only once it is complete.</summary>
    public static void Write(MapSummary summary, string path)
    {
        using var file = new ReplacingFile(path);
        using (var json = new Utf8JsonWriter(file.Stream, Layout))
            Write(summary, json);
        file.Stream.WriteByte((byte)'\n');
        file.Commit();
    }

    private static void Write(MapSummary summary, Utf8JsonWriter json)
    {
        CrystalMap map = summary.Map;
        int atoms = map.Plan.Structure.Count;
        string places = map.Plan.Places is BoxGrid ? "boxes" : "atoms";
        json.WriteStartObject();
        json.WriteString("formula", map.Plan.Structure.Formula());
        json.WriteString("length_unit", map.Plan.Structure.LengthUnit.Name);
        json.WriteNumber("atoms", atoms);
        json.WriteNumber("atoms_without_prediction", summary.UnlabeledAtoms);
        if (map.Plan.Places is BoxGrid grid)
        {
            WriteGrid(grid, json);
            json.WriteNumber("boxes", grid.Count);
            json.WriteNumber("boxes_interpolated", summary.Interpolated);
        }
        else
        {
            WriteVector(json, "sphere", map.Plan.Places.Edge);
        }

        json.WriteNumber($"{places}_classified", summary.Classified);
        json.WriteNumber($"{places}_uncertain", summary.Uncertain);
        json.WriteNumber("uncertain_from_bit", MapSummary.UncertainFrom);
        WriteNumber(json, "uncertain_fraction", (double)summary.Uncertain / summary.Classified);
        WriteNumber(json, "mean_mutual_information", summary.MeanMutualInformation);
        json.WriteStartArray("classes");
        foreach (MapSummary.ClassShare share in summary.Classes)
        {
            json.WriteStartObject();
            WriteClass(json, map, share.Class);
            if (map.Plan.Places is BoxGrid)
            {
                json.WriteNumber("boxes", share.Boxes);
                WriteNumber(json, "box_fraction", (double)share.Boxes / summary.Classified);
            }

            json.WriteNumber("atoms", share.Atoms);
            WriteNumber(json, "atom_fraction", (double)share.Atoms / atoms);
            WriteNumber(json, "mean_probability", share.Probability);
            WriteNumber(json, "mean_mutual_information", share.MutualInformation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("grain_count", summary.Grains.Count);
        json.WriteStartArray("grains");
        foreach (Grain grain in summary.Grains.Where(grain => grain.Boxes >= MapSummary.SmallestListedGrain))
        {
            json.WriteStartObject();
            WriteClass(json, map, grain.Class);
            json.WriteNumber(places, grain.Boxes);
            if (map.Plan.Places is BoxGrid)
                WriteNumber(json, "volume", grain.Volume);
            WriteVector(json, "center", grain.Center);
            WriteNumber(json, "mean_probability", grain.Probability);
            WriteNumber(json, "mean_mutual_information", grain.MutualInformation);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    internal static void WriteVector(Utf8JsonWriter json, string name, Vector3D v)
    {
        json.WriteStartArray(name);
        for (int axis = 0; axis < 3; axis++)
            json.WriteNumberValue(v[axis]);
        json.WriteEndArray();
    }

    private static void WriteGrid(BoxGrid grid, Utf8JsonWriter json)
    {
        json.WriteStartArray("shape_zyx");
        for (int axis = 2; axis >= 0; axis--)
            json.WriteNumberValue(grid[axis].Count);
        json.WriteEndArray();
        WriteVector(json, "origin", grid.Origin);
        WriteVector(json, "stride", grid.Spacing);
        WriteVector(json, "box", new Vector3D(grid.X.Edge, grid.Y.Edge, grid.Z.Edge));
    }

    private static void WriteClass(Utf8JsonWriter json, CrystalMap map, int @class)
    {
        json.WriteNumber("class_index", @class);
        json.WriteString("label", map.ClassLabels[@class]);
        json.WriteString("name", map.NameOf(@class));
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
