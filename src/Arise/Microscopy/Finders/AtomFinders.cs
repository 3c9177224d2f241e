using System.Collections.Immutable;

namespace Arise.Microscopy.Finders;

/// <summary>The finders by name, and networks of one's own by file.</summary>
public static class AtomFinders
{
    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } = ["classical", "network"];

    /// <summary>The finder of a name, or with the network of a file where there is one with this name.</summary>
    /// <param name="nameOrPath">One of <see cref="Names"/>, or a file from training.</param>
    /// <exception cref="ArgumentException">There is no such finder.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="Networks.Models.ModelFormatException">The file is damaged or holds no such network.</exception>
    public static IAtomFinder Find(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrPath);
        return nameOrPath switch
        {
            "classical" => new ClassicalAtomFinder(),
            "network" => NetworkAtomFinder.Shipped,
            _ when File.Exists(nameOrPath) => NetworkAtomFinder.Read(nameOrPath),
            _ when Path.HasExtension(nameOrPath) => throw new FileNotFoundException(
                $"{nameOrPath}: there is no such file with a network that finds atoms."),
            _ => throw new ArgumentException(
                $"There is no finder '{nameOrPath}', and no file of this name; there is "
                + $"{string.Join(" and ", Names)}.",
                nameof(nameOrPath)),
        };
    }
}
