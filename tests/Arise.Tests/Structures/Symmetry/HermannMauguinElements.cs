using Arise.Structures.Symmetry;

namespace Arise.Tests.Structures.Symmetry;

/// <summary>
/// Reads a Hermann-Mauguin symbol the way a person does: each letter names a kind of axis or plane, and its place in
/// the symbol names the direction (International Tables vol. A, table 2.1.3.1). Then looks for such an element among
/// operations. Independent of Hall symbols, so the two columns of the table check each other.
/// </summary>
internal static class HermannMauguinElements
{
    private const int One = CoordinateExpression.Denominator;

    /// <summary>The elements that a symbol names and the operations lack; empty when all are there.</summary>
    public static List<string> Missing(SpaceGroupSetting setting)
    {
        var missing = new List<string>();
        string[] parts = setting.Symbol.Split(' ');
        bool rhombohedral = setting.Choice == "R";
        SymmetryOperation[] operations = WithNeighborCells(setting.Operations);
        for (int place = 1; place < parts.Length; place++)
        {
            int[][] directions = Directions(SpaceGroup.FromNumber(setting.Number).CrystalSystem, place, rhombohedral);
            foreach (string element in parts[place].Split('/'))
            {
                if (!directions.Any(direction => operations.Any(o => Is(o, element, direction, rhombohedral))))
                    missing.Add($"{setting.Number} {setting}: {element} along place {place}");
            }
        }

        return missing;
    }

    private static int[][] Directions(CrystalSystem system, int place, bool rhombohedral) => (system, place) switch
    {
        (CrystalSystem.Triclinic, _) => [[0, 0, 0]],
        (CrystalSystem.Monoclinic or CrystalSystem.Orthorhombic, 1) => [[1, 0, 0]],
        (CrystalSystem.Monoclinic or CrystalSystem.Orthorhombic, 2) => [[0, 1, 0]],
        (CrystalSystem.Monoclinic or CrystalSystem.Orthorhombic, _) => [[0, 0, 1]],
        (CrystalSystem.Trigonal, 1) when rhombohedral => [[1, 1, 1]],
        (CrystalSystem.Trigonal, _) when rhombohedral => [[1, -1, 0]],
        (CrystalSystem.Tetragonal or CrystalSystem.Trigonal or CrystalSystem.Hexagonal, 1) => [[0, 0, 1]],
        (CrystalSystem.Tetragonal or CrystalSystem.Trigonal or CrystalSystem.Hexagonal, 2) => [[1, 0, 0]],
        (CrystalSystem.Tetragonal or CrystalSystem.Trigonal or CrystalSystem.Hexagonal, _) => [[1, -1, 0]],
        (CrystalSystem.Cubic, 1) => [[0, 0, 1]],
        (CrystalSystem.Cubic, 2) => [[1, 1, 1]],
        _ => [[1, -1, 0], [1, 1, 0]],
    };

    // An element can pass through another cell than the one its reduced operation belongs to.
    private static SymmetryOperation[] WithNeighborCells(IEnumerable<SymmetryOperation> operations) =>
    [
        .. from o in operations
           from x in (int[])[-1, 0, 1]
           from y in (int[])[-1, 0, 1]
           from z in (int[])[-1, 0, 1]
           select new SymmetryOperation(
               o.X with { Shift = o.X.Shift + (x * One) },
               o.Y with { Shift = o.Y.Shift + (y * One) },
               o.Z with { Shift = o.Z.Shift + (z * One) }),
    ];

    private static bool Is(SymmetryOperation operation, string element, int[] direction, bool rhombohedral) =>
        element switch
    {
        "1" => operation == SymmetryOperation.Identity,
        "-1" => operation.WithoutTranslation() == SymmetryOperation.Inversion,
        ['-', var order] => IsAxis(operation, order - '0', 0, direction, improper: true),
        [>= '1' and <= '6' and var order] => IsAxis(operation, order - '0', 0, direction, improper: false),
        [>= '1' and <= '6' and var order, var screw] =>
            IsAxis(operation, order - '0', screw - '0', direction, improper: false),
        [var glide] => IsPlane(operation, glide, direction, rhombohedral),
        _ => throw new ArgumentException($"Unknown element '{element}'."),
    };

    private static bool IsAxis(SymmetryOperation operation, int order, int screw, int[] direction, bool improper)
    {
        int sign = improper ? -1 : 1;
        int[][] w = Matrix(operation, sign);
        if (operation.Determinant != sign || sign * operation.Trace != RotationTrace(order) || !Fixes(w, direction))
            return false;
        if (improper)
            return true;

        // Counter-clockwise: (v, W v, direction) right-handed for any v off the axis.
        int[] v = [2, -3, 5], wv = Multiply(w, v);
        if (order > 2 && Determinant(v, wv, direction) <= 0)
            return false;
        int[] sum = [0, 0, 0];
        SymmetryOperation power = operation;
        for (int k = 1; k < order; k++)
            power = operation.After(power);
        (sum[0], sum[1], sum[2]) = (power.X.Shift, power.Y.Shift, power.Z.Shift);
        return Enumerable.Range(0, 3).All(i => sum[i] == screw * One * direction[i]);
    }

    private static bool IsPlane(SymmetryOperation operation, char glide, int[] normal, bool rhombohedral)
    {
        if (operation.Determinant != -1 || operation.Trace != 1 || !Fixes(Matrix(operation, -1), normal))
            return false;
        SymmetryOperation square = operation.After(operation);
        int[] twice = [square.X.Shift, square.Y.Shift, square.Z.Shift];
        bool diagonal = normal.Count(n => n != 0) > 1;
        int[] a = [One, 0, 0], b = [0, One, 0], c = [0, 0, One], all = [One, One, One];
        int[] inPlane = diagonal ? all : [.. normal.Select(n => n == 0 ? One : 0)];
        return glide switch
        {
            'm' => Equal(twice, [0, 0, 0]),
            'a' => Equal(twice, a),
            'b' => Equal(twice, b),
            'c' => Equal(twice, rhombohedral ? all : c),
            'n' => Equal(twice, inPlane),
            'd' => twice.Select(Math.Abs).SequenceEqual(inPlane.Select(x => x / 2)),
            'e' => ((int[][])[a, b, c]).Any(axis => Equal(twice, axis)),
            _ => throw new ArgumentException($"Unknown glide '{glide}'."),
        };
    }

    private static bool Equal(int[] u, int[] v) => u.SequenceEqual(v);

    private static int RotationTrace(int order) => order switch { 1 => 3, 2 => -1, 3 => 0, 4 => 1, _ => 2 };

    private static int[][] Matrix(SymmetryOperation o, int sign) =>
    [
        [sign * o.X.X, sign * o.X.Y, sign * o.X.Z],
        [sign * o.Y.X, sign * o.Y.Y, sign * o.Y.Z],
        [sign * o.Z.X, sign * o.Z.Y, sign * o.Z.Z],
    ];

    private static int[] Multiply(int[][] w, int[] v) => [.. w.Select(row => row.Zip(v, (x, y) => x * y).Sum())];

    private static bool Fixes(int[][] w, int[] direction) => Multiply(w, direction).SequenceEqual(direction);

    private static int Determinant(int[] u, int[] v, int[] w) =>
        (u[0] * ((v[1] * w[2]) - (v[2] * w[1]))) - (u[1] * ((v[0] * w[2]) - (v[2] * w[0]))) +
        (u[2] * ((v[0] * w[1]) - (v[1] * w[0])));
}
