namespace Arise.Structures.Formats;

/// <summary>
/// The elements that type symbols and site labels of a CIF name. A label is read against the chemical formula of
/// the block, and against the spelling of symbols, whose second letter is small.
/// </summary>
/// <remarks>
/// <para>
/// What the leading letters of a label can mean: the symbol of two letters with which they begin ("Cu1A", "CaM4"), the
/// same in capitals ("CU1"), or the symbol of their first letter ("OW1", "HO1" for a hydroxyl group). The first of
/// these that the formula has counts, and with a formula nothing that it does not have, except two letters spelled as
/// a symbol. Without a formula, capitals are two letters or one depending on the other labels of the block: the element
/// of the first letter where others are spelled with a small second letter; neither where the block has the element of
/// the first letter ("C1" or "CB" beside "CA2") or where that is hydrogen; otherwise the two letters. What was chosen
/// between two elements is noted.
/// </para>
/// <para>
/// "Wat" is the oxygen of water. D is deuterium, which is hydrogen; T is the tetrahedral site of silicates and no
/// tritium, unless a type symbol says so.
/// </para>
/// </remarks>
internal sealed class CifLabels(LineReader lines, CifColumn? labels, string? formula)
{
    private readonly Dictionary<string, ChemicalElement> _byLetters = new(StringComparer.Ordinal);
    private readonly HashSet<ChemicalElement>? _formula = formula is not null && FormulaText.Parse(formula) is { } parts
        ? [.. parts.Select(part => part.Element)]
        : null;
    private bool? _hasSmallLetters;

    /// <summary>The element of a type symbol: "Na1+", "O2-", "Fe3+", "D"; no letter follows the symbol.</summary>
    /// <exception cref="StructureFormatException">It is none.</exception>
    public ChemicalElement OfType(CifToken type)
    {
        string letters = LeadingLetters(type.Text);
        string key = $"type {letters}";
        if (_byLetters.TryGetValue(key, out ChemicalElement element))
            return element;
        return ChemicalElement.TryParse(letters is "D" or "T" ? "H" : letters, out element)
            ? _byLetters[key] = element
            : throw lines.ErrorAt(
                type.Line,
                $"the type symbol {LineReader.Quote(type.Text)} is not a chemical element.");
    }

    /// <summary>The element of a label.</summary>
    /// <exception cref="StructureFormatException">None can be told.</exception>
    public ChemicalElement OfLabel(CifToken label)
    {
        string letters = LeadingLetters(label.Text);
        if (_byLetters.TryGetValue(letters, out ChemicalElement element))
            return element;
        return _byLetters[letters] = (_formula is null ? WithoutFormula(letters, label) : WithFormula(letters, label))
            ?? throw lines.ErrorAt(
                label.Line,
                $"the label {LineReader.Quote(label.Text)} does not begin with a chemical element"
                    + (_formula is null ? "" : " of _chemical_formula_sum") + "; add _atom_site_type_symbol.");
    }

    private static string LeadingLetters(string text) => string.Concat(text.TakeWhile(char.IsAsciiLetter));

    private static bool IsWater(string letters) => letters.StartsWith("Wat", StringComparison.OrdinalIgnoreCase);

    // The symbol of the first two letters, the second one small; a label in small letters alone is read as one.
    private static ChemicalElement? Spelled(string letters) =>
        letters.Length > 1 && char.IsAsciiLetterLower(letters[1]) ? Parse(letters[..2]) : null;

    private static ChemicalElement? InCapitals(string letters) =>
        letters.Length > 1 && char.IsAsciiLetterUpper(letters[1]) ? Parse(letters[..2]) : null;

    private static ChemicalElement? OfFirst(string letters) =>
        letters.Length > 0 && letters[0] is not ('T' or 't') ? Parse(letters[0] is 'D' ? "H" : letters[..1]) : null;

    private static ChemicalElement? Parse(string symbol) =>
        ChemicalElement.TryParse(symbol, out ChemicalElement element) ? element : null;

    private ChemicalElement? WithFormula(string letters, CifToken label)
    {
        ChemicalElement? two = Spelled(letters), capitals = InCapitals(letters), one = OfFirst(letters);
        bool isOne = one is not null && _formula!.Contains(one.Value);
        if (two is not null && _formula!.Contains(two.Value))
            return two;
        if (capitals is not null && _formula!.Contains(capitals.Value) && !(isOne && HasSmallLetters()))
        {
            return isOne && one != capitals
                ? Chosen(capitals.Value, one!.Value, label, "the formula has both")
                : capitals;
        }

        if (IsWater(letters) && _formula!.Contains(ChemicalElement.Parse("O")))
            return ChemicalElement.Parse("O");
        if (isOne)
            return one;
        if (two is null || letters.Length != 2)
            return null;
        lines.Note("labels name elements that _chemical_formula_sum does not have.", label.Line);
        return two;
    }

    private ChemicalElement? WithoutFormula(string letters, CifToken label)
    {
        if (IsWater(letters))
            return ChemicalElement.Parse("O");
        if (Spelled(letters) is { } two)
            return two;
        ChemicalElement? capitals = InCapitals(letters), one = OfFirst(letters);
        if (capitals is null)
        {
            // "OW1", "Ow1" and "O1", but not "Oct1": small letters are part of a word.
            bool isWord = letters.Length > 2 && char.IsAsciiLetterLower(letters[1]);
            return isWord ? null : one;
        }

        if (one is null)
            return capitals;
        if (HasSmallLetters())
            return Chosen(one.Value, capitals.Value, label, "other labels have a small second letter");
        return one.Value.Symbol == "H" || HasOne(letters[0])
            ? throw lines.ErrorAt(
                label.Line,
                $"the label {LineReader.Quote(label.Text)} can be {one.Value.Symbol} or {capitals.Value.Symbol}; add "
                    + "_atom_site_type_symbol or _chemical_formula_sum.")
            : Chosen(capitals.Value, one.Value, label, "no other label has the latter");
    }

    private ChemicalElement Chosen(ChemicalElement element, ChemicalElement other, CifToken label, string why)
    {
        lines.Note($"labels like {label.Text} are read as {element.Symbol}, not {other.Symbol}: {why}.", label.Line);
        return element;
    }

    // Whether a label can only be the element of this letter: the letter alone, or with one that makes no symbol.
    private bool HasOne(char first) => labels is not null && labels.Any(label =>
        LeadingLetters(label.Text) is var letters && letters.StartsWith(first) && InCapitals(letters) is null);

    // Whether the block spells symbols with a small second letter, so that capitals are none.
    private bool HasSmallLetters() => _hasSmallLetters ??= labels is not null
        && labels.Any(label => Spelled(LeadingLetters(label.Text)) is not null);
}
