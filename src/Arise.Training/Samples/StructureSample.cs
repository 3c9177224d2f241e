using Arise.Structures;

namespace Arise.Samples;

/// <summary>A structure and what a network is to say of it: a class, none, or two phases with their shares.</summary>
/// <param name="Structure">The atoms, periodic or not.</param>
/// <param name="Label">Class index, or <see cref="AtomSample.None"/>.</param>
/// <param name="Second">Class index of a second phase, or <see cref="AtomSample.None"/>.</param>
/// <param name="SecondShare">Share of the second phase; 0 where there is one phase.</param>
internal sealed record StructureSample(AtomicStructure Structure, int Label, int Second, double SecondShare)
{
    /// <summary>A structure of one phase.</summary>
    public StructureSample(AtomicStructure structure, int label)
        : this(structure, label, AtomSample.None, 0)
    {
    }
}
