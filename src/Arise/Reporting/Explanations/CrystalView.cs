using System.Globalization;
using Arise.Explanation;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Reporting.Explanations;

/// <summary>
/// How a sample is seen so that the columns of atoms stand apart: along the lattice vector whose projection keeps them
/// farthest from each other, one repeat of it deep; a crystal without a lattice along its longest axis.
/// </summary>
internal sealed class CrystalView
{
    private const double SameColumn = 0.12;
    private const double HalfWidth = 5;
    private const double LeastDepth = 1.6;
    private const int Reach = 2;

    private readonly Vector3D _along;
    private readonly Vector3D _right;
    private readonly Vector3D _up;
    private readonly double _half;
    private readonly double _depth;

    /// <summary>Chooses the view of an explanation that has a member.</summary>
    public CrystalView(StructureExplanation one)
    {
        AtomicStructure member = one.Member!;
        double distance = one.BondLength;
        int[] matched = [.. Enumerable.Range(0, one.Sample.Count).Where(atom => one.SiteAtoms[atom] >= 0)];
        Vector3D middle = Vector3D.Zero;
        foreach (int atom in matched)
            middle += one.Sites[atom] / matched.Length;
        Anchor = matched.MinBy(atom => Math.Round((one.Sites[atom] - middle).Length, 6));
        Middle = one.Sites[Anchor];
        (_along, _right, double repeat, Name) =
            member.Periodicity.Any ? Lattice(one, member, distance) : Longest(one, matched);
        _up = Vector3D.Cross(_along, _right);
        _half = HalfWidth * distance;
        _depth = member.Periodicity.Any ? Math.Max(repeat, LeastDepth * distance) / 2 : double.PositiveInfinity;
    }

    /// <summary>An atom near the middle.</summary>
    public int Anchor { get; }

    /// <summary>The site of that atom: the middle of the picture.</summary>
    public Vector3D Middle { get; }

    /// <summary>The direction in words.</summary>
    public string Name { get; }

    /// <summary>The lattice translations that may bring something near the middle into view.</summary>
    public IEnumerable<Vector3D> Images(AtomicStructure structure)
    {
        int[] copies = new int[3];
        if (structure.Lattice is { } lattice)
        {
            double reach = (1.5 * _half) + (double.IsFinite(_depth) ? _depth : 0);
            Vector3D[] reciprocal = [lattice.ReciprocalA, lattice.ReciprocalB, lattice.ReciprocalC];
            for (int axis = 0; axis < 3; axis++)
            {
                if (structure.Periodicity[axis])
                    copies[axis] = 2 + (int)Math.Ceiling(reach * reciprocal[axis].Length);
            }
        }

        for (int a = -copies[0]; a <= copies[0]; a++)
        {
            for (int b = -copies[1]; b <= copies[1]; b++)
            {
                for (int c = -copies[2]; c <= copies[2]; c++)
                    yield return structure.Lattice?.ToCartesian(new Vector3D(a, b, c)) ?? Vector3D.Zero;
            }
        }
    }

    /// <summary>Where a place is in the picture; null when it is not in it.</summary>
    /// <param name="place">The place.</param>
    /// <param name="site">The place that decides whether it is in the picture.</param>
    public (double X, double Y)? Of(Vector3D place, Vector3D site)
    {
        Vector3D v = site - Middle;
        double x = Vector3D.Dot(v, _right), y = Vector3D.Dot(v, _up), z = Vector3D.Dot(v, _along);
        if (Math.Abs(x) > _half || Math.Abs(y) > _half || z < -_depth - 1e-6 || z >= _depth - 1e-6)
            return null;
        return (Vector3D.Dot(place - Middle, _right), Vector3D.Dot(place - Middle, _up));
    }

    private static (Vector3D Along, Vector3D Right, double Repeat, string Name) Lattice(
        StructureExplanation one, AtomicStructure member, double distance)
    {
        Lattice lattice = member.Lattice!;
        if (!member.Periodicity.C)
        {
            Vector3D normal = Vector3D.Cross(lattice.A, lattice.B).Normalized();
            return (normal, lattice.A.Normalized(), double.PositiveInfinity, "along the normal of the layer");
        }

        var directions = new List<(Vector3D Vector, double Apart)>();
        for (int k = 0; k < 125; k++)
        {
            (int a, int b, int c) = ((k % 5) - Reach, (k / 5 % 5) - Reach, (k / 25) - Reach);
            bool isFirst = c > 0 || (c == 0 && (b > 0 || (b == 0 && a > 0)));
            if (isFirst && Divisor(a, Divisor(b, c)) == 1)
            {
                Vector3D vector = lattice.ToCartesian(new Vector3D(a, b, c));
                directions.Add((vector, Apart(member, vector.Normalized(), distance)));
            }
        }

        (Vector3D best, _) = directions.OrderByDescending(direction => Math.Round(direction.Apart, 2))
            .ThenBy(direction => Math.Round(direction.Vector.Length, 4)).First();
        Vector3D along = best.Normalized();
        Vector3D right = directions
            .Select(direction => direction.Vector - (Vector3D.Dot(direction.Vector, along) * along))
            .Where(v => v.Length > 0.1 * distance).MinBy(v => Math.Round(v.Length, 4));
        return (along, right.Normalized(), best.Length, $"along {Indices(one.Axes!, best)}");
    }

    // [u v w] on the conventional axes, as whole numbers.
    private static string Indices(ConventionalAxes axes, Vector3D vector)
    {
        Vector3D f = axes.Fractional(vector);
        double factor = new[] { 1.0, 2, 3, 4, 6 }.FirstOrDefault(
            whole => Enumerable.Range(0, 3).All(k => Math.Abs((whole * f[k]) - Math.Round(whole * f[k])) < 0.01), 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"[{Math.Round(factor * f.X) + 0.0} {Math.Round(factor * f.Y) + 0.0} {Math.Round(factor * f.Z) + 0.0}]");
    }

    // The distance between the columns that are nearest to each other, in bond lengths.
    private static double Apart(AtomicStructure member, Vector3D along, double distance)
    {
        double least = double.PositiveInfinity;
        for (int one = 0; one < member.Count; one++)
        {
            for (int other = 0; other < member.Count; other++)
            {
                for (int k = 0; k < 125; k++)
                {
                    Vector3D v = member.Positions[other] - member.Positions[one] + member.Lattice!.ToCartesian(
                        new Vector3D((k % 5) - Reach, (k / 5 % 5) - Reach, (k / 25) - Reach));
                    double apart = (v - (Vector3D.Dot(v, along) * along)).Length / distance;
                    if (apart > SameColumn)
                        least = Math.Min(least, apart);
                }
            }
        }

        return least;
    }

    private static (Vector3D, Vector3D, double, string) Longest(StructureExplanation one, int[] matched)
    {
        Matrix3 moments = default;
        Vector3D middle = Vector3D.Zero;
        foreach (int atom in matched)
            middle += one.Sites[atom] / matched.Length;
        foreach (int atom in matched)
            moments += Matrix3.Outer(one.Sites[atom] - middle, one.Sites[atom] - middle);
        Matrix3 axes = moments.Eigen().Vectors;
        return (axes.Z, axes.X, 0, "along the tube");
    }

    private static int Divisor(int a, int b) => b == 0 ? Math.Abs(a) : Divisor(b, a % b);
}
