using System.Text;
using Arise.Numerics;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

public class JsonLinesReaderTests
{
    [Fact]
    public void An_object_is_a_structure()
    {
        AtomicStructure[] read = Read(
            """
            {"id": "salt-7", "positions": [[0, 0, 0.5], [2.8, 0, 0]], "numbers": [11, 17], "pbc": [true, false, true],
            """.TrimEnd() + """
             "cell": [[5, 0, 0], [0, 6, 0], [0, 0, 7]], "energy": -3.5, "tag": "a b", "relaxed": true, "step": 12}

            {"species": ["Cu"], "positions": [[1, 2, 3]], "cell": [4, 0, 0, 0, 4, 0, 0, 0, 4]}
            {"species": ["C", "O"], "positions": [[0, 0, 0], [1.1, 0, 0]], "cell": null, "forces": [[0, 0, 1]]}
            """);
        Assert.Equal(3, read.Length);
        Assert.Equal("salt-7", read[0].Name);
        Assert.Equal([new Vector3D(0, 0, 0.5), new Vector3D(2.8, 0, 0)], read[0].Positions);
        Assert.Equal("ClNa", read[0].Formula());
        Assert.Equal(new Lattice(new(5, 0, 0), new(0, 6, 0), new(0, 0, 7)), read[0].Lattice);
        Assert.Equal(new Periodicity(true, false, true), read[0].Periodicity);
        Assert.Equal(
            [("energy", "-3.5"), ("tag", "a b"), ("relaxed", "T"), ("step", "12")],
            read[0].Properties.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal((Periodicity.Bulk, 64.0), (read[1].Periodicity, read[1].Lattice!.Volume));
        Assert.Equal((Periodicity.None, null), (read[2].Periodicity, read[2].Lattice));
    }

    [Theory]
    [InlineData("{\"positions\": [[0, 0, 0]]}", "elements")]
    [InlineData("{\"numbers\": [1]}", "positions")]
    [InlineData("{\"positions\": [[0, 0]], \"numbers\": [1]}", "three coordinates")]
    [InlineData("{\"positions\": [[0, 0, 0]], \"numbers\": [1, 2]}", "1 positions, but 2 elements")]
    [InlineData("{\"positions\": [[0, 0, 0]], \"numbers\": [119]}", "119")]
    [InlineData("{\"positions\": [[0, 0, 0]], \"species\": [\"Xx\"]}", "no symbol")]
    [InlineData("{\"positions\": [[0, 0, 0]], \"species\": [1]}", "type")]
    [InlineData("{\"positions\": [[0, 0, 1e999]], \"numbers\": [1]}", "too large")]
    [InlineData("{\"positions\": [[0, 0, 0]], \"numbers\": [1], \"cell\": [1, 2]}", "2 numbers")]
    [InlineData("{\"positions\": [[0, 0, 0]], \"numbers\": [1], \"pbc\": [true]}", "1 truth values")]
    [InlineData("{\"positions\": [[0, 0, 0]], \"numbers\": [1], \"pbc\": true}", "periodic")]
    [InlineData("{\"positions\": [[0, 0, 0]], \"numbers\": [1]", "no JSON object")]
    [InlineData("[1]", "no JSON object")]
    public void What_is_wrong_is_told_with_its_line_and_ends_only_its_structure(string line, string problem)
    {
        const string good = "{\"positions\": [[0, 0, 0]], \"numbers\": [29]}\n";
        var error = Assert.Throws<StructureFormatException>(() => Read(good + line));
        Assert.Equal(2, error.Line);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
        var broken = new List<StructureFormatException>();
        Assert.Equal(2, Read(good + line + "\n" + good, broken.Add).Length);
        Assert.Equal(2, Assert.Single(broken).Line);
    }

    private static AtomicStructure[] Read(string text, Action<StructureFormatException>? broken = null) =>
    [
        .. StructureFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), "-", new StructureReadOptions { BrokenFrame = broken }),
    ];
}
