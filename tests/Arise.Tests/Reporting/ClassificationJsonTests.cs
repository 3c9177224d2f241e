using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Arise.Descriptors;
using Arise.Networks;
using Arise.Numerics;
using Arise.Recognition;
using Arise.Reporting;
using Arise.Structures;

namespace Arise.Tests.Reporting;

public class ClassificationJsonTests
{
    [Fact]
    public void The_array_is_valid_whenever_the_writer_is_closed()
    {
        Assert.Equal(0, Write(3).GetArrayLength());
        Assert.Equal(1, Write(3, Classified.RockSalt("a.cif")).GetArrayLength());
        Assert.Equal(2, Write(3, Classified.RockSalt("a.cif"), Classified.LoneAtom("b.xyz")).GetArrayLength());
    }

    [Fact]
    public void An_exception_between_two_structures_leaves_a_valid_array()
    {
        using var output = new StringWriter();
        Assert.Throws<OperationCanceledException>(Interrupted);
        Assert.Equal(1, JsonDocument.Parse(output.ToString()).RootElement.GetArrayLength());

        void Interrupted()
        {
            using var json = new ClassificationJson(output, 1);
            json.Write(Classified.RockSalt("a.cif"));
            throw new OperationCanceledException();
        }
    }

    [Fact]
    public void File_frame_and_figures_come_back()
    {
        ClassifiedStructure item = Classified.RockSalt("Übung \"1\", 结构.xyz", 12);
        JsonElement row = Write(2, item)[0];
        Assert.Equal(item.File, row.GetProperty("file").GetString());
        Assert.Equal(12, row.GetProperty("frame").GetInt32());
        Assert.Equal(item.Result.MutualInformation, row.GetProperty("mutual_information").GetDouble());
        Assert.Equal(
            item.Result.Distances.Shortest, row.GetProperty("d_nn").GetProperty("first_shell").GetDouble());
        JsonElement[] candidates = [.. row.GetProperty("candidates").EnumerateArray()];
        Assert.Equal(2, candidates.Length);
        Assert.Equal("RockSalt_NaCl", candidates[0].GetProperty("label").GetString());
        Assert.Equal(225, candidates[0].GetProperty("space_group_number").GetInt32());
        Assert.Equal(item.Result.Candidates[1].Probability, candidates[1].GetProperty("probability").GetDouble());
    }

    [Fact]
    public void What_is_not_a_number_is_null()
    {
        JsonElement row = Write(3, Classified.LoneAtom("one.xyz"))[0];
        Assert.Equal(0, row.GetProperty("candidates").GetArrayLength());
        Assert.Equal("none", row.GetProperty("agreement").GetString());
        foreach (string name in new[] { "mutual_information", "predictive_entropy", "variation_ratio" })
            Assert.Equal(JsonValueKind.Null, row.GetProperty(name).ValueKind);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("d_nn").GetProperty("first_shell").ValueKind);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        ClassifiedStructure salt = Classified.RockSalt("Übung.cif", 3), atom = Classified.LoneAtom("b.xyz");
        ClassificationJson.Entry[] read = [.. ReadBack(2, salt, atom)];
        Assert.Equal(("Übung.cif", 3, salt.Structure.Formula(), 2), (
            read[0].File, read[0].Frame, read[0].Formula, read[0].Atoms));
        foreach ((ClassifiedStructure written, ClassificationJson.Entry entry) in new[] { salt, atom }.Zip(read))
        {
            Classification result = entry.Result;
            Assert.Equal(written.Result.Candidates.Take(2), result.Candidates);
            Assert.Equal(written.Result.Prediction.Uncertainty, result.Prediction.Uncertainty);
            Assert.Equal(written.Result.Prediction.Passes, result.Prediction.Passes);
            Assert.Equal(written.Result.MutualInformation, result.MutualInformation);
            Assert.Equal(written.Result.Novelty, result.Novelty);
            Assert.Equal(written.Result.Verdict, result.Verdict);
            Assert.Equal(written.Result.Answer, result.Answer);
            Assert.Equal(written.Result.Agreement, result.Agreement);
            Assert.Equal(written.Result.DescriptorTime, result.DescriptorTime);
            Assert.Equal(written.Result.NetworkTime, result.NetworkTime);
            Assert.Equal(written.Result.Distances.IsFirstShell, result.Distances.IsFirstShell);
            Assert.Equal(written.Result.Distances.Shortest, result.Distances.Shortest);
        }
    }

    [Fact]
    public void What_is_read_is_written_as_before()
    {
        ClassifiedStructure salt = Classified.RockSalt("a.cif");
        ClassificationJson.Entry entry = ReadBack(108, salt)[0];
        Assert.Equal(Text(108, salt), Text(108, salt with { Result = entry.Result }));
    }

    [Fact]
    public void The_layout_of_an_object_stays()
    {
        var prediction = new Prediction(
            ["fcc_Cu_A_cF4_225_a", "mine"],
            [0.75, 0.25],
            new PredictiveUncertainty(0.5, 0.25, 0, 0.125, double.NaN),
            8);
        ChemicalElement copper = ChemicalElement.Parse("Cu");
        var result = new Classification(prediction, new SpeciesPairDistances([copper], new[,] { { 2.5 } }))
        {
            Novelty = 1.5,
            DescriptorTime = TimeSpan.FromMilliseconds(250),
        };
        var structure = new AtomicStructure([Vector3D.Zero, new Vector3D(2.5, 0, 0)], [copper, copper]);
        string expected = """
            [
              {
                "file": "a.xyz",
                "frame": 1,
                "formula": "Cu2",
                "atoms": 2,
                "periodicity": "FFF",
                "verdict": "none",
                "class_label": "none",
                "class_name": "none",
                "answer": "none",
                "answer_text": "none of the 2 known types; nearest: face-centered cubic (fcc, A1)",
                "novelty": 1.5,
                "d_nn": {
                  "Cu-Cu": 2.5
                },
                "candidates": [
                  {
                    "label": "fcc_Cu_A_cF4_225_a",
                    "name": "face-centered cubic",
                    "material_type": "elemental",
                    "space_group_number": 225,
                    "space_group_symbol": "Fm-3m",
                    "probability": 0.75
                  },
                  {
                    "label": "mine",
                    "name": "mine",
                    "probability": 0.25
                  }
                ],
                "mutual_information": 0.25,
                "predictive_entropy": 0.5,
                "expected_entropy": 0.25,
                "variation_ratio": 0,
                "mutual_information_error": 0.125,
                "probability_error": null,
                "agreement": "none",
                "passes": 8,
                "descriptor_seconds": 0.25,
                "network_seconds": 0
              }
            ]

            """;
        Assert.Equal(expected.ReplaceLineEndings(), Text(2, new ClassifiedStructure("a.xyz", 1, structure, result)));
    }

    [Fact]
    public void Lines_are_an_object_each_and_are_read_again()
    {
        ClassifiedStructure salt = Classified.RockSalt("a.cif"), atom = Classified.LoneAtom("b.xyz");
        using var output = new StringWriter();
        using (var json = new ClassificationJson(output, 2, isLines: true))
        {
            json.Write(salt);
            Assert.EndsWith("}" + Environment.NewLine, output.ToString(), StringComparison.Ordinal);
            json.Write(atom);
        }

        string[] lines = output.ToString().Split(Environment.NewLine);
        Assert.Equal(3, lines.Length);
        Assert.Equal("", lines[2]);
        Assert.Equal(
            ["a.cif", "b.xyz"],
            lines[..2].Select(line => JsonDocument.Parse(line).RootElement.GetProperty("file").GetString()));
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("\n " + output));
        ImmutableArray<ClassificationJson.Entry> read = ClassificationJson.Read(stream, "a.json");
        Assert.Equal(["a.cif", "b.xyz"], read.Select(entry => entry.File));
        Assert.Equal(salt.Result.Candidates.Take(2), read[0].Result.Candidates);
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("[\n  {\n    \"file\": 3 } ]", 3L)]
    [InlineData("[ { \"file\": \"a\" } ]", 1L)]
    [InlineData("[", 1L)]
    public void A_damaged_file_is_told_of_with_its_line(string text, long? line)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        ClassificationFormatException error =
            Assert.Throws<ClassificationFormatException>(() => ClassificationJson.Read(stream, "a.json"));
        Assert.Equal(("a.json", line), (error.File, error.Line));
        Assert.StartsWith("a.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Species_that_do_not_exist_are_told_of()
    {
        ClassifiedStructure atom = Classified.LoneAtom("b.xyz");
        var published = new StructureClassifier(ShippedModels.Find("arise-108"));
        string text = Text(1, atom with { Result = published.Classify(atom.Structure) })
            .Replace("Cu-Cu", "Qq-Qq", StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.Contains(
            "'Qq'",
            Assert.Throws<ClassificationFormatException>(() => ClassificationJson.Read(stream, "a.json")).Message,
            StringComparison.Ordinal);
    }

    private static ImmutableArray<ClassificationJson.Entry> ReadBack(int top, params ClassifiedStructure[] items)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Text(top, items)));
        return ClassificationJson.Read(stream, "a.json");
    }

    private static string Text(int top, params ClassifiedStructure[] items)
    {
        using var output = new StringWriter();
        using (var json = new ClassificationJson(output, top))
        {
            foreach (ClassifiedStructure item in items)
                json.Write(item);
        }

        return output.ToString();
    }

    private static JsonElement Write(int top, params ClassifiedStructure[] items) =>
        JsonDocument.Parse(Text(top, items)).RootElement;
}
