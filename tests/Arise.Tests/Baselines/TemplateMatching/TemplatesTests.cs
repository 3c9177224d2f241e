using Arise.Baselines;
using Arise.Baselines.TemplateMatching;
using Arise.Numerics;

namespace Arise.Tests.Baselines.TemplateMatching;

public class TemplatesTests
{
    [Theory]
    [InlineData(LocalStructure.SimpleCubic, 6, 0, 24)]
    [InlineData(LocalStructure.Fcc, 12, 0, 24)]
    [InlineData(LocalStructure.Hcp, 12, 0, 6)]
    [InlineData(LocalStructure.Icosahedral, 12, 0, 60)]
    [InlineData(LocalStructure.Bcc, 14, 0, 24)]
    [InlineData(LocalStructure.CubicDiamond, 16, 4, 12)]
    [InlineData(LocalStructure.HexagonalDiamond, 16, 4, 3)]
    [InlineData(LocalStructure.Graphene, 9, 3, 6)]
    public void A_template_is_centered_and_has_its_size_and_its_rotations(
        LocalStructure type, int vertices, int inner, int rotations)
    {
        Template template = Templates.All.Single(t => t.Type == type);
        Assert.Equal(vertices, template.Vertices.Length);
        Assert.Equal(vertices, Templates.CountOf(type));
        Assert.Equal(inner, template.Inner);
        Assert.Equal(rotations, template.OwnRotations.Length);
        Assert.Equal(1, template.Vertices.Average(v => v.Length), 12);
        Assert.Equal(0, template.Vertices.Aggregate(Vector3D.Zero, (sum, v) => sum + v).Length, 12);
        Assert.Equal(vertices, template.Vertices.DistinctBy(v => (Math.Round(v.X, 6), Math.Round(v.Y, 6),
            Math.Round(v.Z, 6))).Count());

        // Bonds have one length: to the atom and from each inner vertex to its own ones.
        double bond = template.Vertices[0].Length;
        int nearest = type == LocalStructure.Bcc ? 8 : inner == 0 ? vertices : inner;
        Assert.All(template.Vertices[..nearest], v => Assert.Equal(bond, v.Length, 12));
        for (int k = inner; inner > 0 && k < vertices; k++)
        {
            Vector3D parent = template.Vertices[(k - inner) / template.OuterPerInner];
            Assert.Equal(bond, (template.Vertices[k] - parent).Length, 12);
        }
    }
}
