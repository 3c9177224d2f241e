using Arise.Numerics;

namespace Arise.Baselines.TemplateMatching;

/// <summary>
/// The ideal surroundings of an atom at the origin: first the nearest vertices, then, for diamonds and graphene, the
/// other neighbors of each of them in turn. The mean distance of all vertices is 1, their sum 0.
/// </summary>
internal sealed class Template
{
    private const double Same = 1e-6;

    /// <summary>A template.</summary>
    /// <param name="type">What it is.</param>
    /// <param name="vertices">The vertices in any unit.</param>
    /// <param name="inner">Number of nearest ones when there are two shells, else 0.</param>
    /// <param name="rotations">The rotations of the crystal as a whole.</param>
    public Template(LocalStructure type, Vector3D[] vertices, int inner, UnitQuaternion[] rotations)
    {
        double mean = vertices.Average(v => v.Length);
        Type = type;
        Vertices = [.. vertices.Select(v => v / mean)];
        Inner = inner;
        CrystalRotations = rotations;
        Square = Vertices.Sum(v => Vector3D.Dot(v, v));
        Matrix3 moment = default;
        foreach (Vector3D v in Vertices)
            moment += Matrix3.Outer(v, v);

        // A sheet has no third direction.
        IsFlat = moment.Z.Z < Same;
        InverseMoment = IsFlat
            ? new Matrix3(moment.X, moment.Y, new(0, 0, 1)).Inverse() with { Z = default }
            : moment.Inverse();
        OwnRotations = [.. rotations.Select(Permutation).Where(p => p is not null).Select(p => p!)];
    }

    /// <summary>What it is.</summary>
    public LocalStructure Type { get; }

    /// <summary>Vertices, the nearest first.</summary>
    public Vector3D[] Vertices { get; }

    /// <summary>Number of nearest vertices when there are two shells, else 0.</summary>
    public int Inner { get; }

    /// <summary>Outer vertices per inner one.</summary>
    public int OuterPerInner => Inner == 0 ? 0 : (Vertices.Length - Inner) / Inner;

    /// <summary>Sum of the squared distances.</summary>
    public double Square { get; }

    /// <summary>Whether all vertices lie in the plane z = 0.</summary>
    public bool IsFlat { get; }

    /// <summary>Inverse of the sum of t t^T; of a flat one within its plane.</summary>
    public Matrix3 InverseMoment { get; }

    /// <summary>Rotations that take the crystal into itself.</summary>
    public UnitQuaternion[] CrystalRotations { get; }

    /// <summary>
    /// Those of them that take the template into itself, as permutations: vertex k goes to vertex p[k]. Fewer where the
    /// atoms of the crystal have surroundings in several orientations.
    /// </summary>
    public byte[][] OwnRotations { get; }

    private byte[]? Permutation(UnitQuaternion rotation)
    {
        Matrix3 matrix = rotation.ToMatrix();
        var image = new byte[Vertices.Length];
        for (int k = 0; k < image.Length; k++)
        {
            Vector3D turned = matrix.Apply(Vertices[k]);
            int to = Array.FindIndex(Vertices, v => (v - turned).Length < Same);
            if (to < 0)
                return null;
            image[k] = (byte)to;
        }

        return image;
    }
}
