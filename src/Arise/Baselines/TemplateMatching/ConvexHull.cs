using System.Diagnostics;
using System.Numerics;
using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// Convex hull of few points, as triangles that are counterclockwise seen from outside: points are added one by one,
/// the triangles that see the new one make way for a fan around it. Owned by a worker and used again and again.
/// </summary>
/// <remarks>
/// Coordinates are about 1. A point outside a plane by less than <see cref="Thickness"/> times twice the area of the
/// triangle counts as on it: a flat face of a perfect crystal becomes any of its triangulations. M. de Berg et al.,
/// Computational Geometry (3rd ed., 2008), chapter 11.
/// </remarks>
internal sealed unsafe class ConvexHull
{
    /// <summary>Vertices have numbers below this one.</summary>
    public const int MostVertices = 24;

    /// <summary>2 n - 4 triangles at most, in whole vectors.</summary>
    public const int MostFacets = 48;

    /// <summary>Row length of tables over pairs of vertices.</summary>
    public const int Stride = 32;

    private const double Thickness = 1e-11;
    private const int Lanes = 4;

    // Outward normals and offsets n . v, [component][facet].
    private readonly AlignedBuffer<double> _planes = new(4 * MostFacets);

    // Positions x, y, z, 0 of the vertices.
    private readonly AlignedBuffer<double> _vertices = new(4 * Stride);
    private readonly AlignedBuffer<byte> _corners = new(4 * MostFacets);

    // The facet with the directed edge a to b, [a][b]. Edges that are gone are left behind and never looked up.
    private readonly AlignedBuffer<byte> _facetOf = new(Stride * Stride);
    private readonly AlignedBuffer<byte> _horizon = new(2 * Stride);

    /// <summary>Number of triangles.</summary>
    public int FacetCount { get; private set; }

    /// <summary>Corner 0, 1 or 2 of a triangle.</summary>
    public int Corner(int facet, int corner) => _corners.Pointer[(4 * facet) + corner];

    /// <summary>Plane of a triangle: outward normal (not of length 1) and offset normal . x.</summary>
    public (Vector3D Normal, double Offset) Plane(int facet)
    {
        double* p = _planes.Pointer + facet;
        return (new(p[0], p[MostFacets], p[2 * MostFacets]), p[3 * MostFacets]);
    }

    /// <summary>Outward unit normals of all triangles, [component][facet] with <see cref="MostFacets"/> in a row; 0 for
    /// one without area.</summary>
    public void Directions(double* normals)
    {
        double* planes = _planes.Pointer;
        for (int f = 0; f < FacetCount; f += Lanes)
        {
            Vector256<double> x = Vector256.LoadAligned(planes + f);
            Vector256<double> y = Vector256.LoadAligned(planes + MostFacets + f);
            Vector256<double> z = Vector256.LoadAligned(planes + (2 * MostFacets) + f);
            Vector256<double> square = (x * x) + (y * y) + (z * z);
            Vector256<double> scale = Vector256<double>.One / Vector256.Sqrt(square)
                & Vector256.GreaterThan(square, Vector256<double>.Zero);
            (scale * x).StoreAligned(normals + f);
            (scale * y).StoreAligned(normals + MostFacets + f);
            (scale * z).StoreAligned(normals + (2 * MostFacets) + f);
        }
    }

    /// <summary>The facet that has the directed edge a to b, which some facet has.</summary>
    public int FacetOf(int a, int b) => _facetOf.Pointer[(a * Stride) + b];

    /// <summary>Position of a vertex.</summary>
    public Vector3D Vertex(int vertex)
    {
        double* p = _vertices.Pointer + (4 * vertex);
        return new(p[0], p[1], p[2]);
    }

    /// <summary>Begins with an octahedron around the origin with these half axes and six vertices in a row.</summary>
    public void BeginOctahedron(double halfAxis, int firstVertex)
    {
        FacetCount = 0;
        for (int axis = 0; axis < 3; axis++)
        {
            double Of(int a) => a == axis ? halfAxis : 0;
            Place(firstVertex + axis, new(Of(0), Of(1), Of(2)));
            Place(firstVertex + 3 + axis, new(-Of(0), -Of(1), -Of(2)));
        }

        for (int octant = 0; octant < 8; octant++)
        {
            bool nx = (octant & 1) != 0, ny = (octant & 2) != 0, nz = (octant & 4) != 0;
            int x = firstVertex + (nx ? 3 : 0), y = firstVertex + (ny ? 4 : 1), z = firstVertex + (nz ? 5 : 2);
            if (nx ^ ny ^ nz)
                (x, y) = (y, x);
            SetFacet(FacetCount++, x, y, z);
        }
    }

    /// <summary>
    /// Begins with a tetrahedron of four among the first points, those that span most in turn. False when all lie in a
    /// plane.
    /// </summary>
    /// <param name="points">x, y, z, 0 of each.</param>
    /// <param name="count">How many.</param>
    /// <param name="used">Bits of the four.</param>
    public bool BeginTetrahedron(double* points, int count, out uint used)
    {
        FacetCount = 0;
        used = 0;
        Vector3D At(int k) => new(points[4 * k], points[(4 * k) + 1], points[(4 * k) + 2]);
        Vector3D a = At(0);
        int b = 0, c = 0, d = 0;
        double most = 0;
        for (int k = 1; k < count; k++)
            Largest((At(k) - a).Length, k, ref most, ref b);
        Vector3D edge = At(b) - a;
        most = 0;
        for (int k = 1; k < count; k++)
            Largest(Vector3D.Cross(edge, At(k) - a).Length, k, ref most, ref c);
        Vector3D normal = Vector3D.Cross(edge, At(c) - a);
        most = 0;
        for (int k = 1; k < count; k++)
            Largest(Math.Abs(Vector3D.Dot(normal, At(k) - a)), k, ref most, ref d);
        if (!(most > 1e3 * Thickness))
            return false;

        if (Vector3D.Dot(normal, At(d) - a) > 0)
            (b, c) = (c, b);
        used = 1u | 1u << b | 1u << c | 1u << d;
        for (int k = 0; k < count; k++)
        {
            if ((used >> k & 1) != 0)
                Place(k, At(k));
        }

        FacetCount = 4;
        SetFacet(0, 0, b, c);
        SetFacet(1, 0, d, b);
        SetFacet(2, b, d, c);
        SetFacet(3, c, d, 0);
        return true;

        static void Largest(double value, int k, ref double most, ref int index)
        {
            if (value > most)
                (most, index) = (value, k);
        }
    }

    /// <summary>Adds a point. False when it lies inside or, within rounding, on the hull, which stays.</summary>
    public bool Add(int vertex, double x, double y, double z)
    {
        ulong visible = Visible(x, y, z);
        if (visible == 0)
            return false;
        int edges = Horizon(visible);
        if (edges < 0)
            return false;
        Debug.Assert(FacetCount + edges - BitOperations.PopCount(visible) <= MostFacets, "At most 2 n - 4 triangles.");

        Place(vertex, new(x, y, z));
        byte* horizon = _horizon.Pointer;
        ulong free = visible;
        for (int e = 0; e < edges; e++)
        {
            int slot = FacetCount;
            if (free != 0)
            {
                slot = BitOperations.TrailingZeroCount(free);
                free &= free - 1;
            }
            else
            {
                FacetCount++;
            }

            SetFacet(slot, horizon[2 * e], horizon[(2 * e) + 1], vertex);
        }

        // Fewer triangles than before: the last ones move into the holes.
        while (free != 0)
        {
            int hole = 63 - BitOperations.LeadingZeroCount(free);
            free &= ~(1UL << hole);
            Move(--FacetCount, hole);
        }

        return true;
    }

    private ulong Visible(double x, double y, double z)
    {
        double* planes = _planes.Pointer;
        Vector256<double> px = Vector256.Create(x), py = Vector256.Create(y), pz = Vector256.Create(z);
        Vector256<double> thickness = Vector256.Create(Thickness);
        ulong visible = 0;
        for (int f = 0; f < FacetCount; f += Lanes)
        {
            Vector256<double> height = (Vector256.LoadAligned(planes + f) * px)
                + (Vector256.LoadAligned(planes + MostFacets + f) * py)
                + (Vector256.LoadAligned(planes + (2 * MostFacets) + f) * pz)
                - Vector256.LoadAligned(planes + (3 * MostFacets) + f);
            visible |= (ulong)Vector256.GreaterThan(height, thickness).ExtractMostSignificantBits() << f;
        }

        return visible & ((1UL << FacetCount) - 1);
    }

    // The edges between triangles that see the point and those that do not, in a ring; -1 when they are no single ring,
    // which happens only for points on the hull within rounding.
    private int Horizon(ulong visible)
    {
        byte* corners = _corners.Pointer, facetOf = _facetOf.Pointer, horizon = _horizon.Pointer;
        byte* next = stackalloc byte[Stride];
        uint starts = 0;
        int edges = 0, first = 0;
        for (ulong rest = visible; rest != 0; rest &= rest - 1)
        {
            byte* corner = corners + (4 * BitOperations.TrailingZeroCount(rest));
            for (int e = 0; e < 3; e++)
            {
                int a = corner[e], b = corner[e == 2 ? 0 : e + 1];
                if ((visible >> facetOf[(b * Stride) + a] & 1) != 0)
                    continue;
                if ((starts >> a & 1) != 0)
                    return -1;
                starts |= 1u << a;
                next[a] = (byte)b;
                first = a;
                edges++;
            }
        }

        if (edges < 3)
            return -1;
        int at = first;
        for (int e = 0; e < edges; e++)
        {
            if ((starts >> at & 1) == 0 || (e > 0 && at == first))
                return -1;
            horizon[2 * e] = (byte)at;
            at = next[at];
            horizon[(2 * e) + 1] = (byte)at;
        }

        return at == first ? edges : -1;
    }

    private void Place(int vertex, Vector3D p)
    {
        double* to = _vertices.Pointer + (4 * vertex);
        (to[0], to[1], to[2]) = (p.X, p.Y, p.Z);
    }

    private void SetFacet(int facet, int a, int b, int c)
    {
        byte* corner = _corners.Pointer + (4 * facet), facetOf = _facetOf.Pointer;
        (corner[0], corner[1], corner[2]) = ((byte)a, (byte)b, (byte)c);
        facetOf[(a * Stride) + b] = facetOf[(b * Stride) + c] = facetOf[(c * Stride) + a] = (byte)facet;
        double* p = _vertices.Pointer + (4 * a), q = _vertices.Pointer + (4 * b), r = _vertices.Pointer + (4 * c);
        double ux = q[0] - p[0], uy = q[1] - p[1], uz = q[2] - p[2];
        double vx = r[0] - p[0], vy = r[1] - p[1], vz = r[2] - p[2];
        double nx = (uy * vz) - (uz * vy), ny = (uz * vx) - (ux * vz), nz = (ux * vy) - (uy * vx);
        double* plane = _planes.Pointer + facet;
        (plane[0], plane[MostFacets], plane[2 * MostFacets]) = (nx, ny, nz);
        plane[3 * MostFacets] = (nx * p[0]) + (ny * p[1]) + (nz * p[2]);
    }

    private void Move(int from, int to)
    {
        if (from == to)
            return;
        byte* source = _corners.Pointer + (4 * from), target = _corners.Pointer + (4 * to);
        byte* facetOf = _facetOf.Pointer;
        (int a, int b, int c) = (source[0], source[1], source[2]);
        (target[0], target[1], target[2]) = ((byte)a, (byte)b, (byte)c);
        facetOf[(a * Stride) + b] = facetOf[(b * Stride) + c] = facetOf[(c * Stride) + a] = (byte)to;
        double* planes = _planes.Pointer;
        for (int k = 0; k < 4; k++)
            planes[(k * MostFacets) + to] = planes[(k * MostFacets) + from];
    }
}
