namespace Arise.Structures;

/// <summary>What an <see cref="AtomColumn"/> holds; the letters are those of extended XYZ (R, I, S, L).</summary>
public enum AtomColumnKind
{
    /// <summary>Real numbers (<see cref="double"/>).</summary>
    Real,

    /// <summary>Whole numbers (<see cref="long"/>).</summary>
    Integer,

    /// <summary>Text (<see cref="string"/>).</summary>
    Text,

    /// <summary>True or false (<see cref="bool"/>).</summary>
    Logical,
}
