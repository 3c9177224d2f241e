using Arise.Numerics;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>
/// The boxes of a map in three dimensions. Arrays over the boxes are indexed [z, y, x], x fastest: box (x, y, z) has
/// the number (z ny + y) nx + x.
/// </summary>
/// <remarks>
/// Source: A. Leitherer, A. Ziletti, L. M. Ghiringhelli, Nat. Commun. 12, 6234 (2021), strided pattern matching.
/// </remarks>
public sealed record BoxGrid
{
    /// <summary>Creates a grid from its axes.</summary>
    /// <exception cref="ArgumentException">There are more boxes than can be counted.</exception>
    public BoxGrid(GridAxis x, GridAxis y, GridAxis z)
    {
        (X, Y, Z) = (x, y, z);
        double boxes = (double)x.Count * y.Count * z.Count;
        Setting.Require(
            boxes <= Array.MaxLength,
            nameof(MapSettings.Stride),
            $"{z.Count} x {y.Count} x {x.Count} boxes are too many; the result for one class alone needs "
            + $"{MemoryBudget.Text(sizeof(float) * boxes)} of memory: use a longer stride.");
    }

    /// <summary>Boxes along x.</summary>
    public GridAxis X { get; }

    /// <summary>Boxes along y.</summary>
    public GridAxis Y { get; }

    /// <summary>Boxes along z.</summary>
    public GridAxis Z { get; }

    /// <summary>Number of boxes.</summary>
    public int Count => X.Count * Y.Count * Z.Count;

    /// <summary>Lengths of a box along x, y and z, Angstrom.</summary>
    public Vector3D Edge => new(X.Edge, Y.Edge, Z.Edge);

    /// <summary>The axis with this number: 0 is x, 1 is y, 2 is z.</summary>
    public GridAxis this[int axis] => axis switch { 0 => X, 1 => Y, _ => Z };

    /// <summary>The grid over the atoms of a structure.</summary>
    /// <param name="structure">At least one atom.</param>
    /// <param name="settings">
    /// Edge, stride and padding; an axis wraps if they say so and the structure is periodic along it
    /// (<see cref="CanWrap"/>), and then has no padding.
    /// </param>
    /// <exception cref="ArgumentException">No atoms, or more boxes than can be counted.</exception>
    public static BoxGrid Over(AtomicStructure structure, MapSettings settings)
    {
        settings.Validate();
        if (structure.Count == 0)
            throw new ArgumentException("A map needs atoms.", nameof(structure));
        (Vector3D low, Vector3D high) = Extent(structure);
        return new BoxGrid(Axis(0), Axis(1), Axis(2));

        GridAxis Axis(int axis) => settings.Wrap && CanWrap(structure, axis)
            ? GridAxis.Periodic(0, Math.Abs(structure.Lattice![axis][axis]), settings.Edge[axis], settings.Stride[axis])
            : GridAxis.Over(low[axis], high[axis], settings.Edge[axis], settings.Stride[axis], settings.Padding[axis]);
    }

    /// <summary>
    /// Whether the structure repeats along a Cartesian axis: periodic along a lattice vector that lies on it, with the
    /// other two at right angles.
    /// </summary>
    public static bool CanWrap(AtomicStructure structure, int axis)
    {
        if (structure.Lattice is not { } lattice || !structure.Periodicity[axis])
            return false;
        double tolerance = 1e-9 * lattice[axis].Length;
        for (int other = 0; other < 3; other++)
        {
            double skew = Math.Max(Math.Abs(lattice[axis][other]), Math.Abs(lattice[other][axis]));
            if (other != axis && skew > tolerance)
                return false;
        }

        return true;
    }

    /// <summary>The smallest and largest coordinates of the atoms, Angstrom.</summary>
    public static (Vector3D Low, Vector3D High) Extent(AtomicStructure structure)
    {
        Vector3D low = structure.Positions[0], high = low;
        foreach (Vector3D p in structure.Positions)
        {
            low = new Vector3D(Math.Min(low.X, p.X), Math.Min(low.Y, p.Y), Math.Min(low.Z, p.Z));
            high = new Vector3D(Math.Max(high.X, p.X), Math.Max(high.Y, p.Y), Math.Max(high.Z, p.Z));
        }

        return (low, high);
    }

    /// <summary>Whether boxes reach across the periodic boundary along an axis: 0 is x, 1 is y, 2 is z.</summary>
    public bool Wraps(int axis) => Reach(axis).Period > 0;

    /// <summary>Number of a box.</summary>
    public int Index(int x, int y, int z) => (((z * Y.Count) + y) * X.Count) + x;

    /// <summary>Place of a box on the axes.</summary>
    public (int X, int Y, int Z) Place(int box) =>
        (box % X.Count, box / X.Count % Y.Count, box / X.Count / Y.Count);

    /// <summary>The middle of a box, Angstrom.</summary>
    public Vector3D Center(int place)
    {
        (int x, int y, int z) = Place(place);
        return new Vector3D(X.Center(x), Y.Center(y), Z.Center(z));
    }

    /// <summary>The middle of box (0, 0, 0), Angstrom: the origin of the arrays.</summary>
    public Vector3D Origin => Center(0);

    /// <summary>Distances between boxes along x, y and z, Angstrom.</summary>
    public Vector3D Spacing => new(X.Stride, Y.Stride, Z.Stride);

    /// <summary>Numbers of boxes as arrays have them: "1 x 119 x 121" (z, y, x).</summary>
    public override string ToString() => $"{Z.Count} x {Y.Count} x {X.Count}";

    /// <summary>Where a box begins along each axis, Angstrom.</summary>
    internal Vector3D Corner(int place)
    {
        (int x, int y, int z) = Place(place);
        return new Vector3D(X.Start(x), Y.Start(y), Z.Start(z));
    }

    /// <summary>
    /// Where along an axis the first box begins and the last ends, and the length after which the sample repeats, 0
    /// when it does not. Angstrom.
    /// </summary>
    internal (double Low, double High, double Period) Reach(int axis)
    {
        GridAxis along = this[axis];
        return (along.Low, along.Start(along.Count - 1) + along.Edge, along.Period);
    }
}
