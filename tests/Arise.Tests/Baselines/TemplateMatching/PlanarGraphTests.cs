using Arise.Baselines.TemplateMatching;
using Arise.Numerics;

namespace Arise.Tests.Baselines.TemplateMatching;

public class PlanarGraphTests
{
    private static readonly (int A, int B, int C)[] Octahedron =
        [(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4), (2, 0, 5), (1, 2, 5), (3, 1, 5), (0, 3, 5)];

    // A double pyramid over a heptagon, and a tetrahedron on one of its faces.
    private static readonly (int A, int B, int C)[] Lopsided =
    [
        .. Enumerable.Range(0, 7).Select(k => (k, (k + 1) % 7, 7)),
        .. Enumerable.Range(1, 6).Select(k => ((k + 1) % 7, k, 8)),
        (1, 0, 9), (0, 8, 9), (8, 1, 9),
    ];

    [Fact]
    public void Any_code_of_a_renamed_graph_is_one_of_the_first_and_the_numbers_are_a_map()
    {
        foreach ((int A, int B, int C)[] triangles in new[] { Octahedron, Lopsided })
        {
            var codes = new Dictionary<string, byte[]>();
            PlanarGraph first = Graph(triangles);
            first.EncodeAll(() => codes[Text(first)] = first.Order.ToArray());
            int vertices = first.Order.Length;
            for (ulong seed = 0; seed < 40; seed++)
            {
                int[] to = [.. Enumerable.Range(0, vertices)];
                new RandomNumbers(seed, 3).Shuffle<int>(to);
                (int, int, int)[] renamed = [.. triangles.Select(t => (to[t.A], to[t.B], to[t.C]))];
                new RandomNumbers(seed, 4).Shuffle<(int, int, int)>(renamed);
                PlanarGraph other = Graph(renamed);
                other.Encode();
                Assert.Equal(first.Degrees, other.Degrees);

                // The numbering is a map that keeps triangles.
                byte[] from = codes[Text(other)], onto = other.Order.ToArray();
                HashSet<(int, int, int)> all = [.. renamed.SelectMany(Turns)];
                int Map(int v) => onto[Array.IndexOf(from, (byte)v)];
                Assert.All(triangles, t => Assert.Contains((Map(t.A), Map(t.B), Map(t.C)), all));
            }
        }

        static IEnumerable<(int, int, int)> Turns((int A, int B, int C) t) =>
            [(t.A, t.B, t.C), (t.B, t.C, t.A), (t.C, t.A, t.B)];
    }

    [Fact]
    public void Other_graphs_marks_and_handedness_have_other_codes()
    {
        HashSet<string> lopsided = Codes(Lopsided), marked = Codes(Lopsided, 1);
        Assert.False(lopsided.Overlaps(marked));
        Assert.False(marked.Overlaps(Codes(Lopsided, 2)));

        // A second tetrahedron on another face takes the mirror plane away.
        (int A, int B, int C)[] chiral =
            [.. Lopsided.Where(t => t != (2, 3, 7)), (2, 3, 10), (3, 7, 10), (7, 2, 10)];
        (int, int, int)[] mirrored = [.. chiral.Select(t => (t.A, t.C, t.B))];
        Assert.False(Codes(chiral).Overlaps(Codes(mirrored)));
        Assert.Equal(Graph(chiral).Degrees, Graph(mirrored).Degrees);
        Assert.Equal(Codes(Octahedron), Codes([.. Octahedron.Select(t => (t.A, t.C, t.B))]));
    }

    [Fact]
    public void Edges_with_one_code_are_the_rotations_that_keep_the_graph()
    {
        (int, int, int)[] tetrahedron = [(0, 1, 2), (0, 3, 1), (1, 3, 2), (2, 3, 0)];
        foreach (((int, int, int)[] triangles, int marked, int rotations) in
            new[] { (Octahedron, 0, 24), (Octahedron, 1, 4), (tetrahedron, 0, 12), (Lopsided, 0, 1) })
        {
            PlanarGraph graph = Graph(triangles, marked);
            var found = new List<string>();
            graph.EncodeAll(() => found.Add(Text(graph)));
            Assert.All(found.GroupBy(code => code), same => Assert.Equal(rotations, same.Count()));
        }
    }

    [Fact]
    public void Degrees_are_counted()
    {
        PlanarGraph graph = Graph(Octahedron);
        Assert.Equal(6UL << 6, graph.Degrees);
        Assert.Equal(4, graph.DegreeOf(3));
    }

    private static HashSet<string> Codes((int A, int B, int C)[] triangles, int marked = 0)
    {
        PlanarGraph graph = Graph(triangles, marked);
        var codes = new HashSet<string>();
        graph.EncodeAll(() => codes.Add(Text(graph)));
        return codes;
    }

    private static string Text(PlanarGraph graph) => $"{graph.Hash} {Convert.ToHexString(graph.Code)}";

    private static PlanarGraph Graph((int A, int B, int C)[] triangles, int marked = 0)
    {
        var graph = new PlanarGraph();
        graph.Begin(triangles.Max(t => Math.Max(t.A, Math.Max(t.B, t.C))) + 1, marked);
        foreach ((int a, int b, int c) in triangles)
            graph.Add(a, b, c);
        graph.CountDegrees();
        return graph;
    }
}
