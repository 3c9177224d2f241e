using Arise.Numerics;

namespace Arise.Structures.Symmetry;

/// <summary>
/// A space-group operation x' = W x + w on fractional coordinates, W a matrix of integers and w a translation, kept
/// as the coordinate triplet of International Tables: row i of (W, w) is the expression of coordinate i.
/// </summary>
/// <param name="X">The new x.</param>
/// <param name="Y">The new y.</param>
/// <param name="Z">The new z.</param>
internal readonly record struct SymmetryOperation(
    CoordinateExpression X, CoordinateExpression Y, CoordinateExpression Z)
{
    /// <summary>x, y, z.</summary>
    public static SymmetryOperation Identity => new(new(1, 0, 0, 0), new(0, 1, 0, 0), new(0, 0, 1, 0));

    /// <summary>-x, -y, -z.</summary>
    public static SymmetryOperation Inversion => new(new(-1, 0, 0, 0), new(0, -1, 0, 0), new(0, 0, -1, 0));

    /// <summary>det W: 1 for rotations and screws, -1 for inversions, mirrors and glides.</summary>
    public int Determinant =>
        (X.X * ((Y.Y * Z.Z) - (Y.Z * Z.Y))) - (X.Y * ((Y.X * Z.Z) - (Y.Z * Z.X))) + (X.Z * ((Y.X * Z.Y) - (Y.Y * Z.X)));

    /// <summary>
    /// Trace of W; with the determinant it tells the type of the operation (2 cos(angle) + 1 for rotations).
    /// </summary>
    public int Trace => X.X + Y.Y + Z.Z;

    /// <summary>Whether W is the identity: a translation by a lattice or centering vector.</summary>
    public bool IsTranslation => WithoutTranslation() == Identity;

    /// <summary>The image of a point given in fractional coordinates.</summary>
    public Vector3D Apply(Vector3D fractional) => new(X.At(fractional), Y.At(fractional), Z.At(fractional));

    /// <summary>The operation that applies <paramref name="first"/> and then this one (this · first).</summary>
    public SymmetryOperation After(SymmetryOperation first) => new(
        X.Of(first.X, first.Y, first.Z),
        Y.Of(first.X, first.Y, first.Z),
        Z.Of(first.X, first.Y, first.Z));

    /// <summary>The same operation up to lattice vectors, translation components in [0, 1).</summary>
    public SymmetryOperation Reduced() => new(X.Reduced(), Y.Reduced(), Z.Reduced());

    /// <summary>W alone.</summary>
    public SymmetryOperation WithoutTranslation() =>
        new(X with { Shift = 0 }, Y with { Shift = 0 }, Z with { Shift = 0 });

    /// <summary>The operation that undoes this one.</summary>
    /// <exception cref="InvalidOperationException">det W is neither 1 nor -1.</exception>
    public SymmetryOperation Inverse()
    {
        int d = Determinant;
        if (d is not (1 or -1))
            throw new InvalidOperationException($"The operation '{this}' has determinant {d} and no integer inverse.");

        // Adjugate matrix times determinant; then the translation that brings the origin back.
        var inverse = new SymmetryOperation(
            new(d * ((Y.Y * Z.Z) - (Y.Z * Z.Y)), d * ((X.Z * Z.Y) - (X.Y * Z.Z)), d * ((X.Y * Y.Z) - (X.Z * Y.Y)), 0),
            new(d * ((Y.Z * Z.X) - (Y.X * Z.Z)), d * ((X.X * Z.Z) - (X.Z * Z.X)), d * ((X.Z * Y.X) - (X.X * Y.Z)), 0),
            new(d * ((Y.X * Z.Y) - (Y.Y * Z.X)), d * ((X.Y * Z.X) - (X.X * Z.Y)), d * ((X.X * Y.Y) - (X.Y * Y.X)), 0));
        SymmetryOperation moved = inverse.After(this);
        return new(
            inverse.X with { Shift = -moved.X.Shift },
            inverse.Y with { Shift = -moved.Y.Shift },
            inverse.Z with { Shift = -moved.Z.Shift });
    }

    /// <summary>Reads a coordinate triplet such as "-x+1/2, y, z+1/2"; det W must be 1 or -1.</summary>
    public static bool TryParse(ReadOnlySpan<char> triplet, out SymmetryOperation operation)
    {
        operation = default;
        Span<Range> parts = stackalloc Range[4];
        if (triplet.Split(parts, ',') != 3
            || !CoordinateExpression.TryParse(triplet[parts[0]], out CoordinateExpression x)
            || !CoordinateExpression.TryParse(triplet[parts[1]], out CoordinateExpression y)
            || !CoordinateExpression.TryParse(triplet[parts[2]], out CoordinateExpression z))
            return false;
        operation = new SymmetryOperation(x, y, z);
        return operation.Determinant is 1 or -1;
    }

    /// <summary>Reads a coordinate triplet.</summary>
    /// <exception cref="FormatException">The text is not a triplet of a symmetry operation.</exception>
    public static SymmetryOperation Parse(string triplet) =>
        TryParse(triplet, out SymmetryOperation operation)
            ? operation
            : throw new FormatException($"'{triplet}' is not a symmetry operation such as '-x, y+1/2, z'.");

    /// <summary>The coordinate triplet, for example "-x,y+1/2,z".</summary>
    public override string ToString() => $"{X},{Y},{Z}";
}
