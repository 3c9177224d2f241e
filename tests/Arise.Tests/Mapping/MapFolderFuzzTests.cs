using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Arise.Files;
using Arise.Mapping;
using Arise.Networks.Models;
using Arise.Reporting.Maps;
using Arise.Tests.Networks;

namespace Arise.Tests.Mapping;

/// <summary>A saved map that is damaged opens and can be summed up, or ends in a <see cref="MapException"/>.</summary>
public sealed class MapFolderFuzzTests : IDisposable
{
    private const string Archive = "map.npz", Manifest = "manifest.json", Atoms = "atoms.xyz";

    private readonly string _folder = Directory.CreateTempSubdirectory("arise-damaged-").FullName;
    private readonly CrystalMap _map = Sample();

    public MapFolderFuzzTests()
    {
        _map.Save(_folder);
        Open();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Damaged_manifests()
    {
        byte[] valid = File.ReadAllBytes(PathOf(Manifest));
        Fuzz.Run<MapException>(300, random => Damage.Json(valid, random), bytes => Read(Manifest, bytes), _folder);
    }

    // As if another program had written the settings: the digest is theirs, so that they are believed.
    [Fact]
    public void Manifests_that_agree_with_themselves()
    {
        byte[] valid = File.ReadAllBytes(PathOf(Manifest));
        Fuzz.Run<MapException>(
            400, random => Agreeing(Damage.Json(valid, random)), bytes => Read(Manifest, bytes), _folder);
    }

    [Fact]
    public void Damaged_arrays()
    {
        NumpyArchive valid = NumpyArchive.Read(PathOf(Archive));
        Fuzz.Run<MapException>(200, random => Damage.Archive(valid, random), bytes => Read(Archive, bytes), _folder);
    }

    [Fact]
    public void Damaged_atoms()
    {
        byte[] valid = File.ReadAllBytes(PathOf(Atoms));
        Fuzz.Run<MapException>(100, random => Damage.Bytes(valid, random), bytes => Read(Atoms, bytes), _folder);
    }

    [Fact]
    public void Damaged_summaries()
    {
        MapSummary.Of(_map).Write(PathOf("summary.json"));
        byte[] valid = File.ReadAllBytes(PathOf("summary.json"));
        Fuzz.Run<MapException>(
            500,
            random => Damage.Json(valid, random),
            bytes =>
            {
                File.WriteAllBytes(PathOf("summary.json"), bytes);
                MapSummary.Open(PathOf("summary.json")).WriteText(TextWriter.Null);
            },
            _folder);
    }

    // What a state has of intact rows is taken, whatever stands behind.
    [Fact]
    public void Damaged_states()
    {
        BayesianNetwork network = DoubleNetwork.Random([2, 3, 2], 0, 1).ToSingle();
        var rows = new MapRows(_map.Plan, 3, 0);
        string path = PathOf("map.state");
        using (var state = MapState.Create(path, _map.Plan, network))
            state.Append(rows, [0, 1, 2, 3, 4, 5]);
        byte[] valid = File.ReadAllBytes(path);
        Fuzz.Run<MapException>(
            150,
            random => Damage.Bytes(valid, random),
            bytes =>
            {
                File.WriteAllBytes(path, bytes);
                using var state = MapState.Resume(path, _map.Plan, network);
                bool[] isDone = state.Restore(new MapRows(_map.Plan, 3, 0));
                Assert.All(isDone.Index(), pair => Assert.True(!pair.Item || pair.Index < 6));
            },
            _folder);
    }

    private void Read(string name, byte[] bytes) => Fuzz.While(PathOf(name), bytes, Open);

    private void Open() => MapSummary.Of(CrystalMap.Open(_folder)).WriteText(TextWriter.Null);

    private byte[] Agreeing(byte[] damaged)
    {
        string path = PathOf("agreeing.json");
        try
        {
            File.WriteAllBytes(path, damaged);
            MapManifest manifest = MapManifest.Read(path);
            JsonObject json = JsonNode.Parse(damaged)!.AsObject();
            json["input_atoms_sha256"] = MapDigest.Of(_map.Plan.Structure);
            json["map_sha256"] =
                MapDigest.Of(_map.Plan.Structure, manifest.Settings.ToSettings(), manifest.ModelSha256);
            return Encoding.UTF8.GetBytes(json.ToJsonString());
        }
        catch (MapException)
        {
            return damaged;
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private static CrystalMap Sample()
    {
        var plan = new MapPlan(MapSamples.TwoPhases(), MapSamples.Quick(threads: 1)) { Input = "sample.xyz" };
        int rows = plan.Boxes.Length;
        float[] one = [.. Enumerable.Range(0, rows).Select(row => row == 0 ? float.NaN : 0.01f * row)];
        ImmutableArray<float> probabilities =
            [.. Enumerable.Range(0, 3 * rows).Select(k => k < 3 ? float.NaN : k % 3 == 1 ? 0.6f : 0.2f)];
        return new CrystalMap(
            plan,
            new ModelIdentity("a model", "00ff"),
            ["fcc", "bcc", "own"],
            probabilities,
            [.. one],
            [.. one],
            [.. Enumerable.Range(0, rows)],
            null);
    }
}
