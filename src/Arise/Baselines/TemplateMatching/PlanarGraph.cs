using System.Runtime.InteropServices;
using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// The graph of a triangulated hull with at most 16 vertices, and a code of it: two hulls have a code in common exactly
/// if a map of vertices keeps triangles, their sense of rotation and the marks. Owned by a worker.
/// </summary>
/// <remarks>
/// From a directed edge the vertices are numbered breadth first, the neighbors of each in counterclockwise order from
/// the one it was reached by; the code lists for each the degree, its mark and the numbers of its neighbors. Only
/// edges with the largest degrees at their ends and at the tips of their triangles start. A table that has the codes of
/// all of them finds the graph by any one. Codes of walks over planar graphs are due to L. Weinberg, IEEE Trans.
/// Circuit Theory 13, 142 (1966).
/// </remarks>
internal sealed unsafe class PlanarGraph
{
    /// <summary>Most vertices.</summary>
    public const int MostVertices = 16;

    // Degrees and neighbors of 16 vertices with 42 edges, in whole words.
    private const int MostCode = 104;
    private const int Stride = 16;
    private const int LeastDegree = 3;
    private const int MostDegree = 12;
    private const int BitsPerDegree = 6;
    private const byte Unnumbered = byte.MaxValue;

    // The third vertex of the triangle left of the edge a to b, [a][b].
    private readonly AlignedBuffer<byte> _tip = new(Stride * Stride);
    private readonly AlignedBuffer<byte> _mark = new(Stride);
    private readonly AlignedBuffer<byte> _edges = new(2 * 6 * MostVertices);
    private readonly AlignedBuffer<byte> _code = new(MostCode);
    private readonly AlignedBuffer<byte> _order = new(Stride);
    private int _vertices;
    private int _edgeCount;

    /// <summary>Number of vertices of each degree from 3 to 12, six bits each; 0 when a degree is outside.</summary>
    public ulong Degrees { get; private set; }

    /// <summary>The code, in whole words.</summary>
    public ReadOnlySpan<byte> Code => _code.Span;

    /// <summary>The vertices in the order of its numbering.</summary>
    public ReadOnlySpan<byte> Order => _order.Span[.._vertices];

    /// <summary>Hash of the code.</summary>
    public ulong Hash
    {
        get
        {
            ulong hash = (ulong)_vertices;
            foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(Code))
                hash = ulong.RotateLeft((hash ^ word) * 0x9E3779B97F4A7C15, 29);
            return hash;
        }
    }

    /// <summary>Begins a graph without triangles.</summary>
    /// <param name="vertices">Number of vertices.</param>
    /// <param name="marked">The first so many carry a mark.</param>
    public void Begin(int vertices, int marked)
    {
        (_vertices, _edgeCount) = (vertices, 0);
        for (int v = 0; v < vertices; v++)
            _mark.Pointer[v] = (byte)(v < marked ? 0x80 : 0);
    }

    /// <summary>Adds a triangle, counterclockwise.</summary>
    public void Add(int a, int b, int c)
    {
        byte* tip = _tip.Pointer;
        tip[(a * Stride) + b] = (byte)c;
        tip[(b * Stride) + c] = (byte)a;
        tip[(c * Stride) + a] = (byte)b;
        byte* edge = _edges.Pointer + (2 * _edgeCount);
        (edge[0], edge[1], edge[2], edge[3], edge[4], edge[5]) = ((byte)a, (byte)b, (byte)b, (byte)c, (byte)c, (byte)a);
        _edgeCount += 3;

        // One triangle per neighbor.
        byte* mark = _mark.Pointer;
        mark[a]++;
        mark[b]++;
        mark[c]++;
    }

    /// <summary>Counts the degrees, after the last triangle.</summary>
    public void CountDegrees()
    {
        Degrees = 0;
        for (int v = 0; v < _vertices; v++)
        {
            int degree = DegreeOf(v);
            if (degree is < LeastDegree or > MostDegree)
            {
                Degrees = 0;
                return;
            }

            Degrees += 1UL << (BitsPerDegree * (degree - LeastDegree));
        }
    }

    /// <summary>Number of neighbors of a vertex.</summary>
    public int DegreeOf(int vertex) => _mark.Pointer[vertex] & 0x7F;

    /// <summary>Finds the code from one of the edges that may start.</summary>
    public void Encode()
    {
        uint* keys = stackalloc uint[6 * MostVertices];
        uint largest = Keys(keys);
        int edge = 0;
        while (keys[edge] != largest)
            edge++;
        Number(edge);
    }

    /// <summary>Finds the code from each of the edges that may start, in turn.</summary>
    /// <param name="take">Is called with each code found.</param>
    public void EncodeAll(Action take)
    {
        uint* keys = stackalloc uint[6 * MostVertices];
        uint largest = Keys(keys);
        for (int e = 0; e < _edgeCount; e++)
        {
            if (keys[e] != largest)
                continue;
            Number(e);
            take();
        }
    }

    private uint Keys(uint* keys)
    {
        byte* tip = _tip.Pointer, mark = _mark.Pointer;
        uint largest = 0;
        for (int e = 0; e < _edgeCount; e++)
        {
            int a = _edges.Pointer[2 * e], b = _edges.Pointer[(2 * e) + 1];
            keys[e] = (uint)mark[a] << 24 | (uint)mark[b] << 16 | (uint)mark[tip[(a * Stride) + b]] << 8
                | mark[tip[(b * Stride) + a]];
            largest = Math.Max(largest, keys[e]);
        }

        return largest;
    }

    private void Number(int edge)
    {
        byte* tip = _tip.Pointer, mark = _mark.Pointer, order = _order.Pointer, code = _code.Pointer;
        byte* number = stackalloc byte[Stride];
        byte* reached = stackalloc byte[Stride];
        for (int v = 0; v < _vertices; v++)
            number[v] = Unnumbered;
        int a = _edges.Pointer[2 * edge], b = _edges.Pointer[(2 * edge) + 1];
        (order[0], order[1]) = ((byte)a, (byte)b);
        (number[a], number[b]) = (0, 1);
        (reached[a], reached[b]) = ((byte)b, (byte)a);
        int count = 2, length = 0;
        for (int k = 0; k < _vertices; k++)
        {
            int v = order[k], first = reached[v], w = first;
            code[length++] = mark[v];
            do
            {
                if (number[w] == Unnumbered)
                {
                    order[count] = (byte)w;
                    reached[w] = (byte)v;
                    number[w] = (byte)count++;
                }

                code[length++] = number[w];
                w = tip[(v * Stride) + w];
            }
            while (w != first);
        }

        for (; length < MostCode; length++)
            code[length] = 0;
    }
}
