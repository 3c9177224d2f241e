using System.CommandLine;
using Arise.Structures;

namespace Arise.Cli;

/// <summary>Options that say which atoms of a sample count, and whether their species do.</summary>
internal static class SpeciesOptions
{
    /// <summary>The option --one-species.</summary>
    public static Option<bool> OneSpecies() => new("--one-species")
    {
        Description = "Ignore chemistry: all atoms count as alike.",
    };

    /// <summary>The option --ignore.</summary>
    public static Option<ChemicalElement[]?> Ignore() => ListOption.Create(
        "--ignore", "SYMBOLS", "Leave the atoms of these elements out: H,C.", ChemicalElement.Parse);

    /// <summary>Structures without the atoms that are ignored; one that has no others is an error.</summary>
    public static IEnumerable<StructureInputs.Item> Without(
        this IEnumerable<StructureInputs.Item> items, ChemicalElement[]? ignored) =>
        ignored is null ? items : items.Select(item => item.Structure is { } structure
            ? Of(item, structure.Without(ignored), ignored)
            : item);

    private static StructureInputs.Item Of(
        StructureInputs.Item item, AtomicStructure kept, ChemicalElement[] ignored) => kept.Count > 0
        ? item with { Structure = kept }
        : item with
        {
            Structure = null,
            Error = $"{item.File}, frame {item.Frame}: no atom is left without "
                + $"{string.Join(", ", ignored)} (--ignore).",
        };
}
