using System.Collections.Immutable;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Explanation;

/// <summary>
/// The axes that a crystallographer gives a cell: along the symmetry axes the shortest lattice vectors, the unique axis
/// c (b of monoclinic crystals), trigonal crystals with hexagonal axes. Names of the lengths that symmetry leaves free.
/// </summary>
/// <param name="Vectors">The axes, Angstrom.</param>
/// <param name="Free">The names of the lengths, and which axis they are of.</param>
internal sealed record ConventionalAxes(Matrix3 Vectors, ImmutableArray<(string Name, int Axis)> Free)
{
    private const double Parallel = 1e-3;

    /// <summary>The axes of a cell; null for one without a lattice.</summary>
    public static ConventionalAxes? Of(ReferenceCrystal crystal)
    {
        if (crystal.Cell.Lattice is not { } lattice || crystal.Dimensions == 0)
            return null;
        Vector3D[] translations = Translations(crystal, lattice);
        var order = crystal.Operations.Select(operation => Axis(operation.Turn)).Where(one => one.Order > 1)
            .ToLookup(one => one.Order, one => one.Axis);
        Vector3D[] threes = Distinct(order[3].Concat(order[6])), fours = Distinct(order[4]), twos = Distinct(order[2]);
        if (crystal.Dimensions == 2)
            return Layer(lattice, translations, threes.Length > 0 || fours.Length > 0);
        if (threes.Length >= 4)
        {
            Vector3D[] along = fours.Length == 3 ? fours : twos;
            return new(Rows(along.Take(3).Select(axis => Shortest(translations, axis))), [("a", 0)]);
        }

        if (threes.Length == 1 || fours.Length == 1)
        {
            Vector3D unique = threes.Length == 1 ? threes[0] : fours[0];
            Vector3D c = Shortest(translations, unique);
            Vector3D a = translations.First(v => Math.Abs(Vector3D.Dot(v, unique)) < Parallel * v.Length);
            double cos = threes.Length == 1 ? -0.5 : 0;
            Vector3D b = (cos * a)
                + (Math.Sqrt(1 - (cos * cos)) * Vector3D.Cross(c.Normalized(), a));
            return new(new Matrix3(a, b, c), [("a", 0), ("c", 2)]);
        }

        if (twos.Length == 3)
        {
            IEnumerable<Vector3D> along = twos.OrderBy(axis => Rank(axis, lattice));
            return new(Rows(along.Select(axis => Shortest(translations, axis))), [("a", 0), ("b", 1), ("c", 2)]);
        }

        return new(new Matrix3(lattice.A, lattice.B, lattice.C), [("a", 0), ("b", 1), ("c", 2)]);
    }

    /// <summary>Coordinates of a place along the axes.</summary>
    public Vector3D Fractional(Vector3D place) =>
        Matrix3.FromColumns(Vectors.X, Vectors.Y, Vectors.Z).Inverse().Apply(place);

    /// <summary>The axes under a stretch.</summary>
    public ConventionalAxes Stretched(Matrix3 stretch) =>
        this with { Vectors = new(stretch.Apply(Vectors.X), stretch.Apply(Vectors.Y), stretch.Apply(Vectors.Z)) };

    /// <summary>Of tetragonal axes those of the cell with a along the diagonal of the base, twice as large.</summary>
    public ConventionalAxes FaceCentered() =>
        this with { Vectors = new(Vectors.X + Vectors.Y, Vectors.Y - Vectors.X, Vectors.Z) };

    private static ConventionalAxes Layer(Lattice lattice, Vector3D[] translations, bool hasOneLength)
    {
        Vector3D normal = Vector3D.Cross(lattice.A, lattice.B).Normalized();
        Vector3D a = translations[0];
        Vector3D b = translations.First(v => Vector3D.Cross(a, v).Length > 0.1 * a.Length * v.Length
            && Vector3D.Dot(a, v) <= 1e-6 * a.Length * v.Length);
        return new(new Matrix3(a, b, normal), hasOneLength ? [("a", 0)] : [("a", 0), ("b", 1)]);
    }

    // Sorted by length; of layers those in the plane.
    private static Vector3D[] Translations(ReferenceCrystal crystal, Lattice lattice)
    {
        int reach = 4, third = crystal.Cell.Periodicity.C ? reach : 0;
        var all = new List<Vector3D>();
        foreach (Vector3D start in crystal.Translations.Insert(0, Vector3D.Zero))
        {
            for (int a = -reach; a <= reach; a++)
            {
                for (int b = -reach; b <= reach; b++)
                {
                    for (int c = -third; c <= third; c++)
                        all.Add(start + lattice.ToCartesian(new Vector3D(a, b, c)));
                }
            }
        }

        return [.. all.Where(v => v.Length > 1e-6).OrderBy(v => Math.Round(v.Length, 6))];
    }

    private static Vector3D Shortest(Vector3D[] translations, Vector3D axis) =>
        translations.First(v => Vector3D.Cross(v, axis).Length < Parallel * v.Length && Vector3D.Dot(v, axis) > 0);

    private static Matrix3 Rows(IEnumerable<Vector3D> rows)
    {
        Vector3D[] three = [.. rows];
        return new(three[0], three[1], three[2]);
    }

    private static Vector3D[] Distinct(IEnumerable<Vector3D> axes)
    {
        var distinct = new List<Vector3D>();
        foreach (Vector3D axis in axes)
        {
            if (!distinct.Exists(other => Vector3D.Cross(other, axis).Length < Parallel))
                distinct.Add(axis);
        }

        return [.. distinct];
    }

    // In the order of the axes of the cell, as far as they are along them.
    private static int Rank(Vector3D axis, Lattice lattice)
    {
        for (int k = 0; k < 3; k++)
        {
            if (Vector3D.Cross(axis, lattice[k].Normalized()).Length < 10 * Parallel)
                return k;
        }

        return Enumerable.Range(0, 3).MaxBy(k => Math.Abs(axis[k]));
    }

    // The axis of the rotation that an operation is, or is with an inversion, and how many of it make a full turn.
    private static (int Order, Vector3D Axis) Axis(Matrix3 turn)
    {
        Matrix3 proper = turn.Determinant < 0 ? -1 * turn : turn;
        double angle = Math.Acos(Math.Clamp((proper.Trace - 1) / 2, -1, 1));
        if (angle < 0.1)
            return (1, Vector3D.Zero);
        Matrix3 about = proper + proper.Transposed() + ((1 - proper.Trace) * Matrix3.Identity);
        Vector3D longest = about.X.Length > about.Y.Length ? about.X : about.Y;
        longest = longest.Length > about.Z.Length ? longest : about.Z;
        Vector3D axis = longest.Normalized();
        bool isUp = axis.Z > 1e-6 || (axis.Z > -1e-6 && (axis.Y > 1e-6 || (axis.Y > -1e-6 && axis.X > 0)));
        return ((int)Math.Round(2 * Math.PI / angle), isUp ? axis : -1 * axis);
    }
}
