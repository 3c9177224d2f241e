using System.Runtime.Intrinsics;
using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// Finds the template that fits the neighbors of one atom best. Owned by a worker: it holds the buffers and the best
/// match so far.
/// </summary>
/// <remarks>
/// For a template of one shell with n vertices all of the first n neighbors must be vertices of their hull, and the
/// hull's graph one of the template's triangulations. Of diamonds the 12 outer atoms must be, and each of the 4 inner
/// ones is a vertex too or lies below the triangle of its own neighbors. Sheets have no hull: their 8 correspondences
/// are all tried. The hull grows from 6 to 12 to 14 neighbors; a point inside it stays inside, so that the larger
/// templates cannot fit either.
/// </remarks>
internal sealed unsafe class TemplateMatcher
{
    private const int Width = PlanarGraph.MostVertices;
    private const int Rows = 4;

    // Two shells: the hull numbers the 12 outer atoms first, the graph the 4 inner ones.
    private const int DiamondInner = 4;
    private const int DiamondOuter = 12;

    private readonly bool[] _wanted = new bool[(int)LocalStructure.Graphene + 1];
    private readonly ConvexHull _hull = new();
    private readonly PlanarGraph _graph = new();
    private readonly NeighborhoodReader _reader;

    // Sample points in the order of the code, x, y, z, 0 of each.
    private readonly AlignedBuffer<double> _ordered = new(Rows * Width);

    private uint _onHull;
    private int _hullCount;
    private bool _insidePoint;

    private readonly Vector3D[] _bestPoints = new Vector3D[Width];
    private readonly int[] _bestAtoms = new int[Width];
    private Matrix3 _bestMoment;

    /// <summary>A matcher.</summary>
    /// <param name="table">The neighbors of all atoms.</param>
    /// <param name="types">The types to look for.</param>
    public TemplateMatcher(ShellTable table, IEnumerable<LocalStructure> types)
    {
        _reader = new NeighborhoodReader(table);
        foreach (LocalStructure type in types)
            _wanted[(int)type] = true;
    }

    /// <summary>The best match of the last atom; null without one.</summary>
    public Correspondence? Best { get; private set; }

    /// <summary>Its mean squared deviation.</summary>
    public double BestSquare { get; private set; }

    /// <summary>The sample's points in the order of the correspondence, in units of <see cref="Length"/>.</summary>
    public ReadOnlySpan<Vector3D> BestPoints => _bestPoints.AsSpan(0, Best?.Vertices.Length ?? 0);

    /// <summary>The atoms at those points.</summary>
    public ReadOnlySpan<int> BestAtoms => _bestAtoms;

    /// <summary>The unit of the points, Angstrom.</summary>
    public double Length => _reader.Length;

    /// <summary>Sum of t_k x_k^T of the best match.</summary>
    public ref readonly Matrix3 BestMoment => ref _bestMoment;

    /// <summary>Its largest sum of R t_k . x_k.</summary>
    public double BestOverlap { get; private set; }

    /// <summary>Sum of the squared distances of its points, the atom included, from their barycenter.</summary>
    public double BestSpread { get; private set; }

    /// <summary>Finds the best match of an atom.</summary>
    public void Match(int atom)
    {
        (Best, BestSquare) = (null, double.PositiveInfinity);
        (_onHull, _hullCount, _insidePoint) = (0, 0, false);
        _reader.Read(atom);
        if (Wants(LocalStructure.SimpleCubic))
            MatchShell(GraphTable.Six);
        if (Wants(LocalStructure.Fcc) || Wants(LocalStructure.Hcp) || Wants(LocalStructure.Icosahedral))
            MatchShell(GraphTable.Twelve);
        if (Wants(LocalStructure.Bcc))
            MatchShell(GraphTable.Fourteen);
        if (Wants(LocalStructure.CubicDiamond) || Wants(LocalStructure.HexagonalDiamond))
            MatchDiamonds();
        if (Wants(LocalStructure.Graphene) && _reader.ReadOuter(3, 2) && CanBeat(Templates.Graphene))
            TryAll(SheetCorrespondences.All, _reader.Points, _reader.Atoms, SheetCorrespondences.Order);
    }

    private bool Wants(LocalStructure type) => _wanted[(int)type];

    private void MatchShell(GraphTable table)
    {
        int count = table.Vertices;
        if (count > _reader.ShellCount || !GrowHull(_reader.Shell, count))
            return;
        _graph.Begin(count, 0);
        for (int f = 0; f < _hull.FacetCount; f++)
            _graph.Add(_hull.Corner(f, 0), _hull.Corner(f, 1), _hull.Corner(f, 2));
        TryAll(table.Find(_graph), _reader.Shell, _reader.ShellAtoms, _graph.Order);
    }

    // The hull of the first points; false when one of them is not a vertex of it.
    private bool GrowHull(double* points, int count)
    {
        if (_insidePoint)
            return false;
        if (_hullCount == 0)
        {
            if (!_hull.BeginTetrahedron(points, count, out _onHull))
                return false;
            _hullCount = 4;
        }

        for (int k = 0; k < count; k++)
        {
            if ((_onHull >> k & 1) != 0)
                continue;
            double* p = points + (Rows * k);
            if (!_hull.Add(k, p[0], p[1], p[2]) || _hull.FacetCount != (2 * ++_hullCount) - 4)
            {
                _insidePoint = true;
                return false;
            }

            _onHull |= 1u << k;
        }

        return true;
    }

    private void MatchDiamonds()
    {
        if (!_reader.ReadOuter(DiamondInner, 3) || !CanBeat(Templates.CubicDiamond))
            return;
        double* points = _reader.Points;
        (_onHull, _hullCount, _insidePoint) = (0, 0, false);
        if (!GrowHull(points + (Rows * DiamondInner), DiamondOuter))
            return;
        uint below = 0;
        for (int k = 0; k < DiamondInner; k++)
        {
            double* p = points + (Rows * k);
            if (!_hull.Add(DiamondOuter + k, p[0], p[1], p[2]))
                below |= 1u << k;
            else if (_hull.FacetCount != (2 * ++_hullCount) - 4)
                return;
        }

        _graph.Begin(Width, DiamondInner);
        for (int f = 0; f < _hull.FacetCount; f++)
        {
            int a = _hull.Corner(f, 0), b = _hull.Corner(f, 1), c = _hull.Corner(f, 2);
            int parent = a / 3;
            bool family = parent == b / 3 && parent == c / 3;
            (a, b, c) = (InGraph(a), InGraph(b), InGraph(c));
            if (family && parent < DiamondInner && (below >> parent & 1) != 0)
            {
                below &= ~(1u << parent);
                _graph.Add(a, b, parent);
                _graph.Add(b, c, parent);
                _graph.Add(c, a, parent);
            }
            else
            {
                _graph.Add(a, b, c);
            }
        }

        if (below == 0)
            TryAll(GraphTable.Sixteen.Find(_graph), points, _reader.Atoms, _graph.Order);

        static int InGraph(int vertex) => (vertex + DiamondInner) % Width;
    }

    // Whether two shells could beat the best match if all their directions fitted: then the overlap is the sum of
    // |t_k| |x_k|. Both diamonds have the same distances.
    private bool CanBeat(Template template)
    {
        if (Best is null)
            return true;
        int count = template.Vertices.Length;
        double* points = _reader.Points;
        Vector256<double> sum = Vector256<double>.Zero;
        for (int k = 0; k < count; k++)
            sum += Vector256.LoadAligned(points + (Rows * k));
        Vector256<double> barycenter = sum / Vector256.Create((double)(count + 1));
        double spread = Vector256.Sum(barycenter * barycenter), overlap = 0;
        double distance = template.Vertices[0].Length;
        for (int k = 0; k < count; k++)
        {
            if (k == template.Inner)
                distance = template.Vertices[k].Length;
            Vector256<double> p = Vector256.LoadAligned(points + (Rows * k)) - barycenter;
            double square = Vector256.Sum(p * p);
            spread += square;
            overlap += distance * Math.Sqrt(square);
        }

        return overlap >= OverlapToBeat(template, spread);
    }

    private void TryAll(
        ReadOnlySpan<Correspondence> correspondences, double* points, ReadOnlySpan<int> atoms, ReadOnlySpan<byte> order)
    {
        if (correspondences.IsEmpty)
            return;
        int count = order.Length;
        double* ordered = _ordered.Pointer;
        Vector256<double> sum = Vector256<double>.Zero, squares = Vector256<double>.Zero;
        for (int k = 0; k < count; k++)
        {
            Vector256<double> p = Vector256.LoadAligned(points + (Rows * order[k]));
            p.StoreAligned(ordered + (Rows * k));
            sum += p;
            squares += p * p;
        }

        double spread = Vector256.Sum(squares) - (Vector256.Sum(sum * sum) / (count + 1));
        bool improved = false;
        foreach (Correspondence correspondence in correspondences)
        {
            Template template = correspondence.Template;
            if (!_wanted[(int)template.Type])
                continue;
            Matrix3 moment = Moment(correspondence, ordered);
            var superposition = new Superposition(moment);
            if (superposition.IsBelow(OverlapToBeat(template, spread)))
                continue;
            double overlap = superposition.LargestOverlap(Math.Sqrt(template.Square * spread));
            double square = Math.Max(template.Square - (overlap * overlap / spread), 0) / (count + 1);
            if (square < BestSquare)
            {
                (Best, BestSquare, BestOverlap, BestSpread) = (correspondence, square, overlap, spread);
                _bestMoment = moment;
                improved = true;
            }
        }

        if (!improved)
            return;
        for (int k = 0; k < count; k++)
        {
            double* p = ordered + (Rows * k);
            (_bestPoints[k], _bestAtoms[k]) = (new(p[0], p[1], p[2]), atoms[order[k]]);
        }
    }

    // RMSD^2 (n + 1) = sum of t_k^2 - overlap^2 / spread; a hair less, so that rounding decides nothing.
    private double OverlapToBeat(Template template, double spread)
    {
        double square = template.Square - (BestSquare * (template.Vertices.Length + 1));
        return square > 0 ? (1 - 1e-12) * Math.Sqrt(square * spread) : 0;
    }

    // S = sum of t_k x_k^T. Both sums are taken from the atom: the vertices add up to 0.
    private static Matrix3 Moment(Correspondence correspondence, double* ordered)
    {
        Vector256<double> x = Vector256<double>.Zero, y = x, z = x;
        fixed (double* t = correspondence.Points)
        {
            int count = correspondence.Vertices.Length;
            for (int k = 0; k < count; k++)
            {
                Vector256<double> p = Vector256.LoadAligned(ordered + (Rows * k));
                x += Vector256.Create(t[3 * k]) * p;
                y += Vector256.Create(t[(3 * k) + 1]) * p;
                z += Vector256.Create(t[(3 * k) + 2]) * p;
            }
        }

        return new(Row(x), Row(y), Row(z));

        static Vector3D Row(Vector256<double> v) => new(v[0], v[1], v[2]);
    }
}
