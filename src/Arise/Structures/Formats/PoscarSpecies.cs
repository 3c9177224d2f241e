namespace Arise.Structures.Formats;

/// <summary>
/// The elements of the blocks of a POSCAR: those a user gave, else the line of symbols, else (VASP 4) the label behind
/// each position, else the comment line. That counts if it consists of as many symbols as there are counts, or is
/// a formula of as many elements whose numbers are the counts, or a fraction of them ("Fe1N3", "Li2 Fe2 B2 O6").
/// </summary>
internal sealed class PoscarSpecies
{
    private readonly LineReader _lines;
    private readonly long _countsLine;
    private readonly IReadOnlyList<ChemicalElement>? _elements;
    private readonly bool _hasLabels;

    private PoscarSpecies(LineReader lines, IReadOnlyList<ChemicalElement>? elements, bool hasLabels) =>
        (_lines, _countsLine, _elements, _hasLabels) = (lines, lines.LineNumber, elements, hasLabels);

    /// <summary>Decides where the elements come from; the line of counts is the current one.</summary>
    /// <exception cref="StructureFormatException">A wrong symbol, or a wrong number of them.</exception>
    public static PoscarSpecies Find(
        LineReader lines, StructureReadOptions options, int[] counts, string? symbols, string comment)
    {
        if (options.TypeElements is { } given)
        {
            return new(
                lines,
                [.. counts.Select((_, block) => TypeElements.Of(given, block + 1, lines, lines.LineNumber))],
                hasLabels: false);
        }

        if (symbols is null)
            return new(lines, FromSymbols(comment, counts) ?? FromFormula(comment, counts), hasLabels: true);
        ChemicalElement[] named = ReadSymbols(lines, symbols);
        return named.Length == counts.Length
            ? new(lines, named, hasLabels: false)
            : throw lines.Error($"there are {named.Length} element symbols but {counts.Length} counts.");
    }

    /// <summary>The element of an atom.</summary>
    /// <param name="block">Its block, from 0.</param>
    /// <param name="behind">What stands behind its position.</param>
    /// <exception cref="StructureFormatException">Nothing tells it.</exception>
    public ChemicalElement Of(int block, LineFields behind)
    {
        if (_hasLabels && TryLabel(behind, out ChemicalElement element))
            return element;
        return _elements is not null
            ? _elements[block]
            : throw _lines.ErrorAt(
                _countsLine,
                "the file has no line of element symbols (VASP 4); give the elements.",
                nameof(StructureReadOptions.TypeElements));
    }

    // "0 0 0 Cl", "0 0 0 ! Cl1", "0 0 0 T T F Cl": flags without the line Selective dynamics are no fluorine.
    private static bool TryLabel(LineFields behind, out ChemicalElement element)
    {
        element = default;
        LineFields flags = behind;
        for (int axis = 0; axis < 3 && flags.TryNext(out ReadOnlySpan<char> flag)
            && LineFields.TryLogical(flag, out _); axis++)
        {
            if (axis == 2)
                behind = flags;
        }

        if (!behind.TryNext(out ReadOnlySpan<char> label) || (label is "!" or "#" && !behind.TryNext(out label)))
            return false;
        label = label.TrimStart("!#");
        return label is [var letter, ..] && char.IsAsciiLetter(letter) && ElementLabel.TryParse(label, out element);
    }

    private static ChemicalElement[]? FromSymbols(string comment, int[] counts)
    {
        string[] words = comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var elements = new ChemicalElement[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!ChemicalElement.TryParse(words[i], out elements[i]))
                return null;
        }

        return words.Length == counts.Length ? elements : null;
    }

    private static ChemicalElement[]? FromFormula(string comment, int[] counts)
    {
        string[] words = comment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int length = words.Length; length > 0; length--)
        {
            string text = string.Concat(words.Take(length));
            if (FormulaText.Parse(text) is { } formula && formula.Count == counts.Length && IsOf(formula, counts))
                return [.. formula.Select(part => part.Element)];
        }

        return null;
    }

    private static bool IsOf(IReadOnlyList<(ChemicalElement Element, double Number)> formula, int[] counts)
    {
        double units = counts[0] / formula[0].Number;
        return units >= 1 && Math.Abs(units - Math.Round(units)) < 1e-9
            && formula.Zip(counts).All(pair => Math.Abs((units * pair.First.Number) - pair.Second) < 1e-9);
    }

    private static ChemicalElement[] ReadSymbols(LineReader lines, string line)
    {
        var elements = new List<ChemicalElement>();
        LineFields fields = lines.Fields(line, lines.LineNumber - 1);
        while (fields.TryNext(out ReadOnlySpan<char> symbol) && symbol[0] is not ('!' or '#'))
        {
            if (!ElementLabel.TryParse(symbol, out ChemicalElement element))
                throw fields.Error($"{LineReader.Quote(symbol)} is not a chemical element.");
            elements.Add(element);
        }

        return [.. elements];
    }
}
