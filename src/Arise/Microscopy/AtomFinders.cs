using System.Collections.Immutable;

namespace Arise.Microscopy;

/// <summary>The finders by name.</summary>
public static class AtomFinders
{
    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } = ["classical"];

    /// <summary>The finder of a name.</summary>
    /// <exception cref="ArgumentException">There is no such finder.</exception>
    public static IAtomFinder Find(string name) => name switch
    {
        "classical" => new ClassicalAtomFinder(),
        _ => throw new ArgumentException(
            $"There is no finder '{name}'; there is {string.Join(" and ", Names)}.", nameof(name)),
    };
}
