using System.Collections.Immutable;
using Arise.Labeling;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Tests.Labeling;

/// <summary>
/// A labeler that needs no trained model: a function says the class of every atom of what it is given. Where the class
/// is not allowed the answer is "none". Everything around the network is tested with it.
/// </summary>
internal static class FakeLabeler
{
    /// <summary>The classes of the library and "none".</summary>
    public static ImmutableArray<string> Labels { get; } =
        [.. PrototypeLibrary.Published.Select(prototype => prototype.Label), "none"];

    /// <summary>The index of a class.</summary>
    public static int Class(string name) => PrototypeLibrary.Find(name).ClassIndex;

    /// <summary>Probability that the fake gives to an atom: no two alike, and not all above a half.</summary>
    public static float Probability(int atom) => 1 - (atom % 10 * 0.0625f);

    /// <summary>A labeler that answers with a function of structure and atom; -1 is none.</summary>
    /// <param name="classOf">The class of an atom.</param>
    /// <param name="scale">The local scale of all atoms.</param>
    /// <param name="ratio">The local scale of ideal crystals over their nearest distance.</param>
    public static AtomLabeler Of(
        Func<AtomicStructure, int, int> classOf, float scale = 2.5f, float ratio = 1) => new(
        Labels,
        (structure, allowed, answers, _, progress, cancellation) =>
        {
            for (int atom = 0; atom < structure.Count; atom++)
            {
                cancellation.ThrowIfCancellationRequested();
                int given = classOf(structure, atom);
                bool isClass = given >= 0 && allowed[given];
                answers.Class[atom] = (short)(isClass ? given : Labels.Length - 1);
                answers.Probability[atom] = Probability(atom);
                answers.Entropy[atom] = 1 - answers.Probability[atom];
                answers.LocalScale[atom] = structure.Count < 5 && structure.Periodicity.Any
                    ? ratio * (float)LabelInput.MedianNearest(structure)
                    : scale;
            }

            progress?.Report(new WorkProgress("atoms", structure.Count, structure.Count));
        });

    /// <summary>A labeler that gives each element a class.</summary>
    public static AtomLabeler BySpecies(params (string Element, string Class)[] classes)
    {
        Dictionary<ChemicalElement, int> of = classes.ToDictionary(
            pair => ChemicalElement.Parse(pair.Element), pair => Class(pair.Class));
        return Of((structure, atom) => of.GetValueOrDefault(structure.Species[atom], -1));
    }
}
