using Arise.Labeling;

namespace Arise.Studies.Labeling;

/// <summary>A model that labels atoms.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Labeler">What it labels with.</param>
internal sealed record LabelModel(string Name, AtomLabeler Labeler);
