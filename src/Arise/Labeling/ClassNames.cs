using System.Collections.Immutable;
using Arise.Prototypes;

namespace Arise.Labeling;

/// <summary>Finds classes of a model by label or name.</summary>
internal static class ClassNames
{
    /// <summary>The class of atoms that are none of the others.</summary>
    public const string None = "none";

    /// <summary>The index of a class.</summary>
    /// <param name="labels">The classes of the model.</param>
    /// <param name="name">A label of them, or any other name of such a prototype.</param>
    /// <exception cref="KeyNotFoundException">No class or several have this name; the nearest are named.</exception>
    public static int Find(ImmutableArray<string> labels, string name)
    {
        int exact = labels.IndexOf(name);
        if (exact >= 0)
            return exact;
        string[] alike = [.. labels.Where(label => label.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (alike is [var one])
            return labels.IndexOf(one);
        string found = PrototypeLibrary.Find(name).Label;
        int index = labels.IndexOf(found);
        return index >= 0
            ? index
            : throw new KeyNotFoundException($"The model has no class '{found}' ({name}).");
    }
}
