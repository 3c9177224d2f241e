using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// Solid angles of the faces of the Voronoi cell that an atom has among its nearest atoms, inside a cube of half edge
/// 10 times the largest distance, and the order of the neighbors by them: the largest face first, the nearer one first
/// where they are equal.
/// </summary>
/// <remarks>
/// The cell is the dual of a convex hull: the bisecting plane of neighbor v, v . y = v^2 / 2, becomes the point
/// 2 v / v^2; a triangle of the hull of these points, n . p = d, is the corner n / d of the cell. A face with the unit
/// vectors u_1 ... u_m to its corners has the solid angle 2 arg of the product over k of
/// (1 + u_1.u_k + u_k.u_k+1 + u_k+1.u_1) + i u_1.(u_k x u_k+1) (A. van Oosterom, J. Strackee, IEEE Trans. Biomed. Eng.
/// 30, 125 (1983)). The order is that of P. M. Larsen, S. Schmidt, J. Schiotz, Model. Simul. Mater. Sci. Eng. 24,
/// 055007 (2016). Owned by a worker.
/// </remarks>
internal sealed unsafe class SolidAngles
{
    /// <summary>At most so many neighbors make the cell.</summary>
    public const int MostNeighbors = 18;

    private const double CubeFactor = 10;

    private readonly ConvexHull _hull = new();

    // Unit vectors to the corners of the cell, [component][facet].
    private readonly AlignedBuffer<double> _corners = new(3 * ConvexHull.MostFacets);
    private readonly AlignedBuffer<double> _angles = new(MostNeighbors);

    /// <summary>Solid angles of the faces of the last atom, [neighbor], the nearest first; 0 where there is no face.
    /// </summary>
    public ReadOnlySpan<double> Angles => _angles.Span;

    /// <summary>Orders the neighbors of an atom.</summary>
    /// <param name="nearest">At most 18, sorted by distance, none at distance 0.</param>
    /// <param name="order">Receives, rank by rank, the position of a neighbor in that list.</param>
    public void Order(NearestBuffer nearest, Span<byte> order)
    {
        int count = nearest.Count;
        Compute(nearest);
        double* angles = _angles.Pointer;
        for (int k = 0; k < count; k++)
        {
            int at = k;
            for (; at > 0 && angles[order[at - 1]] < angles[k]; at--)
                order[at] = order[at - 1];
            order[at] = (byte)k;
        }
    }

    private void Compute(NearestBuffer nearest)
    {
        int count = nearest.Count;
        _angles.Span.Clear();
        if (count == 0)
            return;
        double length = Math.Sqrt(nearest.Squares[0]);
        _hull.BeginOctahedron(length / (CubeFactor * Math.Sqrt(nearest.Squares[count - 1])), MostNeighbors);
        for (int k = 0; k < count; k++)
        {
            double factor = 2 * length / nearest.Squares[k];
            _hull.Add(k, factor * nearest.X[k], factor * nearest.Y[k], factor * nearest.Z[k]);
        }

        Span<byte> facetAt = stackalloc byte[ConvexHull.MostVertices];
        Span<byte> cornerAt = stackalloc byte[ConvexHull.MostVertices];
        facetAt.Fill(byte.MaxValue);
        _hull.Directions(_corners.Pointer);
        for (int f = 0; f < _hull.FacetCount; f++)
        {
            for (int c = 0; c < 3; c++)
            {
                int vertex = _hull.Corner(f, c);
                facetAt[vertex] = (byte)f;
                cornerAt[vertex] = (byte)c;
            }
        }

        for (int k = 0; k < count; k++)
        {
            if (facetAt[k] != byte.MaxValue)
                _angles.Pointer[k] = Angle(k, facetAt[k], cornerAt[k]);
        }
    }

    // Around a vertex of the hull, from facet to facet.
    private double Angle(int vertex, int first, int corner)
    {
        double* x = _corners.Pointer, y = x + ConvexHull.MostFacets, z = y + ConvexHull.MostFacets;
        double ux = x[first], uy = y[first], uz = z[first];
        double real = 1, imaginary = 0;
        int facet = first;
        double px = 0, py = 0, pz = 0, up = 0;
        for (int k = 0; ; k++)
        {
            int other = _hull.Corner(facet, corner == 0 ? 2 : corner - 1);
            facet = _hull.FacetOf(vertex, other);
            if (facet == first)
                break;
            corner = _hull.Corner(facet, 0) == vertex ? 0 : _hull.Corner(facet, 1) == vertex ? 1 : 2;
            double qx = x[facet], qy = y[facet], qz = z[facet];
            double uq = (ux * qx) + (uy * qy) + (uz * qz);
            if (k > 0)
            {
                double a = 1 + up + uq + (px * qx) + (py * qy) + (pz * qz);
                double b = (ux * ((py * qz) - (pz * qy))) + (uy * ((pz * qx) - (px * qz)))
                    + (uz * ((px * qy) - (py * qx)));
                (real, imaginary) = ((real * a) - (imaginary * b), (real * b) + (imaginary * a));
            }

            (px, py, pz, up) = (qx, qy, qz, uq);
        }

        return 2 * Math.Atan2(imaginary, real);
    }
}
