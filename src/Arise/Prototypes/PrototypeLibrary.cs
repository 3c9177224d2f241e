using System.Collections.Immutable;
using System.Text;

namespace Arise.Prototypes;

/// <summary>
/// The structural classes this library knows: crystals and layers stored with all digits of their source, and 12
/// carbon nanotubes built from their chiral indices.
/// </summary>
/// <remarks>
/// The first 108 classes and their order are those of A. Leitherer, A. Ziletti, L. M. Ghiringhelli, Nat. Commun. 12,
/// 6234 (2021), doi:10.1038/s41467-021-26511-5; their figures come by way of its data set (doi:10.5281/zenodo.5526927,
/// CC BY 4.0) from the sources that each <see cref="Prototype"/> names. The further ones are common types of bulk
/// crystals from the AFLOW library, with coordinates exactly as symmetric as their space group.
/// </remarks>
public static class PrototypeLibrary
{
    private const int SuggestionCount = 3;

    // Fewer letters are part of too many names.
    private const int LeastPart = 3;
    private const int Unlike = 3;
    private const int PublishedCount = 108;

    private static readonly Dictionary<string, Prototype> ByLabel;
    private static readonly ILookup<string, Prototype> ByName;

    static PrototypeLibrary()
    {
        Prototype[] all = PrototypeTables.Read();
        All = ImmutableArray.Create(all);
        Published = [.. PrototypeTables.ReadPublished(all[..PublishedCount])];
        Families = [.. all.Where(prototype => prototype.MergedInto is null)];
        ByLabel = all.ToDictionary(prototype => prototype.Label, StringComparer.OrdinalIgnoreCase);
        ByName = all
            .SelectMany(
                prototype => Names(prototype).Select(Simplify).Distinct(), (prototype, name) => (prototype, name))
            .ToLookup(pair => pair.name, pair => pair.prototype);
    }

    /// <summary>All classes; the position in the list is the class index.</summary>
    public static IReadOnlyList<Prototype> All { get; }

    /// <summary>
    /// The 108 published classes, in the order of the outputs of the published network, with the figures of the
    /// published data: those of FeB, which no boride has, are corrected everywhere else.
    /// </summary>
    public static IReadOnlyList<Prototype> Published { get; }

    /// <summary>The classes of a model of families: all but those merged into another one.</summary>
    public static IReadOnlyList<Prototype> Families { get; }

    /// <summary>The class with exactly this label, or null: a model may have classes of its own.</summary>
    public static Prototype? FromLabel(string label) =>
        ByLabel.TryGetValue(label, out Prototype? prototype) && prototype.Label == label ? prototype : null;

    /// <summary>
    /// What a crystallographer calls the class with this label; the label where it is not known, with control
    /// characters escaped.
    /// </summary>
    public static string NameOf(string label) => FromLabel(label)?.CommonName ?? VisibleText.Of(label);

    /// <summary>
    /// The class with this label, common name, alias, Strukturbericht designation or AFLOW label. Case, blanks,
    /// hyphens and underscores do not matter: "Rock salt", "rocksalt", "B1" and "RockSalt_NaCl" are the same class.
    /// </summary>
    /// <exception cref="KeyNotFoundException">
    /// No class or more than one has this name; the message names the nearest ones.
    /// </exception>
    public static Prototype Find(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (ByLabel.TryGetValue(name.Trim(), out Prototype? labeled))
            return labeled;
        Prototype[] named = [.. ByName[Simplify(name)]];
        return named.Length switch
        {
            1 => named[0],
            0 => throw new KeyNotFoundException($"No prototype is called '{name}'"
                + (Nearest(name) is { Length: > 0 } near ? $". Did you mean {Or(near)}?" : "; no name is like it.")),
            _ => throw new KeyNotFoundException(
                $"Several prototypes are called '{name}': say {Or(named.Select(prototype => prototype.Label))}."),
        };
    }

    /// <summary>
    /// The classes with a name that contains <paramref name="text"/> (case, blanks, hyphens and underscores do not
    /// matter), in the order of their class index.
    /// </summary>
    public static IEnumerable<Prototype> Search(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string part = Simplify(text);
        return All.Where(
            prototype => Names(prototype).Any(name => Simplify(name).Contains(part, StringComparison.Ordinal)));
    }

    // Every name by which a class is found.
    private static IEnumerable<string> Names(Prototype prototype)
    {
        yield return prototype.Label;
        yield return prototype.CommonName;
        int parenthesis = prototype.CommonName.IndexOf(" (", StringComparison.Ordinal);
        if (parenthesis > 0)
            yield return prototype.CommonName[..parenthesis];
        foreach (string alias in prototype.Aliases)
            yield return alias;
        if (prototype.Strukturbericht is { } strukturbericht)
            yield return strukturbericht;
        if (prototype.AflowLabel is { } aflow)
            yield return aflow;
    }

    // Lower case without blanks, hyphens, underscores and parentheses; the prime of 1T' and A3' stays.
    private static string Simplify(string name)
    {
        var simple = new StringBuilder(name.Length);
        foreach (char letter in name)
        {
            if (letter is not (' ' or '-' or '_' or '(' or ')'))
                simple.Append(char.ToLowerInvariant(letter));
        }

        return simple.ToString();
    }

    // One name per class: first those that contain the text or are contained in it, then those that differ from it in
    // few letters. A name of other letters is no suggestion.
    private static string[] Nearest(string text)
    {
        string simple = Simplify(text);
        return [.. All
            .Select(prototype => Names(prototype)
                .Select(name => (Name: name, Distance: Distance(simple, Simplify(name))))
                .MinBy(candidate => candidate.Distance))
            .Where(candidate => candidate.Distance.Rank < Unlike)
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .Take(SuggestionCount)];
    }

    private static (int Rank, int Edits) Distance(string text, string name)
    {
        int edits = EditDistance(text, name);
        bool isPart = text.Length >= LeastPart && name.Contains(text, StringComparison.Ordinal);
        bool isWhole = name.Length >= LeastPart && text.Contains(name, StringComparison.Ordinal);
        int shorter = Math.Min(text.Length, name.Length);
        bool isLike = edits <= Math.Max(Math.Min(2, shorter - 1), shorter / 3);
        return (isPart ? 0 : isWhole ? 1 : isLike ? 2 : Unlike, edits);
    }

    // Levenshtein distance: insertions, deletions and replacements that turn a into b.
    private static int EditDistance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 0; i < a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 0; j < b.Length; j++)
            {
                int replaced = diagonal + (a[i] == b[j] ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = Math.Min(replaced, 1 + Math.Min(row[j], row[j + 1]));
            }
        }

        return row[b.Length];
    }

    private static string Or(IEnumerable<string> labels)
    {
        string[] quoted = [.. labels.Select(label => $"'{label}'")];
        return quoted.Length == 1 ? quoted[0] : $"{string.Join(", ", quoted[..^1])} or {quoted[^1]}";
    }
}
