using System.Text.RegularExpressions;

namespace Arise.Tests.Architecture;

/// <summary>
/// The types that source names by their namespace, or a part of it: "Recognition.UncertaintyLevels". A name is looked
/// for as the compiler does it: first among the members, then in the namespaces from the inner to the outer one.
/// </summary>
internal sealed partial class QualifiedNames
{
    // Namespaces by the names of their types, and all namespaces with those around them.
    private readonly Dictionary<string, string> _types = [];
    private readonly HashSet<string> _spaces = [];

    /// <summary>Looks for some types.</summary>
    /// <param name="types">Each type, its namespace and its name.</param>
    public QualifiedNames(IEnumerable<(string Space, string Name)> types)
    {
        foreach ((string space, string name) in types)
        {
            _types[$"{space}.{name}"] = space;
            for (string around = space; around.Length > 0; around = Outer(around))
                _spaces.Add(around);
        }
    }

    /// <summary>The namespace of every type that is named with dots, and the name.</summary>
    /// <param name="code">Source without comments and texts.</param>
    /// <param name="space">The namespace of the source.</param>
    /// <param name="members">Names that mean members there, not namespaces.</param>
    public IEnumerable<(string Space, string Name)> In(string code, string space, IReadOnlySet<string> members)
    {
        foreach (Match match in Dotted().Matches(code))
        {
            string[] parts = [.. match.Groups["part"].Captures.Select(part => part.Value)];
            if (!members.Contains(parts[0]) && Find(parts, space) is { } found)
                yield return found;
        }
    }

    private (string Space, string Name)? Find(string[] parts, string space)
    {
        for (string around = space; ; around = Outer(around))
        {
            string name = around.Length > 0 ? $"{around}.{parts[0]}" : parts[0];
            for (int next = 1; _spaces.Contains(name) && next < parts.Length; next++)
                name += $".{parts[next]}";
            if (_types.TryGetValue(name, out string? found))
                return (found, name);
            if (around.Length == 0 || _spaces.Contains($"{around}.{parts[0]}"))
                return null;
        }
    }

    private static string Outer(string space) => space[..Math.Max(0, space.LastIndexOf('.'))];

    // What follows one dot belongs to something else; what follows two is spread or a range.
    [GeneratedRegex(@"\b(?<!(?<!\.)\.\s*)(?<part>[A-Z]\w*)(?:\s*\.\s*(?<part>[A-Za-z_]\w*))+")]
    private static partial Regex Dotted();
}
