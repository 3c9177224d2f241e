using System.Text.Json;
using Arise.Recognition;
using Arise.Reporting;

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
        Assert.Equal(item.Result.Distances[0, 1], row.GetProperty("d_nn").GetProperty("Na-Cl").GetDouble());
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
        Assert.Equal(JsonValueKind.Null, row.GetProperty("d_nn").GetProperty("Cu-Cu").ValueKind);
    }

    private static JsonElement Write(int top, params ClassifiedStructure[] items)
    {
        using var output = new StringWriter();
        using (var json = new ClassificationJson(output, top))
        {
            foreach (ClassifiedStructure item in items)
                json.Write(item);
        }

        return JsonDocument.Parse(output.ToString()).RootElement;
    }
}
