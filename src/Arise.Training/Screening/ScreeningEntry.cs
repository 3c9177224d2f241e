using Arise.Structures;

namespace Arise.Screening;

/// <summary>One structure to screen, or why there is none.</summary>
/// <param name="Source">File it comes from, of an archive with the member: <c>all.zip::a/b.cif</c>.</param>
/// <param name="Frame">Number of the frame in the source, from 1; 0 where the source could not be opened.</param>
/// <param name="Structure">The atoms; null where they could not be read.</param>
/// <param name="Problem">Why there are none, in a sentence; null if there are.</param>
public sealed record ScreeningEntry(string Source, int Frame, AtomicStructure? Structure, string? Problem = null);
