using System.Globalization;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// Finds the atoms of any box without looking at all of them: points sorted into cells a sixth of a box
/// wide. Where boxes wrap, the points are the atoms within one period and the copies that boxes reach across the
/// boundary. Immutable; many threads may ask at once.
/// </summary>
internal sealed class BoxAtoms
{
    private const int CellsPerBox = 6;
    private const double MostCells = 1 << 26;

    /// <summary>
    /// Atoms that a box may hold in a sample of fewer: more are copies of copies, a slip of a unit or of a digit.
    /// </summary>
    public const int MostAtoms = 100_000;

    // A point in lists that grow, in arrays, and in up to four cells.
    private const double BytesPerPoint = 160;

    private readonly BoxGrid _places;
    private readonly Vector3D _edge;
    private readonly Vector3D[] _points;
    private readonly int[] _atomOf;
    private readonly Vector3D _low;
    private readonly Vector3D _cellsPerLength;
    private readonly int[] _cells = new int[3];
    private readonly int[] _start;
    private readonly int[] _sorted;

    public BoxAtoms(AtomicStructure structure, BoxGrid places)
    {
        Structure = structure;
        (_places, _edge) = (places, places.Edge);
        (_points, _atomOf) = Points(structure, places);
        Vector3D low = _points[0], high = low;
        foreach (Vector3D p in _points)
        {
            low = new Vector3D(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new Vector3D(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        _low = low;
        Vector3D width = _edge / CellsPerBox;
        Vector3D extent = high - low;
        while (Cells(extent.X, width.X) * Cells(extent.Y, width.Y) * Cells(extent.Z, width.Z)
            > Math.Min(MostCells, (4.0 * _points.Length) + 64))
        {
            width = 1.26 * width;
        }

        _cellsPerLength = new Vector3D(1 / width.X, 1 / width.Y, 1 / width.Z);
        for (int axis = 0; axis < 3; axis++)
            _cells[axis] = (int)Cells(extent[axis], width[axis]);
        _start = new int[(_cells[0] * _cells[1] * _cells[2]) + 1];
        foreach (Vector3D p in _points)
            _start[CellOf(p) + 1]++;
        for (int cell = 1; cell < _start.Length; cell++)
            _start[cell] += _start[cell - 1];
        _sorted = new int[_points.Length];
        int[] next = _start[..^1];
        for (int point = 0; point < _points.Length; point++)
            _sorted[next[CellOf(_points[point])]++] = point;

        static double Cells(double extent, double width) => Math.Floor(extent / width) + 1;
    }

    /// <summary>The atoms.</summary>
    public AtomicStructure Structure { get; }

    /// <summary>Position of a point, Angstrom.</summary>
    public Vector3D PositionOf(int point) => _points[point];

    /// <summary>The atom of the structure that a point is, or is a copy of.</summary>
    public int AtomOf(int point) => _atomOf[point];

    /// <summary>Element of a point.</summary>
    public ChemicalElement SpeciesOf(int point) => Structure.Species[_atomOf[point]];

    /// <summary>Number of points in a box.</summary>
    public int CountIn(int box) => Visit(box, null);

    /// <summary>The points in a box, atoms in the order of the structure and then copies.</summary>
    public void Collect(int box, List<int> points)
    {
        points.Clear();
        Visit(box, points);
        points.Sort();
    }

    private static (Vector3D[] Points, int[] AtomOf) Points(AtomicStructure structure, BoxGrid places)
    {
        RequireMemory(structure, places);
        var points = new List<Vector3D>(structure.Positions.ToArray());
        var atomOf = new List<int>(Enumerable.Range(0, structure.Count));
        for (int axis = 0; axis < 3; axis++)
        {
            (double low, double end, double period) = places.Reach(axis);
            if (period == 0)
                continue;
            Vector3D translation = new(axis == 0 ? period : 0, axis == 1 ? period : 0, axis == 2 ? period : 0);
            int count = points.Count;
            for (int k = 0; k < count; k++)
            {
                Vector3D home = points[k] - (Math.Floor((points[k][axis] - low) / period) * translation);
                points[k] = home;
                for (int copy = 1; home[axis] + (copy * period) <= end; copy++)
                {
                    points.Add(home + (copy * translation));
                    atomOf.Add(atomOf[k]);
                }
            }
        }

        return ([.. points], [.. atomOf]);
    }

    // Along an axis that wraps, an atom has a copy in every period from the first box to the end of the last.
    private static void RequireMemory(AtomicStructure structure, BoxGrid places)
    {
        double points = structure.Count;
        for (int axis = 0; axis < 3; axis++)
        {
            (double low, double end, double period) = places.Reach(axis);
            if (period > 0)
                points *= Math.Floor((end - low) / period) + 1;
        }

        // A box longer than a period along all axes holds at least a 27th of these.
        string text = points.ToString("G3", CultureInfo.InvariantCulture);
        Setting.Require(
            points / 27 <= Math.Max(MostAtoms, structure.Count),
            nameof(MapSettings.Edge),
            $"The {structure.Count} atoms of the sample have {text} periodic copies in the boxes; use smaller boxes.");
        MemoryBudget.Require(
            BytesPerPoint * points,
            $"A sample of {structure.Count} atoms that are {text} with their periodic copies in the boxes",
            "use smaller boxes",
            nameof(MapSettings.Edge));
    }

    private int Visit(int box, List<int>? found)
    {
        Vector3D corner = _places.Corner(box);
        (double x0, double y0, double z0) = (corner.X, corner.Y, corner.Z);
        double x1 = x0 + _edge.X, y1 = y0 + _edge.Y, z1 = z0 + _edge.Z;
        int count = 0;
        for (int cx = Cell(x0, 0); cx <= Cell(x1, 0); cx++)
        {
            for (int cy = Cell(y0, 1); cy <= Cell(y1, 1); cy++)
            {
                int row = ((cx * _cells[1]) + cy) * _cells[2];
                for (int k = _start[row + Cell(z0, 2)]; k < _start[row + Cell(z1, 2) + 1]; k++)
                {
                    Vector3D p = _points[_sorted[k]];
                    if (p.X >= x0 && p.X <= x1 && p.Y >= y0 && p.Y <= y1 && p.Z >= z0 && p.Z <= z1)
                    {
                        count++;
                        found?.Add(_sorted[k]);
                    }
                }
            }
        }

        return count;
    }

    private int CellOf(Vector3D p) => (((Cell(p.X, 0) * _cells[1]) + Cell(p.Y, 1)) * _cells[2]) + Cell(p.Z, 2);

    private int Cell(double coordinate, int axis) =>
        Math.Clamp((int)Math.Floor((coordinate - _low[axis]) * _cellsPerLength[axis]), 0, _cells[axis] - 1);
}
