using System.Collections.Immutable;
using Arise.Structures;

namespace Arise.Samples;

/// <summary>Atoms of which each one's class is known: what a network learns from that labels atoms.</summary>
/// <param name="Structure">The atoms, periodic or not.</param>
/// <param name="Labels">Class index per atom, or <see cref="None"/>, or <see cref="Untold"/>.</param>
/// <param name="Name">What a person calls the sample, such as "fcc_Cu_A_cF4_225_a phonons".</param>
/// <param name="Rows">How many of its atoms, drawn at random, become rows of a set.</param>
internal sealed record AtomSample(
    AtomicStructure Structure, ImmutableArray<short> Labels, string Name, int Rows)
{
    /// <summary>Label of an atom that is in no crystal of the classes.</summary>
    public const short None = -1;

    /// <summary>Label of an atom whose class nobody can tell: it is there for its neighbors, and never a row.</summary>
    public const short Untold = -2;
}
