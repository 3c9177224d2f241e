using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;
using Arise.Files;
using Arise.Mapping;
using Arise.Reporting.Maps;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Tests.Mapping;

namespace Arise.Tests.Reporting.Maps;

/// <summary>The files of a map of atoms, read back.</summary>
public sealed class AtomReportTests : IClassFixture<AtomReportTests.Written>
{
    private readonly Written _written;

    public AtomReportTests(Written written) => _written = written;

    private CrystalMap Map => _written.Map;

    [Fact]
    public void The_archive_has_a_row_per_atom()
    {
        NumpyArchive archive = NumpyArchive.Read(_written.PathOf("atoms.npz"));
        int atoms = Map.Plan.Structure.Count;
        float[] probabilities = archive.Get<float>("probabilities", 2, out ReadOnlySpan<int> shape);
        int[] present = archive["classes_present"].As<int>();
        Assert.Equal([atoms, present.Length], shape.ToArray());
        double[] positions = archive.Get<double>("positions", 2, out shape);
        Assert.Equal([atoms, 3], shape.ToArray());
        int[] classes = archive["class_index"].As<int>(), counts = archive["atom_counts"].As<int>();
        float[] information = archive["mutual_information"].As<float>();
        for (int atom = 0; atom < atoms; atom++)
        {
            int row = Map.RowOf(atom);
            Assert.Equal(Map.Plan.Structure.Positions[atom].Y, positions[(3 * atom) + 1]);
            Assert.Equal(Map.Plan.AtomCounts[atom], counts[atom]);
            Assert.Equal(row < 0 ? -1 : Map.ClassOf(row), classes[atom]);
            Assert.Equal(row < 0 ? float.NaN : Map.MutualInformation[row], information[atom]);
            for (int k = 0; k < present.Length; k++)
            {
                Assert.Equal(
                    row < 0 ? float.NaN : Map.ProbabilitiesOf(row)[present[k]],
                    probabilities[(atom * present.Length) + k]);
            }
        }

        Assert.Equal([12.0, 12, 12], archive["sphere"].As<double>());
        Assert.Contains(-1, classes);
        Assert.False(File.Exists(_written.PathOf("map.npz")));
    }

    [Fact]
    public void The_atoms_carry_their_own_predictions()
    {
        AtomicStructure atoms = StructureFile.ReadFirst(_written.PathOf("atoms.xyz"));
        Dictionary<string, AtomColumn> columns = atoms.Columns.ToDictionary(column => column.Name);
        ImmutableArray<int> classes = Map.Classes();
        ImmutableArray<float> probability = Map.TopProbability();
        Assert.Equal(classes.Select(c => (long)c), (long[])columns["class_index"].Values);
        Assert.All(
            probability.Zip((double[])columns["probability"].Values),
            pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void The_summary_counts_atoms()
    {
        JsonElement summary = JsonDocument.Parse(File.ReadAllText(_written.PathOf("summary.json"))).RootElement;
        JsonElement[] classes = [.. summary.GetProperty("classes").EnumerateArray()];
        int classified = summary.GetProperty("atoms_classified").GetInt32();
        Assert.Equal(Map.Rows, classified);
        Assert.Equal(classified, classes.Sum(c => c.GetProperty("atoms").GetInt32()));
        Assert.Equal(
            Map.Plan.Structure.Count, classified + summary.GetProperty("atoms_without_prediction").GetInt32());
        Assert.False(classes[0].TryGetProperty("boxes", out _));
        Assert.All(
            summary.GetProperty("grains").EnumerateArray(),
            grain => Assert.True(grain.GetProperty("atoms").GetInt32() >= MapSummary.SmallestListedGrain));
        string text = File.ReadAllText(_written.PathOf("summary.txt"));
        Assert.DoesNotContain("box", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    // One disc per atom shown: the sample is thin along y and z.
    [Theory]
    [InlineData("classes")]
    [InlineData("mutual_information")]
    public void Figures_show_a_point_per_atom(string name)
    {
        XDocument svg = XDocument.Load(_written.PathOf(name + ".svg"));
        int discs = svg.Descendants().Count(e => e.Name.LocalName == "circle");
        Assert.InRange(discs, Map.Plan.Structure.Count, Map.Plan.Structure.Count + 30);
        Assert.True(new FileInfo(_written.PathOf(name + ".png")).Length > 1000);
    }

    /// <summary>One map, written once for all tests.</summary>
    public sealed class Written : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("arise-report-").FullName;

        public Written()
        {
            var plan = new MapPlan(MapSamples.TwoPhases(), MapSamples.Quick() with
            {
                Edge = new(12, 12, 12),
                Shape = MapShape.Atoms,
                MinimumAtoms = 30,
            });
            Map = new StructureMapper().Map(plan);
            MapReport.Write(Map, _folder);
            ResultFolders.AreForeseen(_folder);
        }

        internal CrystalMap Map { get; }

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        internal string PathOf(string name) => Path.Combine(_folder, name);
    }
}
