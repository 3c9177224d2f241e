using System.Diagnostics;
using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// The graphs of all triangulations of the hulls of some templates with one number of vertices, by their codes, each
/// with all ways to lay a template over it that differ by more than a rotation of the template.
/// </summary>
/// <remarks>
/// A flat face with four corners of a perfect hull falls into two triangles in two ways, and noise decides which: 64
/// triangulations of fcc, hcp and the diamonds, 4096 of bcc, in 7, 13, 12, 24 and 199 graphs. Inner atoms of diamonds,
/// which lie below a triangle of their own three neighbors, stand on it as a pyramid. One graph can belong to several
/// templates: an fcc hull whose six diagonals form the right pattern is an icosahedron.
/// </remarks>
internal sealed class GraphTable
{
    private readonly Dictionary<ulong, Entry> _entries = [];
    private readonly HashSet<ulong> _degrees = [];

    private GraphTable(params Template[] templates)
    {
        Vertices = templates[0].Vertices.Length;
        Inner = templates[0].Inner;
        foreach (Template template in templates)
            AddAll(template);
    }

    /// <summary>Octahedron of simple cubic.</summary>
    public static GraphTable Six { get; } = new(Templates.SimpleCubic);

    /// <summary>fcc, hcp, icosahedron.</summary>
    public static GraphTable Twelve { get; } = new(Templates.Fcc, Templates.Hcp, Templates.Icosahedron);

    /// <summary>bcc.</summary>
    public static GraphTable Fourteen { get; } = new(Templates.Bcc);

    /// <summary>The diamonds.</summary>
    public static GraphTable Sixteen { get; } = new(Templates.CubicDiamond, Templates.HexagonalDiamond);

    /// <summary>Number of vertices.</summary>
    public int Vertices { get; }

    /// <summary>Number of marked ones, the first.</summary>
    public int Inner { get; }

    /// <summary>Number of graphs of a template.</summary>
    public int CountOf(Template template) => _entries.Values
        .Where(entry => entry.Correspondences.Any(c => c.Template == template))
        .DistinctBy(entry => entry.Graph)
        .Count();

    /// <summary>
    /// The ways to lay templates over a graph, by the numbers of its code, in the order of the templates; none when no
    /// template has the graph.
    /// </summary>
    public ReadOnlySpan<Correspondence> Find(PlanarGraph graph)
    {
        graph.CountDegrees();
        if (!_degrees.Contains(graph.Degrees))
            return [];
        graph.Encode();
        return _entries.TryGetValue(graph.Hash, out Entry? entry) && graph.Code.SequenceEqual(entry.Code)
            ? entry.Array
            : [];
    }

    private void AddAll(Template template)
    {
        var graph = new PlanarGraph();
        (List<int[]> triangles, List<int[]> squares) = Faces(template);
        int[][] turns = [.. template.OwnRotations.Select(rotation => Turned(squares, rotation))];
        for (int choice = 0; choice < 1 << squares.Count; choice++)
        {
            // A rotation of a triangulation gives the same correspondences.
            if (turns.Any(turn => Turn(choice, turn) < choice))
                continue;
            graph.Begin(Vertices, Inner);
            foreach (int[] t in triangles)
                graph.Add(t[0], t[1], t[2]);
            for (int k = 0; k < squares.Count; k++)
            {
                int[] s = squares[k];
                int first = choice >> k & 1;
                graph.Add(s[first], s[first + 1], s[first + 2]);
                graph.Add(s[first], s[first + 2], s[(first + 3) % 4]);
            }

            graph.CountDegrees();
            Debug.Assert(graph.Degrees != 0, "Templates have degrees from 3 to 12.");
            _degrees.Add(graph.Degrees);
            var codes = new List<(ulong Hash, byte[] Code, byte[] Order)>();
            graph.EncodeAll(() => codes.Add((graph.Hash, graph.Code.ToArray(), graph.Order.ToArray())));
            ulong name = codes.Min(code => code.Hash);
            foreach ((ulong hash, byte[] code, byte[] order) in codes)
            {
                if (!_entries.TryGetValue(hash, out Entry? entry))
                    _entries.Add(hash, entry = new Entry(code, name));
                if (!code.AsSpan().SequenceEqual(entry.Code))
                    throw new InvalidOperationException("Two graphs have the same hash.");
                entry.Add(template, order);
            }
        }
    }

    // Where a rotation takes each square, times 2, and whether its first diagonal becomes the second one.
    private static int[] Turned(List<int[]> squares, byte[] rotation) =>
    [
        .. squares.Select(square =>
        {
            int to = squares.FindIndex(other => square.All(vertex => other.Contains(rotation[vertex])));
            return (2 * to) + (Array.IndexOf(squares[to], rotation[square[0]]) % 2);
        }),
    ];

    private static int Turn(int choice, int[] turn)
    {
        int turned = 0;
        for (int k = 0; k < turn.Length; k++)
            turned |= ((choice >> k & 1) ^ (turn[k] & 1)) << (turn[k] >> 1);
        return turned;
    }

    // Triangles and squares of the hull, counterclockwise seen from outside. Those triangles that are the neighbors of
    // an inner atom become three, with that atom on top.
    private static (List<int[]> Triangles, List<int[]> Squares) Faces(Template template)
    {
        const double same = 1e-6;
        int inner = template.Inner, per = template.OuterPerInner;
        Vector3D[] v = template.Vertices;
        var triangles = new List<int[]>();
        var squares = new List<int[]>();
        for (int a = inner; a < v.Length; a++)
        {
            for (int b = a + 1; b < v.Length; b++)
            {
                for (int c = b + 1; c < v.Length; c++)
                {
                    Vector3D normal = Vector3D.Cross(v[b] - v[a], v[c] - v[a]);
                    normal = (Vector3D.Dot(normal, v[a]) < 0 ? -1 : 1) * normal.Normalized();
                    double height = Vector3D.Dot(normal, v[a]);
                    if (!v.All(p => Vector3D.Dot(normal, p) < height + same))
                        continue;
                    int[] face = [.. Enumerable.Range(inner, v.Length - inner)
                        .Where(k => Vector3D.Dot(normal, v[k]) > height - same)];
                    if (face[0] != a || face[1] != b || face[2] != c)
                        continue;
                    face = Ring(v, face, normal);
                    Debug.Assert(face.Length is 3 or 4, "Faces are triangles or squares.");
                    int parent = Parent(face);
                    if (face.Length == 4)
                    {
                        squares.Add(face);
                    }
                    else if (parent < 0)
                    {
                        triangles.Add(face);
                    }
                    else
                    {
                        for (int k = 0; k < 3; k++)
                            triangles.Add([face[k], face[(k + 1) % 3], parent]);
                    }
                }
            }
        }

        return (triangles, squares);

        int Parent(int[] face)
        {
            if (inner == 0)
                return -1;
            int[] parents = [.. face.Select(k => (k - inner) / per).Distinct()];
            return parents.Length == 1 ? parents[0] : -1;
        }
    }

    private static int[] Ring(Vector3D[] v, int[] face, Vector3D normal)
    {
        Vector3D middle = face.Aggregate(Vector3D.Zero, (sum, k) => sum + v[k]) / face.Length;
        Vector3D x = v[face[0]] - middle, y = Vector3D.Cross(normal, x);
        return
        [
            .. face.OrderBy(k => Math.Atan2(Vector3D.Dot(y, v[k] - middle), Vector3D.Dot(x, v[k] - middle) + 1e-12)),
        ];
    }

    // One code of a graph, which the smallest hash of all its codes names.
    private sealed class Entry(byte[] code, ulong graph)
    {
        private readonly HashSet<string> _seen = [];
        private Correspondence[]? _array;

        public byte[] Code { get; } = code;

        public ulong Graph { get; } = graph;

        public List<Correspondence> Correspondences { get; } = [];

        public Correspondence[] Array => _array ??= [.. Correspondences];

        // Orders that are rotations of each other give the same overlap: the first of them in lexical order stands for
        // all.
        public void Add(Template template, byte[] order)
        {
            byte[] least = order;
            foreach (byte[] rotation in template.OwnRotations)
            {
                byte[] turned = [.. order.Select(k => rotation[k])];
                if (turned.AsSpan().SequenceCompareTo(least) < 0)
                    least = turned;
            }

            if (_seen.Add($"{(int)template.Type} {string.Join(' ', least)}"))
                Correspondences.Add(Correspondence.Of(template, least));
        }
    }
}
