using Arise.Structures;

namespace Arise.Recognition;

/// <summary>A structure with its classification and where it came from.</summary>
/// <param name="File">File name as given, "-" for standard input.</param>
/// <param name="Frame">Number of the frame in the file, from 1.</param>
/// <param name="Structure">The atoms.</param>
/// <param name="Result">What they were recognized as.</param>
public sealed record ClassifiedStructure(string File, int Frame, AtomicStructure Structure, Classification Result);
