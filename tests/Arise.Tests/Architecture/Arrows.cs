using System.Reflection;
using System.Text.RegularExpressions;
using Arise.Numerics;
using Arise.Training;

namespace Arise.Tests.Architecture;

/// <summary>
/// Who uses whom in the library, from two sources that see different things: the compiled types (all but constants) and
/// the source (constants too: by the using lines, and by names that say their namespace or stand in an outer one).
/// </summary>
internal static partial class Arrows
{
    private const string Root = "Arise";

    /// <summary>The assemblies of the library.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
        [typeof(Vector3D).Assembly, typeof(Trainer).Assembly];

    /// <summary>All arrows between different rooms, in order of their names.</summary>
    public static IReadOnlyList<Arrow> All { get; } = [.. Compiled().Concat(Imported()).Concat(Named())
        .Where(arrow => arrow.From != arrow.To)
        .GroupBy(arrow => (arrow.From, arrow.To))
        .OrderBy(group => group.Key.From, StringComparer.Ordinal).ThenBy(group => group.Key.To, StringComparer.Ordinal)
        .Select(group => group.OrderBy(arrow => arrow.Example, StringComparer.Ordinal).First())];

    /// <summary>The types that somebody wrote: those of the compiler and of the generators are left out.</summary>
    public static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.IsNested && IsOurs(type));

    /// <summary>The room of a namespace: what follows "Arise.".</summary>
    public static string RoomOf(string space) => space.Length > Root.Length ? space[(Root.Length + 1)..] : "";

    private static bool IsOurs(Type type) =>
        type.Namespace is { } space && (space == Root || space.StartsWith(Root + ".", StringComparison.Ordinal));

    private static IEnumerable<Arrow> Compiled() =>
        from type in Types
        from used in TypeReferences.Of(type)
        where Assemblies.Contains(used.Assembly) && IsOurs(used)
        select new Arrow(RoomOf(type.Namespace!), RoomOf(used.Namespace!), $"{type.Name} uses {used.Name}");

    private static IEnumerable<Arrow> Imported() =>
        from file in SourceFiles.Library
        let text = File.ReadAllText(file)
        let space = NamespaceLine().Match(text).Groups["name"].Value
        from Match use in UsingLine().Matches(text)
        select new Arrow(
            RoomOf(space), RoomOf(use.Groups["name"].Value), $"{Path.GetFileName(file)}: {use.Value.Trim()}");

    private static IEnumerable<Arrow> Named()
    {
        ILookup<string, Type> types = Types.ToLookup(type => $"{type.Namespace}.{NameOf(type)}");
        var names = new QualifiedNames(Types.Select(type => (type.Namespace!, NameOf(type))));
        foreach (string file in SourceFiles.Library)
        {
            string text = File.ReadAllText(file);
            string space = NamespaceLine().Match(text).Groups["name"].Value;
            HashSet<string> members = [.. types[$"{space}.{Path.GetFileNameWithoutExtension(file)}"]
                .SelectMany(Members)];
            foreach ((string used, string name) in names.In(SourceCode.Of(text), space, members))
                yield return new Arrow(RoomOf(space), RoomOf(used), $"{Path.GetFileName(file)}: {name}");
        }
    }

    private static IEnumerable<string> Members(Type type)
    {
        IEnumerable<MemberInfo> members = type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic |
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy);
        return members.SelectMany(member =>
            member is Type nested ? Members(nested).Append(nested.Name) : [member.Name]);
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    [GeneratedRegex(@"^namespace (?<name>Arise[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^(?:global )?using (?:static |\w+ = )?(?<name>Arise(?:\.[\w]+)*);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
