using System.Runtime.InteropServices;
using Arise.Numerics;

namespace Arise.Structures.Symmetry;

/// <summary>
/// Points in a periodic cell, found again by position: is there one within a small radius of here, images included?
/// </summary>
/// <remarks>
/// Points are sorted into boxes of the cell at least one radius thick, so that a query looks at 27 boxes whatever the
/// number of points. The radius must be small against the cell (below a quarter of its least thickness), so that the
/// nearest image is the one with fractional differences in [-1/2, 1/2].
/// </remarks>
internal sealed class PeriodicPointIndex
{
    private const int MaxBoxes = 1024;

    private readonly Lattice _lattice;
    private readonly double _radius;
    private readonly int[] _boxes = new int[3];
    private readonly List<Vector3D> _points;
    private readonly Dictionary<(int, int, int), int> _lastInBox;
    private readonly List<int> _before;

    /// <summary>An empty index.</summary>
    /// <param name="lattice">The cell.</param>
    /// <param name="radius">How far a point may be from where it is looked for, Angstrom.</param>
    /// <param name="capacity">Number of points that are expected.</param>
    public PeriodicPointIndex(Lattice lattice, double radius, int capacity = 0)
    {
        (_lattice, _radius) = (lattice, radius);
        (_points, _lastInBox, _before) = (new(capacity), new(capacity), new(capacity));
        Vector3D[] reciprocal = [lattice.ReciprocalA, lattice.ReciprocalB, lattice.ReciprocalC];
        for (int axis = 0; axis < 3; axis++)
            _boxes[axis] = (int)Math.Clamp(1 / (reciprocal[axis].Length * radius), 1, MaxBoxes);
    }

    /// <summary>The points in the order in which they were added.</summary>
    public IReadOnlyList<Vector3D> Points => _points;

    /// <summary>
    /// Shortest Cartesian vector from one point to the nearest image of another (fractional coordinates).
    /// </summary>
    public static Vector3D NearestImage(Lattice lattice, Vector3D from, Vector3D to)
    {
        Vector3D difference = to - from;
        return lattice.ToCartesian(new Vector3D(
            difference.X - Math.Round(difference.X),
            difference.Y - Math.Round(difference.Y),
            difference.Z - Math.Round(difference.Z)));
    }

    /// <summary>Adds a point (fractional coordinates); its number is the count of points before it.</summary>
    public void Add(Vector3D point)
    {
        ref int last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastInBox, BoxOf(point), out bool exists);
        _before.Add(exists ? last : -1);
        last = _points.Count;
        _points.Add(point);
    }

    /// <summary>Number of a point within the radius of <paramref name="point"/>, or -1.</summary>
    public int Find(Vector3D point)
    {
        (int x, int y, int z) = BoxOf(point);
        foreach (int i in Neighbors(x, 0))
        {
            foreach (int j in Neighbors(y, 1))
            {
                foreach (int k in Neighbors(z, 2))
                {
                    if (!_lastInBox.TryGetValue((i, j, k), out int candidate))
                        continue;
                    for (; candidate >= 0; candidate = _before[candidate])
                    {
                        if (NearestImage(_lattice, point, _points[candidate]).Length <= _radius)
                            return candidate;
                    }
                }
            }
        }

        return -1;
    }

    private IEnumerable<int> Neighbors(int box, int axis)
    {
        int count = _boxes[axis];
        for (int step = count > 1 ? -1 : 0; step <= (count > 2 ? 1 : 0); step++)
            yield return (box + step + count) % count;
    }

    private (int, int, int) BoxOf(Vector3D point) => (BoxOf(point.X, 0), BoxOf(point.Y, 1), BoxOf(point.Z, 2));

    private int BoxOf(double coordinate, int axis) =>
        Math.Min((int)((coordinate - Math.Floor(coordinate)) * _boxes[axis]), _boxes[axis] - 1);
}
