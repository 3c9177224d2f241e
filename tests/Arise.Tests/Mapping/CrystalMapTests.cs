using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Reporting.Maps;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Mapping;

/// <summary>A map that is saved and opened is the same map.</summary>
public sealed class CrystalMapTests : IDisposable
{
    private static readonly Lazy<CrystalMap> Small = new(() => Map(MapSamples.Quick()));

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-saved-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_grid_with_empty_boxes_opens_as_it_was()
    {
        CrystalMap map = Map(MapSamples.Quick() with { Padding = new Vector3D(1, 0.5, 0) });
        Assert.True(map.Rows < map.Grid.Count);
        Equal(map, SavedAndOpened(map));
    }

    [Fact]
    public void A_wrapped_map_with_columns_and_a_unit_opens_as_it_was()
    {
        AtomicStructure open = MapSamples.TwoPhases();
        var sample = new AtomicStructure(
            open.Positions,
            open.Species,
            new Lattice(new(41, 0, 0), new(0, 14.4, 0), new(0, 0, 14.4)),
            new Periodicity(true, false, false),
            [AtomColumn.Real("charge", [.. Enumerable.Range(0, open.Count).Select(k => 0.5 * k)])],
            new Dictionary<string, string> { ["unit"] = "pixel" });
        CrystalMap map = Map(MapSamples.Quick() with { MinimumAtoms = 40 }, sample);
        Assert.True(map.Grid.X.Wraps);
        CrystalMap opened = SavedAndOpened(map);
        Equal(map, opened);
        Assert.Equal("pixel", opened.Plan.Structure.LengthUnit.Name);
        AtomColumn charge = Assert.Single(opened.Plan.Structure.Columns, column => column.Kind == AtomColumnKind.Real);
        Assert.Equal(sample.Columns[0].Values, charge.Values);
    }

    [Fact]
    public void A_refined_map_opens_with_its_interpolated_rows()
    {
        CrystalMap map = Map(MapSamples.Quick() with { Stride = new Vector3D(1, 1, 15), Coarseness = 4 });
        Assert.Contains(0, map.Passes);
        Equal(map, SavedAndOpened(map));
    }

    [Theory]
    [InlineData(HiddenValues.PreActivations)]
    [InlineData(HiddenValues.Activations)]
    public void Hidden_layers_are_kept(HiddenValues values)
    {
        CrystalMap map = Map(MapSamples.Quick() with { HiddenLayer = 3, HiddenValues = values });
        Assert.True(map.HiddenUnits > 1);
        Equal(map, SavedAndOpened(map));
    }

    // A box that could not be described is a row of its own kind: not-a-number, and no class.
    [Fact]
    public void A_map_put_together_by_hand_opens_as_it_was()
    {
        MapSettings settings = MapSamples.Quick() with { HiddenLayer = 1 };
        var plan = new MapPlan(MapSamples.TwoPhases(), settings) { Input = "by hand" };
        int rows = plan.Boxes.Length;
        float[] probabilities = [.. Enumerable.Range(0, 3 * rows).Select(k => k < 3 ? float.NaN : (k % 7) / 7f)];
        float[] one = [.. Enumerable.Range(0, rows).Select(row => row == 0 ? float.NaN : 0.01f * row)];
        var map = new CrystalMap(
            plan,
            new ModelIdentity("a model", "00ff"),
            ["fcc", "bcc", "Ångström's own"],
            [.. probabilities],
            [.. one],
            [.. one.Select(value => value / 10)],
            [.. Enumerable.Range(0, rows)],
            (ImmutableArray<float>)[.. probabilities, .. one])
        {
            Started = new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.FromHours(2)).AddTicks(7),
            Times = new MapTimes(
                rows, TimeSpan.FromTicks(123456789), TimeSpan.FromTicks(1), TimeSpan.FromDays(3), TimeSpan.Zero),
        };
        Assert.Equal((-1, 4), (map.ClassOf(0), map.HiddenUnits));
        CrystalMap opened = SavedAndOpened(map);
        Equal(map, opened);
        Assert.Equal("by hand", opened.Plan.Input);
    }

    // Version 0.1.0 wrote no verdict: everything else is as it was.
    [Fact]
    public void A_map_of_an_earlier_version_opens_with_an_open_verdict()
    {
        CrystalMap map = Small.Value;
        Assert.Contains(Enumerable.Range(0, map.Rows), row => map.VerdictOf(row) == Verdict.Known);
        map.Save(_folder);
        string path = Path.Combine(_folder, "map.npz");
        NumpyArchive archive = NumpyArchive.Read(path);
        var old = new NumpyArchive();
        foreach (string name in archive.Names.Except(
            ["novelty", "verdict", "likely_class", "predictive_entropy", "second_class", "second_share"]))
            old.Add(name, archive[name]);
        old.Write(path);
        CrystalMap opened = CrystalMap.Open(_folder);
        Assert.All(Enumerable.Range(0, map.Rows), row =>
        {
            Assert.Equal(Verdict.Open, opened.VerdictOf(row));
            Assert.Equal(map.LikelyClassOf(row), opened.ClassOf(row));
        });
        Assert.Equal(map.PredictiveEntropy.AsEnumerable(), opened.PredictiveEntropy);
        Assert.All(opened.Novelty, value => Assert.True(float.IsNaN(value)));
        using var text = new StringWriter();
        MapSummary.Of(opened).WriteText(text);
        Assert.Contains("no verdict", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_do_not_fit_are_refused()
    {
        CrystalMap map = Small.Value;
        Refused("probabilities", map.Probabilities[1..], map.MutualInformation);
        Refused("mutualInformation", map.Probabilities, map.MutualInformation.Add(0));
        Refused("hidden", map.Probabilities, map.MutualInformation, map.Probabilities);

        void Refused(
            string name,
            ImmutableArray<float> probabilities,
            ImmutableArray<float> information,
            ImmutableArray<float>? hidden = null) => Assert.Throws<ArgumentException>(name, () => new CrystalMap(
                map.Plan,
                map.Model,
                map.ClassLabels,
                probabilities,
                information,
                map.MutualInformationError,
                map.Passes,
                hidden));
    }

    [Fact]
    public void The_map_says_which_model_made_it()
    {
        Assert.Equal(ShippedModels.DefaultName, Small.Value.Model.Name);
        Assert.Equal(MapDigest.Of(ShippedModels.Default), Small.Value.Model.Sha256);
        Assert.InRange(DateTimeOffset.UtcNow - Small.Value.Started, TimeSpan.Zero, TimeSpan.FromMinutes(10));
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("atoms.xyz")]
    [InlineData("map.npz")]
    public void A_file_that_is_missing_or_damaged_is_named(string name)
    {
        Small.Value.Save(_folder);
        string path = Path.Combine(_folder, name);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        MapException damaged = Assert.Throws<MapException>(() => CrystalMap.Open(_folder));
        Assert.Equal(path, damaged.File);
        File.Delete(path);
        MapException missing = Assert.Throws<MapException>(() => CrystalMap.Open(_folder));
        Assert.Equal(path, missing.File);
        Assert.StartsWith($"{path}: a map", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("settings.stride", "[1, 2]")]
    [InlineData("settings.box", "[1, 2, \"three\"]")]
    [InlineData("settings.min_atoms", "\"few\"")]
    [InlineData("settings.mode", "7")]
    [InlineData("model", "null")]
    [InlineData("settings", "null")]
    [InlineData("settings.seed", null)]
    public void A_field_of_the_manifest_that_is_missing_or_no_good_is_named(string field, string? value)
    {
        Small.Value.Save(_folder);
        string path = Path.Combine(_folder, "manifest.json");
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        string[] names = field.Split('.');
        JsonObject owner = names.Length > 1 ? manifest[names[0]]!.AsObject() : manifest;
        owner.Remove(names[^1]);
        if (value is not null)
            owner[names[^1]] = JsonNode.Parse(value);
        File.WriteAllText(path, manifest.ToJsonString());
        MapException error = Assert.Throws<MapException>(() => CrystalMap.Open(_folder));
        Assert.Equal((path, field), (error.File, error.Field));
        Assert.StartsWith($"{path}: '{field}' is ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Times_stand_in_a_file_of_their_own_that_may_be_missing_but_not_damaged()
    {
        Small.Value.Save(_folder);
        string path = Path.Combine(_folder, "times.json");
        Assert.Equal(Small.Value.Times, CrystalMap.Open(_folder).Times);
        foreach (string text in new[]
        {
            """{"started": "yesterday"}""", """{"threads": -1}""",
            """
            {"seconds_of_last_run":
            {"boxes": 1, "wall": -1, "descriptor_all_threads": 0, "network_all_threads": 0, "rest_all_threads": 0}}
            """,
        })
        {
            File.WriteAllText(path, text);
            Assert.Equal(path, Assert.Throws<MapException>(() => CrystalMap.Open(_folder)).File);
        }

        File.Delete(path);
        Assert.Equal(MapTimes.None, CrystalMap.Open(_folder).Times);
    }

    [Theory]
    [InlineData("min_atoms", "\"few\"", "not a number")]
    [InlineData("min_atoms", "1e300", "out of range or not a whole number")]
    [InlineData("min_atoms", "1.5", "out of range or not a whole number")]
    [InlineData("wrap", "\"yes\"", "neither true nor false")]
    [InlineData("box", "[1e999, 1, 1]", "no good")]
    public void What_is_wrong_with_a_field_is_told(string field, string value, string problem)
    {
        Small.Value.Save(_folder);
        string path = Path.Combine(_folder, "manifest.json");
        JsonObject manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        manifest["settings"]![field] = JsonNode.Parse(value);
        File.WriteAllText(path, manifest.ToJsonString());
        MapException error = Assert.Throws<MapException>(() => CrystalMap.Open(_folder));
        Assert.Equal($"{path}: 'settings.{field}' is {problem}.", error.Message);
    }

    // Another program may write a digest that fits; then the boxes themselves are refused, at once.
    [Theory]
    [InlineData("box", "[1e308, 12, 15]")]
    [InlineData("stride", "[1e-300, 8, 15]")]
    [InlineData("stride", "[0.00001, 0.00001, 0.00001]")]
    public void Settings_beyond_all_bounds_are_refused_at_once(string field, string value)
    {
        Small.Value.Save(_folder);
        string path = Path.Combine(_folder, "manifest.json");
        JsonObject json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        json["settings"]![field] = JsonNode.Parse(value);
        File.WriteAllText(path, json.ToJsonString());
        Assert.Contains(
            Assert.Throws<MapException>(() => CrystalMap.Open(_folder)).Field, new[] { "map_sha256", "settings" });
        MapManifest manifest = MapManifest.Read(path);
        json["map_sha256"] =
            MapDigest.Of(Small.Value.Plan.Structure, manifest.Settings.ToSettings(), manifest.ModelSha256);
        File.WriteAllText(path, json.ToJsonString());
        long start = Stopwatch.GetTimestamp();
        Assert.Throws<MapException>(() => CrystalMap.Open(_folder));
        Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 5);
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        Small.Value.Save(_folder);
        string manifest = Path.Combine(_folder, "manifest.json"), atoms = Path.Combine(_folder, "atoms.xyz");
        string text = File.ReadAllText(manifest);
        File.WriteAllText(manifest, text.Replace("\"seed\": 0", "\"seed\": 1", StringComparison.Ordinal));
        Assert.Equal("map_sha256", Assert.Throws<MapException>(() => CrystalMap.Open(_folder)).Field);
        File.WriteAllText(manifest, text.Replace("\"min_atoms\": 20", "\"min_atoms\": 1", StringComparison.Ordinal));
        Assert.Equal("settings", Assert.Throws<MapException>(() => CrystalMap.Open(_folder)).Field);
        File.WriteAllText(manifest, text);
        AtomicStructure moved = Small.Value.Plan.Structure;
        StructureFile.Write(atoms, moved.WithPositions([.. moved.Positions.ToArray().Select(p => 2 * p)]));
        Assert.Equal(atoms, Assert.Throws<MapException>(() => CrystalMap.Open(_folder)).File);
    }

    [Theory]
    [InlineData("passes")]
    [InlineData("probabilities")]
    public void An_array_of_another_shape_is_named(string name)
    {
        Small.Value.Save(_folder);
        string path = Path.Combine(_folder, "map.npz");
        NumpyArchive archive = NumpyArchive.Read(path);
        foreach (bool isThere in new[] { true, false })
        {
            var other = new NumpyArchive();
            foreach (string array in archive.Names.Where(array => isThere || array != name))
            {
                int[] shape = archive[array].Shape.ToArray();
                other.Add(array, new NumpyArray(
                    archive[array].Values, array == name ? [.. shape.Reverse()] : shape));
            }

            other.Write(path);
            MapException error = Assert.Throws<MapException>(() => CrystalMap.Open(_folder));
            Assert.Equal((path, name), (error.File, error.Field));
        }
    }

    private static CrystalMap Map(MapSettings settings, AtomicStructure? sample = null) =>
        new StructureMapper().Map(new MapPlan(sample ?? MapSamples.TwoPhases(), settings) { Input = "sample.xyz" });

    private CrystalMap SavedAndOpened(CrystalMap map)
    {
        map.Save(_folder);
        CrystalMap opened = CrystalMap.Open(_folder);

        // And the same once more: nothing is added to what was opened.
        string second = Path.Combine(_folder, "second");
        opened.Save(second);
        foreach (string path in Directory.GetFiles(second))
        {
            string first = Path.Combine(_folder, Path.GetFileName(path));
            Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(path));
        }

        return opened;
    }

    private static void Equal(CrystalMap expected, CrystalMap actual)
    {
        Assert.Equal(expected.Plan.Settings, actual.Plan.Settings);
        Assert.Equal(expected.Plan.Input, actual.Plan.Input);
        Assert.Equal(MapDigest.Of(expected.Plan.Structure), MapDigest.Of(actual.Plan.Structure));
        Assert.Equal(expected.Plan.Boxes.ToArray(), actual.Plan.Boxes.ToArray());
        Assert.Equal(expected.Plan.AtomCounts.ToArray(), actual.Plan.AtomCounts.ToArray());
        Assert.Equal(expected.Grid, actual.Grid);
        Assert.Equal((expected.Model, expected.Started, expected.Times), (actual.Model, actual.Started, actual.Times));
        Assert.Equal(expected.ClassLabels.ToArray(), actual.ClassLabels.ToArray());
        Assert.Equal(expected.Probabilities.ToArray(), actual.Probabilities.ToArray());
        Assert.Equal(expected.MutualInformation.ToArray(), actual.MutualInformation.ToArray());
        Assert.Equal(expected.MutualInformationError.ToArray(), actual.MutualInformationError.ToArray());
        Assert.Equal(expected.Passes.ToArray(), actual.Passes.ToArray());
        Assert.Equal(expected.Novelty.ToArray(), actual.Novelty.ToArray());
        Assert.Equal(expected.PredictiveEntropy.ToArray(), actual.PredictiveEntropy.ToArray());
        Assert.Equal(expected.Classes().ToArray(), actual.Classes().ToArray());
        Assert.Equal(expected.HiddenUnits, actual.HiddenUnits);
        Assert.Equal(expected.Hidden?.ToArray(), actual.Hidden?.ToArray());
    }
}
