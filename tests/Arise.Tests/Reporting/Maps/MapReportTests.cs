using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Arise.Files;
using Arise.Mapping;
using Arise.Reporting.Maps;
using Arise.Structures;
using Arise.Structures.Formats;
using Arise.Tests.Mapping;

namespace Arise.Tests.Reporting.Maps;

/// <summary>Every output is read back by other means than it was written.</summary>
public sealed class MapReportTests : IClassFixture<MapReportTests.Written>
{
    private readonly Written _written;

    public MapReportTests(Written written) => _written = written;

    private CrystalMap Map => _written.Map;

    [Fact]
    public void The_archive_holds_the_map_with_NaN_where_there_is_no_prediction()
    {
        NumpyArchive archive = NumpyArchive.Read(_written.PathOf("map.npz"));
        BoxGrid grid = Map.Grid;
        float[] probabilities = archive.Get<float>("probabilities", 4, out ReadOnlySpan<int> shape);
        Assert.Equal([Map.ClassLabels.Length, grid.Z.Count, grid.Y.Count, grid.X.Count], shape.ToArray());
        float[] information = archive["mutual_information"].As<float>();
        int[] classes = archive["class_index"].As<int>(), counts = archive["atom_counts"].As<int>();
        int[] likely = archive["likely_class"].As<int>();
        float[] novelty = archive["novelty"].As<float>(), entropy = archive["predictive_entropy"].As<float>();
        sbyte[] verdicts = archive["verdict"].As<sbyte>();
        for (int box = 0; box < grid.Count; box++)
        {
            Assert.Equal(counts[box] < Map.Plan.Settings.MinimumAtoms, float.IsNaN(information[box]));
            int classCount = Map.ClassLabels.Length;
            float[] p = [.. Enumerable.Range(0, classCount).Select(c => probabilities[(c * grid.Count) + box])];
            if (float.IsNaN(information[box]))
            {
                Assert.Equal((-1, -1, 0), (classes[box], likely[box], (int)verdicts[box]));
                Assert.All((float[])[.. p, novelty[box], entropy[box]], value => Assert.True(float.IsNaN(value)));
            }
            else
            {
                Assert.Equal(1, p.Sum(), 1e-4f);
                Assert.Equal(p.Max(), p[likely[box]]);
                Assert.Equal(novelty[box] > 1.25 ? 3 : novelty[box] > 1 ? 2 : 1, verdicts[box]);
                Assert.Equal(novelty[box] > 1.25 ? -2 : likely[box], classes[box]);
                Assert.Equal(-p.Sum(value => value > 0 ? value * Math.Log2(value) : 0), entropy[box], 1e-5);
            }
        }

        Assert.Equal([grid.X.Start(0) + 6, grid.Y.Start(0) + 6, grid.Z.Start(0) + 7.5], archive["origin"].As<double>());
        Assert.Equal([4.0, 8, 15], archive["stride"].As<double>());
        Assert.Equal(Map.ClassLabels, archive["class_labels"].As<string>());
    }

    [Fact]
    public void The_xml_volume_holds_every_field_at_its_offset()
    {
        byte[] bytes = File.ReadAllBytes(_written.PathOf("map.vti"));
        int mark = bytes.AsSpan().IndexOf("<AppendedData encoding=\"raw\">\n_"u8);
        string head = Encoding.UTF8.GetString(bytes, 0, mark) + "</VTKFile>";
        XElement image = XDocument.Parse(head).Root!.Element("ImageData")!;
        (int nx, int ny, int nz) = (Map.Grid.X.Count, Map.Grid.Y.Count, Map.Grid.Z.Count);
        Assert.Equal($"0 {nx - 1} 0 {ny - 1} 0 {nz - 1}", image.Attribute("WholeExtent")!.Value);
        double[] origin = Numbers(image.Attribute("Origin")!.Value);
        Assert.Equal(Map.Grid.Origin.Y, origin[1]);
        Assert.Equal([4.0, 8, 15], Numbers(image.Attribute("Spacing")!.Value));
        int data = mark + "<AppendedData encoding=\"raw\">\n_".Length;
        foreach (XElement array in image.Descendants("DataArray"))
        {
            int at = data + int.Parse(array.Attribute("offset")!.Value, CultureInfo.InvariantCulture);
            Assert.Equal(4L * Map.Grid.Count, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)));
            for (int box = 0; box < Map.Grid.Count; box++)
            {
                ReadOnlySpan<byte> word = bytes.AsSpan(at + 8 + (4 * box));
                CheckField(
                    array.Attribute("Name")!.Value,
                    box,
                    array.Attribute("type")!.Value == "Int32"
                        ? BinaryPrimitives.ReadInt32LittleEndian(word)
                        : BinaryPrimitives.ReadSingleLittleEndian(word));
            }
        }
    }

    [Fact]
    public void The_legacy_volume_holds_the_same_fields()
    {
        byte[] bytes = File.ReadAllBytes(_written.PathOf("map.vtk"));
        int at = 0;
        string[] head = [.. Enumerable.Range(0, 8).Select(_ => NextLine())];
        Assert.Equal("# vtk DataFile Version 3.0", head[0]);
        Assert.Equal("DATASET STRUCTURED_POINTS", head[3]);
        Assert.Equal($"DIMENSIONS {Map.Grid.X.Count} {Map.Grid.Y.Count} {Map.Grid.Z.Count}", head[4]);
        Assert.Equal($"POINT_DATA {Map.Grid.Count}", head[7]);
        int fields = 0;
        while (at < bytes.Length)
        {
            string[] words = NextLine().Split(' ');
            Assert.Equal("SCALARS", words[0]);
            Assert.Equal("LOOKUP_TABLE default", NextLine());
            for (int box = 0; box < Map.Grid.Count; box++, at += 4)
            {
                CheckField(
                    words[1],
                    box,
                    words[2] == "int"
                        ? BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at))
                        : BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(at)));
            }

            Assert.Equal("", NextLine());
            fields++;
        }

        Assert.Equal(11 + Map.ClassesPresent().Length, fields);

        string NextLine()
        {
            int end = at + bytes.AsSpan(at).IndexOf((byte)'\n');
            string line = Encoding.UTF8.GetString(bytes, at, end - at);
            at = end + 1;
            return line;
        }
    }

    [Fact]
    public void The_atoms_carry_their_labels()
    {
        AtomicStructure atoms = StructureFile.ReadFirst(_written.PathOf("atoms.xyz"));
        BoxLabels labels = BoxLabels.Of(Map);
        Assert.Equal(Map.Plan.Structure.Positions.ToArray(), atoms.Positions.ToArray());
        Dictionary<string, AtomColumn> columns = atoms.Columns.ToDictionary(column => column.Name);
        Assert.Equal(3, columns["top_class"].Width);
        Assert.Equal(3, columns["top_probability"].Width);
        for (int atom = 0; atom < atoms.Count; atom++)
        {
            int c = labels.ClassOf(atom);
            Assert.Equal(c, ((long[])columns["class_index"].Values)[atom]);
            Assert.Equal(
                c switch { -2 => "none", -1 => "no_prediction", _ => Map.ClassLabels[c] },
                ((string[])columns["class_name"].Values)[atom]);
            Assert.Equal((long)labels.Verdicts[atom], ((long[])columns["verdict"].Values)[atom]);
            Assert.Equal(
                labels.PredictiveEntropy[atom], ((double[])columns["predictive_entropy"].Values)[atom], 1e-6);
            Assert.Equal(
                labels.MutualInformation[atom], ((double[])columns["mutual_information"].Values)[atom], 1e-6);
        }
    }

    [Fact]
    public void The_summary_adds_up()
    {
        JsonElement summary = JsonDocument.Parse(File.ReadAllText(_written.PathOf("summary.json"))).RootElement;
        JsonElement[] classes = [.. summary.GetProperty("classes").EnumerateArray()];
        Assert.Equal(Map.Rows, summary.GetProperty("boxes_classified").GetInt32());
        classes = [.. classes, summary.GetProperty("none")];
        Assert.Equal(1, classes.Sum(c => c.GetProperty("box_fraction").GetDouble()), 1e-12);
        Assert.Equal(
            Map.Plan.Structure.Count,
            summary.GetProperty("atoms_without_prediction").GetInt32()
                + classes.Sum(c => c.GetProperty("atoms").GetInt32()) + _written.AtomsOfOtherClasses);
        Assert.Contains("face-centered cubic", classes.Select(c => c.GetProperty("name").GetString()));
        string text = File.ReadAllText(_written.PathOf("summary.txt"));
        Assert.Contains("face-centered cubic", text, StringComparison.Ordinal);

        // First what is none of the types, because its mutual information may be low.
        int none = Enumerable.Range(0, Map.Rows).Count(row => Map.ClassOf(row) == CrystalMap.None);
        Assert.Equal(none, summary.GetProperty("boxes_none").GetInt32());
        Assert.StartsWith(
            string.Create(CultureInfo.InvariantCulture, $"none of the known types: {100.0 * none / Map.Rows:F1} %"),
            text.Split('\n')[1],
            StringComparison.Ordinal);
        Assert.Contains("\nmutual information of the others ", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
    }

    [Fact]
    public void The_manifest_names_input_model_and_settings()
    {
        JsonElement manifest = JsonDocument.Parse(File.ReadAllText(_written.PathOf("manifest.json"))).RootElement;
        Assert.Equal("sample.xyz", manifest.GetProperty("input").GetString());
        Assert.Equal(
            MapDigest.Of(Map.Plan.Structure), manifest.GetProperty("input_atoms_sha256").GetString());
        Assert.Equal(64, manifest.GetProperty("settings").GetProperty("passes").GetInt32());
        Assert.StartsWith("arise ", manifest.GetProperty("program").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("classes")]
    [InlineData("mutual_information")]
    [InlineData("probabilities")]
    public void Figures_are_written_with_the_names_of_what_they_show(string name)
    {
        XDocument svg = XDocument.Load(_written.PathOf(name + ".svg"));
        string[] texts = [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        Assert.Contains("x / Å", texts);
        if (name == "mutual_information")
            Assert.Contains("predictive entropy / bit", texts);
        else
            Assert.Contains("diamond", texts);
        Assert.Equal(name == "classes", texts.Contains("none of the known types"));
        Assert.True(new FileInfo(_written.PathOf(name + ".png")).Length > 1000);
    }

    // Atoms found in an image: the sample eight times as large, in pixels.
    [Fact]
    public void A_map_of_pixels_names_no_other_unit()
    {
        using var written = new Written(InPixels());
        string[] figures = Directory.GetFiles(written.Folder, "*.svg");
        Assert.NotEmpty(figures);
        foreach (string path in figures)
        {
            string[] texts =
                [.. XDocument.Load(path).Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
            Assert.Contains("x / pixel", texts);
            Assert.DoesNotContain(texts, text => text.Contains('Å', StringComparison.Ordinal));
        }

        string summary = File.ReadAllText(written.PathOf("summary.txt"));
        Assert.Contains("center / pixel", summary, StringComparison.Ordinal);
        Assert.Contains("  pixel^3 ", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("nm^3", summary, StringComparison.Ordinal);
        Assert.All(summary.Split('\n'), line => Assert.InRange(line.Length, 0, 100));
        JsonElement json = JsonDocument.Parse(File.ReadAllText(written.PathOf("summary.json"))).RootElement;
        Assert.Equal("pixel", json.GetProperty("length_unit").GetString());
        Assert.Equal("pixel", StructureFile.ReadFirst(written.PathOf("atoms.xyz")).LengthUnit.Name);
    }

    [Fact]
    public void A_series_of_pixels_names_no_other_unit_and_takes_no_other()
    {
        using var image = new Written(InPixels());
        var series = new MapSeries();
        series.Add("image", image.Map);
        series.Write(image.Folder, overwrite: true);
        Assert.Equal("from_pixel,to_pixel,image", File.ReadLines(image.PathOf("radial.csv")).First());
        string figure = File.ReadAllText(image.PathOf("series.svg"));
        Assert.Contains("distance from the center / pixel", figure, StringComparison.Ordinal);
        Assert.DoesNotContain("Å", figure, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => series.Add("sample", Map));
    }

    private static MapPlan InPixels()
    {
        AtomicStructure sample = MapSamples.TwoPhases();
        var image = new AtomicStructure(
            [.. sample.Positions.ToArray().Select(p => 8 * p)],
            sample.Species,
            properties: new Dictionary<string, string> { ["unit"] = "pixel" });
        MapSettings settings = MapSamples.Quick();
        return new MapPlan(
            image, settings with { Edge = 8 * settings.Edge, Stride = 8 * settings.Stride });
    }

    private static double[] Numbers(string text) =>
        [.. text.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    private void CheckField(string name, int box, double value)
    {
        int row = Map.RowOf(box);
        double expected = name switch
        {
            "class_index" => row < 0 ? -1 : Map.ClassOf(row),
            "likely_class" => row < 0 ? -1 : Map.LikelyClassOf(row),
            "verdict" => row < 0 ? 0 : (int)Map.VerdictOf(row),
            "second_class" => row < 0 ? -1 : Map.SecondClassOf(row)?.Class ?? -1,
            "second_share" => row < 0 ? 0 : (float)(Map.SecondClassOf(row)?.Share ?? 0),
            "atom_count" => Map.Plan.AtomCounts[box],
            _ when row < 0 => double.NaN,
            "probability" => Map.ProbabilitiesOf(row).ToArray().Max(),
            "mutual_information" => Map.MutualInformation[row],
            "mutual_information_error" => Map.MutualInformationError[row],
            "predictive_entropy" => Map.PredictiveEntropy[row],
            "novelty" => Map.Novelty[row],
            _ => Map.ProbabilitiesOf(row)[Map.ClassLabels.IndexOf(name["p_".Length..])],
        };
        Assert.Equal(expected, value);
    }

    /// <summary>One map, written once for all tests: with a rim of boxes without prediction.</summary>
    public sealed class Written : IDisposable
    {
        internal string Folder { get; } = Directory.CreateTempSubdirectory("arise-report-").FullName;

        public Written()
            : this(new MapPlan(MapSamples.TwoPhases(), MapSamples.Quick() with { Padding = new(1, 0.5, 0) })
            {
                Input = "sample.xyz",
            })
        {
        }

        internal Written(MapPlan plan)
        {
            Map = new StructureMapper().Map(plan);
            MapReport.Write(Map, Folder);
            ResultFolders.AreForeseen(Folder);
            BoxLabels labels = BoxLabels.Of(Map);
            HashSet<int> present = [.. Map.ClassesPresent()];
            AtomsOfOtherClasses = Enumerable.Range(0, plan.Structure.Count)
                .Count(atom => labels.ClassOf(atom) is >= 0 and var c && !present.Contains(c));
        }

        internal CrystalMap Map { get; }

        internal int AtomsOfOtherClasses { get; }

        public void Dispose() => Directory.Delete(Folder, recursive: true);

        internal string PathOf(string name) => Path.Combine(Folder, name);
    }
}
