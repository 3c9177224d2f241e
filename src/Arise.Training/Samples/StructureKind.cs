using Arise.Numerics;

namespace Arise.Samples;

/// <summary>One kind of structures.</summary>
/// <param name="Name">What a person calls it: "crystals".</param>
/// <param name="Count">How many samples of this kind there are.</param>
/// <param name="Make">
/// Makes the structures of the sample with this number, from 0 within the kind, drawing from random numbers of its own.
/// </param>
internal sealed record StructureKind(
    string Name, int Count, Func<int, Draws, IReadOnlyList<StructureSample>> Make);
