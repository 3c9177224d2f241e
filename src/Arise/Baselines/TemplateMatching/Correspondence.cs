namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// A way to lay a template over a sample whose graph has a canonical code: vertex <see cref="Vertices"/>[k] belongs to
/// the sample's vertex with the canonical number k.
/// </summary>
/// <param name="Template">The template.</param>
/// <param name="Vertices">Its vertices in canonical order.</param>
/// <param name="Points">Their x, y, z in that order.</param>
internal sealed record Correspondence(Template Template, byte[] Vertices, double[] Points)
{
    /// <summary>The correspondence of vertices in an order.</summary>
    public static Correspondence Of(Template template, byte[] vertices) => new(
        template,
        vertices,
        [.. vertices.Select(v => template.Vertices[v]).SelectMany(t => new[] { t.X, t.Y, t.Z })]);
}
