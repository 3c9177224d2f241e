using Arise.Training;

namespace Arise.Studies.Recognition;

/// <summary>A group of structures to try on models.</summary>
/// <param name="Name">What a table calls it.</param>
/// <param name="Kind">What a model should say.</param>
/// <param name="Set">The structures, described.</param>
/// <param name="IsCrystals">Whether these are crystals that a table lists one by one, by the names of the rows.</param>
internal sealed record NoveltyGroup(string Name, NoveltyGroupKind Kind, TrainingSet Set, bool IsCrystals = false);
