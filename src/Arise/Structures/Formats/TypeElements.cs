namespace Arise.Structures.Formats;

/// <summary>The elements a user assigned to the numbered types of a file.</summary>
internal static class TypeElements
{
    /// <summary>
    /// Element of <paramref name="type"/> (from 1) in <paramref name="elements"/>; the type stands on <paramref
    /// name="line"/>.
    /// </summary>
    /// <exception cref="StructureFormatException">Fewer elements were given than the file has types.</exception>
    public static ChemicalElement Of(
        IReadOnlyList<ChemicalElement> elements, long type, StructureSource lines, long line) =>
        type >= 1 && type <= elements.Count
            ? elements[(int)type - 1]
            : throw lines.ErrorAt(
                line,
                type < 1
                    ? $"atom type {type} occurs, but types count from 1, as the elements given for them; renumber them."
                    : $"atom type {type} occurs, but elements were given for {elements.Count} types; give one for each "
                        + "type.",
                nameof(StructureReadOptions.TypeElements));
}
