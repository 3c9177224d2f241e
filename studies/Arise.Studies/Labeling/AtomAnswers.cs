using System.Collections.Immutable;

namespace Arise.Studies.Labeling;

/// <summary>What a model says of the atoms of a sample.</summary>
/// <param name="Classes">Position of the class of each atom; negative for none.</param>
/// <param name="Probabilities">Probability of this class.</param>
internal readonly record struct AtomAnswers(ImmutableArray<int> Classes, ImmutableArray<float> Probabilities);
