namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// A way to lay a template over a sample whose graph has a code: vertex <see cref="Vertices"/>[k] belongs to the
/// sample's vertex with the number k.
/// </summary>
/// <param name="Template">The template.</param>
/// <param name="Vertices">Its vertices in the order of the code.</param>
/// <param name="Points">Their x, y, z in that order.</param>
internal sealed record Correspondence(Template Template, byte[] Vertices, double[] Points)
{
    /// <summary>The correspondence of vertices in an order.</summary>
    public static Correspondence Of(Template template, byte[] vertices) => new(
        template,
        vertices,
        [.. vertices.Select(v => template.Vertices[v]).SelectMany(t => new[] { t.X, t.Y, t.Z })]);
}
