using System.Collections.Immutable;
using Arise.Structures;

namespace Arise.Studies.Families;

/// <summary>A structure and the right answers.</summary>
/// <param name="Structure">Atoms with their cell.</param>
/// <param name="Labels">The classes that are right, each of them; none where it is none of the classes.</param>
internal sealed record FamilyCase(AtomicStructure Structure, ImmutableArray<string> Labels);
