namespace Arise.Structures;

/// <summary>Which of the three lattice vectors produce periodic images.</summary>
public readonly record struct Periodicity(bool A, bool B, bool C)
{
    /// <summary>No periodic direction: a molecule, a nanoparticle, a box cut out of a larger sample.</summary>
    public static Periodicity None => default;

    /// <summary>Periodic along all three lattice vectors: a bulk crystal.</summary>
    public static Periodicity Bulk => new(true, true, true);

    /// <summary>Periodic along the first two lattice vectors: a layer or slab.</summary>
    public static Periodicity InPlane => new(true, true, false);

    /// <summary>Whether any direction is periodic.</summary>
    public bool Any => A || B || C;

    /// <summary>Whether lattice vector <paramref name="axis"/> (0, 1 or 2) is periodic.</summary>
    public bool this[int axis] => axis switch
    {
        0 => A,
        1 => B,
        2 => C,
        _ => throw new ArgumentOutOfRangeException(nameof(axis)),
    };

    /// <summary>Three letters, T for periodic and F for not, as in extended XYZ without blanks: "TTF".</summary>
    public override string ToString() => string.Concat(Letter(A), Letter(B), Letter(C));

    private static string Letter(bool periodic) => periodic ? "T" : "F";
}
