using Arise.Baselines;
using Arise.Baselines.TemplateMatching;

namespace Arise.Tests.Baselines.TemplateMatching;

public class GraphTableTests
{
    // Triangulations that differ by a rotation have one graph: of fcc, by Burnside's lemma, there are
    // (64 + 3 16 + 6 8 + 8 4) / 24 = 8 that do not; two of them are one graph in two shapes.
    [Theory]
    [InlineData(LocalStructure.SimpleCubic, 1)]
    [InlineData(LocalStructure.Fcc, 7)]
    [InlineData(LocalStructure.Hcp, 13)]
    [InlineData(LocalStructure.Icosahedral, 1)]
    [InlineData(LocalStructure.Bcc, 199)]
    [InlineData(LocalStructure.CubicDiamond, 12)]
    [InlineData(LocalStructure.HexagonalDiamond, 24)]
    public void A_template_has_so_many_graphs(LocalStructure type, int graphs)
    {
        Template template = Templates.All.Single(t => t.Type == type);
        GraphTable table = new[] { GraphTable.Six, GraphTable.Twelve, GraphTable.Fourteen, GraphTable.Sixteen }
            .Single(t => t.Vertices == template.Vertices.Length);
        Assert.Equal(graphs, table.CountOf(template));
    }
}
