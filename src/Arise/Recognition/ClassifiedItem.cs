using Arise.Structures;

namespace Arise.Recognition;

/// <summary>What became of one of many: its classification, or why it has none.</summary>
/// <typeparam name="T">What the structure came from, such as the name of a file.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="Structure">Its atoms; null where it has none or they could not be had.</param>
/// <param name="Result">What they were recognized as; null where there is no structure or an error.</param>
/// <param name="Error">Why there is no result: an <see cref="AriseException"/> or an error of a file.</param>
public sealed record ClassifiedItem<T>(T Item, AtomicStructure? Structure, Classification? Result, Exception? Error);
