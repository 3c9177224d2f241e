using System.Collections.Immutable;

namespace Arise.Prototypes;

/// <summary>
/// The words for <see cref="MaterialType"/>, those of the published data: elemental, ..., 2D, nanotube.
/// </summary>
public static class MaterialTypeName
{
    /// <summary>All words in the order of the enumeration.</summary>
    public static ImmutableArray<string> All { get; } =
        ["elemental", "binary", "ternary", "quaternary", "2D", "nanotube"];

    /// <summary>The word for <paramref name="type"/>.</summary>
    public static string Of(MaterialType type) => All[(int)type];

    /// <summary>The type that <paramref name="name"/> stands for, whatever the case of its letters.</summary>
    /// <exception cref="ArgumentException">It is none of <see cref="All"/>.</exception>
    public static MaterialType Parse(string name)
    {
        for (int i = 0; i < All.Length; i++)
        {
            if (string.Equals(All[i], name, StringComparison.OrdinalIgnoreCase))
                return (MaterialType)i;
        }

        throw new ArgumentException($"'{name}' is not a material type; say one of {string.Join(", ", All)}.");
    }
}
