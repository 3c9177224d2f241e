using System.Collections.Immutable;
using System.Globalization;

namespace Arise.Prototypes;

/// <summary>The ranges of a family in words.</summary>
internal static class FamilyDescription
{
    /// <summary>One sentence part per kind of freedom, the further bases last; none for a nanotube.</summary>
    public static ImmutableArray<string> Of(CrystalFamily family)
    {
        FamilyBase own = family.Bases[0];
        if (own.Symmetry is null)
            return [];
        FamilyRanges ranges = family.Ranges;
        var lines = ImmutableArray.CreateBuilder<string>();
        switch (ranges.Quantity)
        {
            case AxialQuantity.ConventionalCell or AxialQuantity.FaceCenteredCell:
                string cell = ranges.Quantity == AxialQuantity.FaceCenteredCell ? " of the face-centered cell" : "";
                lines.Add(Text(
                    $"c/a{cell} {ranges.Low:0.###} to {ranges.High:0.###}, here {family.AxialRatio(own):0.###}"));
                break;
            case AxialQuantity.CubeEdge:
                lines.Add(Text($"one cube edge {ranges.Low:0.###} to {ranges.High:0.###} of the others"));
                lines.Add(Text($"other strains to {100 * ranges.LargestSpread:0.#} %"));
                break;
            default:
                string[] strains = [.. own.Strains.Select(strain => strain.Name).Where(name => name != "volume")];
                lines.Add(strains.Length == 0
                    ? "symmetry leaves no strain but that of the volume"
                    : Text($"strains of {string.Join(", ", strains)} to {100 * ranges.LargestSpread:0.#} %"));
                break;
        }

        if (!own.Displacements.IsEmpty)
        {
            string names = string.Join(", ", own.Displacements.Select(free => free.Name));
            double most = ranges.LargestDisplacement;
            lines.Add(Text($"free coordinates {names}: atoms displaced to {most:0.###} of the nearest distance"));
        }

        if (family.Bases.Length > 1)
            lines.Add($"further members: {string.Join(", ", family.Bases.Skip(1).Select(one => one.Name))}");
        return lines.ToImmutable();

        static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
