using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>A fully occupied atom site of a CIF.</summary>
/// <param name="Label">Its label, for messages.</param>
/// <param name="Element">Its element; deuterium and tritium are hydrogen.</param>
/// <param name="Coordinates">Fractional or Cartesian coordinates, whichever the block lists.</param>
/// <param name="Line">Its line in the file.</param>
internal readonly record struct CifSite(string Label, ChemicalElement Element, Vector3D Coordinates, long Line)
{
    /// <summary>
    /// Occupancies from here on count as full: sites whose occupancy was refined or rounded to 0.999 are ordered.
    /// </summary>
    private const double FullOccupancy = 0.999;

    /// <summary>Whether a block lists atoms, and whether their coordinates are fractional.</summary>
    public static (bool Any, bool Fractional) Listed(CifBlock block)
    {
        bool fractional = block.Column("_atom_site_fract_x").Count > 0;
        return (fractional || block.Column("_atom_site_Cartn_x").Count > 0, fractional);
    }

    /// <summary>The sites of a block; dummy sites (_atom_site_calc_flag dum) are left out.</summary>
    /// <exception cref="StructureFormatException">
    /// Not an element, no coordinates, or disorder: a partly occupied site or alternatives.
    /// </exception>
    public static List<CifSite> ReadAll(CifBlock block, LineReader lines, bool fractional)
    {
        string prefix = fractional ? "_atom_site_fract_" : "_atom_site_Cartn_";
        IReadOnlyList<CifToken>[] axes = [block.All(prefix + "x"), block.All(prefix + "y"), block.All(prefix + "z")];
        IReadOnlyList<CifToken> labels = block.Column("_atom_site_label", "_atom_site_label_atom_id");
        IReadOnlyList<CifToken> types = block.Column("_atom_site_type_symbol");
        IReadOnlyList<CifToken> occupancies = block.Column("_atom_site_occupancy");
        IReadOnlyList<CifToken> groups = block.Column("_atom_site_disorder_group");
        IReadOnlyList<CifToken> flags = block.Column("_atom_site_calc_flag");
        int count = axes[0].Count;
        foreach (IReadOnlyList<CifToken> column in
            (IReadOnlyList<CifToken>[])[.. axes, labels, types, occupancies, groups, flags])
        {
            if (column.Count != count && (column.Count > 0 || column == axes[1] || column == axes[2]))
                throw lines.ErrorAt(
                    axes[0][0].Line, "the columns of the atom sites differ in length; they belong in one loop.");
        }

        var sites = new List<CifSite>(count);
        for (int row = 0; row < count; row++)
        {
            if (flags.Count > 0 && flags[row].Text.Equals("dum", StringComparison.OrdinalIgnoreCase))
                continue;
            long line = axes[0][row].Line;
            ChemicalElement element =
                types.Count > 0 && !types[row].IsMissing ? ElementOfType(lines, types[row]) :
                labels.Count > 0 ? ElementOfLabel(lines, labels[row]) :
                throw lines.ErrorAt(
                    line,
                    "the atom sites have neither _atom_site_type_symbol nor _atom_site_label, so their elements are "
                        + "unknown.");
            string label = labels.Count > 0 ? labels[row].Text : element.Symbol;
            if (occupancies.Count > 0 && !occupancies[row].IsMissing)
                CheckOccupancy(lines, label, occupancies[row]);
            if (groups.Count > 0 && !groups[row].IsMissing && groups[row].Text is not ("0" or "1"))
                throw lines.ErrorAt(
                    line,
                    $"site {LineReader.Quote(label)} belongs to disorder group {LineReader.Quote(groups[row].Text)}; "
                        + "keep the atoms of one group only, as an ordered structure is needed.");
            sites.Add(new CifSite(
                label,
                element,
                new Vector3D(Coordinate(axes[0], 'x'), Coordinate(axes[1], 'y'), Coordinate(axes[2], 'z')),
                line));

            double Coordinate(IReadOnlyList<CifToken> axis, char name) => axis[row].IsMissing
                ? throw lines.ErrorAt(
                    line,
                    $"site {LineReader.Quote(label)} has no {name} coordinate; complete or remove it.")
                : CifNumber.Read(lines, axis[row], $"the {name} coordinate of site {LineReader.Quote(label)}");
        }

        return sites;
    }

    private static void CheckOccupancy(LineReader lines, string label, CifToken value)
    {
        double occupancy = CifNumber.Read(lines, value, $"the occupancy of site {LineReader.Quote(label)}");
        if (occupancy is < FullOccupancy or > 2 - FullOccupancy)
            throw lines.ErrorAt(
                value.Line,
                $"site {LineReader.Quote(label)} has fractional occupancy {LineReader.Quote(value.Text)}; only ordered "
                    + "structures can be read, so fill each site with one atom or leave it out.");
    }

    // "Na1+", "O2-", "Fe3+", "D"; what follows the symbol is not a letter.
    private static ChemicalElement ElementOfType(LineReader lines, CifToken type) =>
        TryIsotope(LeadingLetters(type.Text), out ChemicalElement element)
            ? element
            : throw lines.ErrorAt(
                type.Line,
                $"the type symbol {LineReader.Quote(type.Text)} is not a chemical element.");

    // "Cu1A" is Cu. A label such as "OW1" or "Siteb" begins with a symbol: of two letters when the second is small
    // and they are an element, else of one.
    private static ChemicalElement ElementOfLabel(LineReader lines, CifToken label)
    {
        string letters = LeadingLetters(label.Text);
        return TryIsotope(letters, out ChemicalElement element)
            || (letters.Length > 2 && char.IsLower(letters[1])
                && ChemicalElement.TryParse(letters.AsSpan(0, 2), out element))
            || (letters.Length > 1 && TryIsotope(letters[..1], out element))
            ? element
            : throw lines.ErrorAt(
                label.Line,
                $"the label {LineReader.Quote(label.Text)} does not begin with a chemical element.");
    }

    private static bool TryIsotope(string symbol, out ChemicalElement element) =>
        ChemicalElement.TryParse(symbol is "D" or "T" ? "H" : symbol, out element);

    private static string LeadingLetters(string text) => string.Concat(text.TakeWhile(char.IsAsciiLetter));
}
